"""Loading what was prepared: lines of enquiry, meetings, papers, group sizes, names, the timetable."""

import secrets
from datetime import timedelta
from typing import Any

from cycles.models import Challenge, Meeting, MeetingAction, State
from cycles.queries.people import meant_for
from reviews.models import (
    Document,
    DocumentRequest,
    DocumentVersion,
    GroupSize,
    LineOfEnquiry,
    PlannedFeedback,
    ProtectedName,
    Session,
    SessionReviewer,
)
from reviews.uploads import accept

from .papers import paper
from .stage import Scene

# So many working days after preparing began, the timetable is there.
TIMETABLE_AFTER = 5


def load_preparation(scene: Scene) -> None:
    """Make whatever the challenge's life has reached."""
    if not scene.been(State.SCOPING):
        return
    _load_lines(scene)
    _load_feedback(scene)
    _load_meetings(scene)
    if not scene.been(State.PREPARING):
        return
    _load_papers(scene)
    _load_groups(scene)
    if scene.clock.reached(scene.began(State.PREPARING) + TIMETABLE_AFTER):
        _load_sessions(scene)


def _load_lines(scene: Scene) -> None:
    began = scene.clock.moment(scene.began(State.SCOPING) + 1)
    made = LineOfEnquiry.objects.bulk_create(
        LineOfEnquiry(
            challenge=scene.challenge,
            number=row["number"],
            question=row["question"],
            prompts=row["prompts"],
            minutes=row.get("minutes"),
            reviewer=scene.seats.get(row["lead"]),
            changed_by=scene.coordinator,
            changed_at=began,
            version=1,
        )
        for row in scene.words["lines"]
    )
    scene.lines = {line.number: line for line in made}


def _load_feedback(scene: Scene) -> None:
    clock, began = scene.clock, scene.clock.moment(scene.began(State.SCOPING) + 1)
    PlannedFeedback.objects.bulk_create(
        PlannedFeedback(
            challenge=scene.challenge,
            audience=row["audience"],
            form=row["form"],
            giver=row["giver"],
            due_on=clock.day(scene.visit_day(row["day"])),
            note=f"{row['who']}: {row['how'][0].lower()}{row['how'][1:]}",
            given_on=clock.day(scene.visit_day(row["day"])) if clock.reached(scene.visit_day(row["day"])) else None,
            changed_by=scene.coordinator,
            changed_at=began,
        )
        for row in scene.words.get("audiences", [])
    )


def _load_meetings(scene: Scene) -> None:
    clock = scene.clock
    rows = scene.words.get("meetings", [])
    made = Meeting.objects.bulk_create(_meeting(scene, row) for row in rows)
    _ask(made, scene.challenge)
    MeetingAction.objects.bulk_create(
        MeetingAction(
            meeting=meeting,
            text=action["text"],
            owner=scene.person(action["owner"]),
            due_on=clock.day(action["due"]),
            done_on=clock.day(action["done"]) if clock.reached(action.get("done")) else None,
        )
        for meeting, row in zip(made, rows, strict=True)
        if meeting.held
        for action in row["actions"]
    )


def _ask(meetings: list[Meeting], challenge: Challenge) -> None:
    """Write down who is asked to each, as arranging it would."""
    meant = {kind: list(meant_for(challenge, kind)) for kind in {meeting.kind for meeting in meetings}}
    row = Meeting.people.through
    row.objects.bulk_create(
        row(meeting=meeting, person=person) for meeting in meetings for person in meant[meeting.kind]
    )


def _meeting(scene: Scene, row: dict[str, Any]) -> Meeting:
    held = row["held"] and scene.clock.reached(row["day"])
    starts = scene.clock.planned(row["day"], row["starts"])
    return Meeting(
        challenge=scene.challenge,
        kind=row["kind"],
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        place=row["place"],
        minutes=row["minutes"] if held else "",
        held=held,
    )


def _load_papers(scene: Scene) -> None:
    clock = scene.clock
    rows = scene.words.get("requests", [])
    came = [clock.reached((row.get("document") or {}).get("received")) for row in rows]
    requests = DocumentRequest.objects.bulk_create(
        DocumentRequest(
            challenge=scene.challenge,
            kind=row["kind"],
            title=row["title"],
            due_on=clock.day(row["due"]),
            received_at=clock.moment(row["document"]["received"], "12:00") if here else None,
            requested_by=scene.manager or scene.coordinator,
        )
        for row, here in zip(rows, came, strict=True)
    )
    for request, row, here in zip(requests, rows, came, strict=True):
        if here:
            _load_paper(scene, request, row["document"])


def _load_paper(scene: Scene, request: DocumentRequest, words: dict[str, Any]) -> None:
    kept = accept(paper(request.kind, words["file"], request.title, words["body"]))
    document = Document.objects.create(
        challenge=scene.challenge, request=request, kind=request.kind, title=request.title
    )
    version = DocumentVersion(
        document=document,
        number=1,
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        uploaded_by=scene.organiser,
        uploaded_at=request.received_at,
    )
    version.file.save(f"documents/{secrets.token_hex(20)}", kept.content, save=False)
    version.save()


def _load_groups(scene: Scene) -> None:
    GroupSize.objects.bulk_create(
        GroupSize(challenge=scene.challenge, source=source, size=size)
        for source, size in scene.words.get("group_sizes", {}).items()
    )
    names = []
    for name in scene.words.get("protected_names", []):
        row = ProtectedName(challenge=scene.challenge)
        row.seal(scene.vault, name)
        names.append(row)
    ProtectedName.objects.bulk_create(names)


def _load_sessions(scene: Scene) -> None:
    rows = scene.words.get("sessions", [])
    made = Session.objects.bulk_create(_session(scene, row) for row in rows)
    scene.sessions = {row["n"]: session for row, session in zip(rows, made, strict=True)}
    Session.lines.through.objects.bulk_create(
        Session.lines.through(session=scene.sessions[row["n"]], lineofenquiry=scene.lines[number])
        for row in rows
        for number in row["lines"]
    )
    SessionReviewer.objects.bulk_create(
        SessionReviewer(
            session=scene.sessions[row["n"]],
            seat=scene.seats[key],
            part=SessionReviewer.Part.NOTES if place else SessionReviewer.Part.LEADS,
        )
        for row in rows
        for place, key in enumerate(row["reviewers"])
    )


def _session(scene: Scene, row: dict[str, Any]) -> Session:
    clock = scene.clock
    day = scene.visit_day(row["day"])
    over = scene.been(State.ON_SITE) and clock.happened(day, row["ends"])
    return Session(
        challenge=scene.challenge,
        day=clock.day(day),
        starts=row["starts"],
        ends=row["ends"],
        kind=row["kind"],
        title=row["title"],
        room=row["room"],
        track=row["track"],
        source=row["source"],
        contact_role=row["contact_role"],
        expected=row.get("expected", 0),
        met=row.get("met") if over else None,
        already_met=row.get("already_met") if over else None,
        status=Session.Status.HELD if over else Session.Status.PLANNED,
        version=1,
        changed_by=scene.manager or scene.coordinator,
        changed_at=clock.moment(scene.began(State.PREPARING) + TIMETABLE_AFTER),
    )
