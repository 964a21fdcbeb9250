"""Loading the challenges: who is visited when, by whom, and how far it has come."""

from collections.abc import Iterator
from typing import Any

from cycles.actions.visit import because, in_words, warnings
from cycles.models import (
    Challenge,
    Component,
    Declaration,
    Event,
    HostBody,
    Postponement,
    Seat,
    State,
    Visit,
)

from . import MAIN
from .life import HOURS, Taken, life_of, moves_of, steered
from .stage import Scene, Stage


def load_challenges(stage: Stage, at: str | None) -> None:
    """Make every challenge with its visit, host bodies, team, components and history."""
    for written in stage.content.challenges:
        words = steered(written, at)
        scene = Scene(stage, words, life_of(words, stage.clock))
        stage.scenes.append(scene)
    visits = Visit.objects.bulk_create(
        Visit(
            starts_on=stage.clock.day(scene.words["dates"]["visit_from"]),
            ends_on=stage.clock.day(scene.words["dates"]["visit_to"]),
        )
        for scene in stage.scenes
    )
    made = Challenge.objects.bulk_create(
        _challenge(scene, visit) for scene, visit in zip(stage.scenes, visits, strict=True)
    )
    for scene, challenge in zip(stage.scenes, made, strict=True):
        scene.challenge = challenge
        _load_around(scene)


def _challenge(scene: Scene, visit: Visit) -> Challenge:
    words = scene.words
    scoped = scene.been(State.SCOPING)
    return Challenge(
        cycle=scene.stage.cycle,
        visit=visit,
        shape=scene.stage.large_shape if scene.key == MAIN else scene.stage.shape,
        host=scene.stage.bodies[words["hosts"][0]],
        state=scene.state,
        topic=words["topic"],
        extra_days=(words.get("intervention") or {}).get("extra_days", 0),
        purpose=words["purpose"],
        question=words["question"],
        in_scope=words["in_scope"] if scoped else "",
        out_of_scope=words["out_of_scope"] if scoped else "",
        sensitivities=words["sensitivities"] if scoped else "",
        urgent_contact=words.get("urgent_contact", "") if scoped else "",
    )


def _load_around(scene: Scene) -> None:
    bodies = [scene.stage.bodies[key] for key in scene.words["hosts"]]
    HostBody.objects.bulk_create(HostBody(challenge=scene.challenge, body=body) for body in bodies)
    _load_seats(scene)
    _load_components(scene)
    _load_postponement(scene)
    Event.objects.bulk_create(sorted(_events(scene, bodies), key=lambda event: event.at))


def _asked_on(scene: Scene, row: dict[str, Any]) -> int:
    """Return the day on which somebody was asked: the lead first, the team once scoping began."""
    if row["role"] == "lead":
        return scene.began(State.PROPOSED) + 2
    return scene.began(State.SCOPING) + 3 if scene.been(State.SCOPING) else scene.clock.shift + 1


def _keeps_days(scene: Scene) -> bool:
    """Say whether the team's days are kept: a pause or a cancellation frees them."""
    pause = scene.words.get("postponed")
    return scene.state != State.CANCELLED and not (pause and scene.clock.reached(pause["on"]))


def _load_seats(scene: Scene) -> None:
    clock = scene.clock
    rows = [row for row in scene.words["team"] if clock.reached(_asked_on(scene, row))]
    seats = Seat.objects.bulk_create(_seat(scene, row) for row in rows)
    scene.seats = {row["person"]: seat for row, seat in zip(rows, seats, strict=True)}
    declared = [
        _declaration(scene, row, scene.seats[row["person"]])
        for row in rows
        if row.get("declaration") and clock.reached(_asked_on(scene, row) + 4)
    ]
    Declaration.objects.bulk_create(declared)


def _seat(scene: Scene, row: dict[str, Any]) -> Seat:
    clock, visit, asked = scene.clock, scene.challenge.visit, _asked_on(scene, row)
    answered = row["status"] != "invited" and clock.reached(asked + 3)
    return Seat(
        challenge=scene.challenge,
        person=scene.person(row["person"]),
        role=row["role"],
        peer=row["peer"],
        case_data=row.get("case_data", True),
        status=row["status"] if answered else Seat.Status.INVITED,
        visit=visit,
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        keeps_days=_keeps_days(scene),
        invited_at=clock.moment(asked),
        answered_at=clock.moment(asked + 3) if answered else None,
        answer_note=row.get("answer_note", "") if answered else "",
    )


def _declaration(scene: Scene, row: dict[str, Any], seat: Seat) -> Declaration:
    clock, asked = scene.clock, _asked_on(scene, row)
    said, _, reason = row.get("declared", "").partition("; ")
    looked_at = row["declaration"] == Declaration.Outcome.CLEARED
    return Declaration(
        seat=seat,
        text=said,
        outcome=row["declaration"],
        declared_at=clock.moment(asked + 4),
        decided_by=scene.coordinator if looked_at else None,
        decided_at=clock.moment(asked + 5) if looked_at else None,
        reason=reason.capitalize(),
    )


def _done(scene: Scene) -> Iterator[tuple[str, int]]:
    for key, day in scene.words["components"].items():
        if scene.been(State.SCOPING) and scene.clock.reached(day):
            yield key, day


def _load_components(scene: Scene) -> None:
    Component.objects.bulk_create(
        Component(challenge=scene.challenge, key=key, done_at=scene.clock.moment(day), done_by=_recorder(scene))
        for key, day in _done(scene)
    )


def _recorder(scene: Scene) -> Any:
    return scene.manager or scene.coordinator


def _load_postponement(scene: Scene) -> None:
    pause = scene.words.get("postponed")
    if not pause or not scene.clock.reached(pause["on"]):
        return
    first, last = pause["was"]
    Postponement.objects.create(
        challenge=scene.challenge,
        cause=pause["by"],
        reason=pause["why"],
        was_starts_on=scene.clock.day(first),
        was_ends_on=scene.clock.day(last),
        postponed_at=scene.clock.moment(pause["on"]),
        postponed_by=scene.coordinator,
    )


def _events(scene: Scene, bodies: list) -> Iterator[Event]:
    """Yield what happened, in the words of the actions that would have written it."""
    clock, challenge = scene.clock, scene.challenge
    visit = challenge.visit
    doubts = warnings(bodies, visit.starts_on, visit.ends_on)
    sentence = f"Proposed for {in_words(visit.starts_on, visit.ends_on)}" + because(doubts, "agreed with the host")
    proposed = clock.moment(scene.began(State.PROPOSED), "09:30")
    yield Event(
        challenge=challenge,
        what="create",
        sentence=sentence[:400],
        by=scene.coordinator,
        at=proposed,
        to_state=State.PROPOSED,
    )
    for step in moves_of(scene.life):
        yield _moved(scene, step)
    for key, day in _done(scene):
        label = Component.Key(key).label
        yield Event(
            challenge=challenge, what="record_component", sentence=label, by=_recorder(scene), at=clock.moment(day)
        )
    yield from _seat_events(scene)
    pause = scene.words.get("postponed")
    if pause and clock.reached(pause["on"]):
        sentence = f"Postponed ({Postponement.Cause(pause['by']).label.lower()}): {pause['why']}"
        yield Event(
            challenge=challenge,
            what="postpone",
            sentence=sentence[:400],
            by=scene.coordinator,
            at=clock.moment(pause["on"]),
        )


def _moved(scene: Scene, step: Taken) -> Event:
    sentence = f"{step.label}: now {State(step.target).label.lower()}"
    if step.name == "cancel":
        sentence = f"Cancelled: {scene.words['cancelled']['why']}"
    if step.name == "withhold":
        sentence = "Publication withheld"
    return Event(
        challenge=scene.challenge,
        what=step.name,
        sentence=sentence[:400],
        by=_mover(scene, step.name),
        at=scene.clock.moment(step.day, HOURS[step.name]),
        from_state=step.source,
        to_state=step.target,
    )


def _mover(scene: Scene, name: str) -> Any:
    if name in ("leave_site", "sign"):
        return scene.lead
    return scene.manager if name in ("go_on_site", "send_to_host") else scene.coordinator


def _seat_events(scene: Scene) -> Iterator[Event]:
    """Say who was asked and how they answered."""
    challenge = scene.challenge
    for seat in scene.seats.values():
        part = seat.get_role_display().lower()
        asked = f"{seat.person} invited as {part}"
        yield Event(challenge=challenge, what="invite", sentence=asked, by=scene.coordinator, at=seat.invited_at)
        if seat.answered_at:
            joined = seat.status == Seat.Status.ACCEPTED
            yield Event(
                challenge=challenge,
                what="accept" if joined else "decline",
                sentence=f"{seat.person} joined the team as {part}"
                if joined
                else f"{seat.person} cannot join the team",
                by=seat.person,
                at=seat.answered_at,
            )
