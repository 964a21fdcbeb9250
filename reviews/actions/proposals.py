"""Proposing a timetable: asked here, worked out by a worker, used in one step. What stands already stays."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from cycles.models import Challenge, Seat
from people.models import Person
from people.refusal import Refusal
from reviews.asking import MEETING, problem_of, waiting
from reviews.guard import hold
from reviews.models import Session, SessionReviewer, TimetableProposal, WantedSession
from reviews.sources import BROADER, Source
from reviews.timetabling.problem import Placed, Problem
from reviews.timetabling.tracks import tracks_of

from .timetable import clashes_of

PERMISSION = "reviews.edit_timetable"
BEGIN_AFTER = timedelta(minutes=1)
SILENT_AFTER = timedelta(minutes=2)
MOST_TRIES = 3


def base_of(challenge: Challenge) -> list[list]:
    """Return the timetable and the list as they stand: each session and each wanted one with its version."""
    sessions = challenge.sessions.order_by("ref").values_list("ref", "version")
    wanted = challenge.wanted_sessions.order_by("ref").values_list("ref", "version")
    seats = challenge.seats.accepted().order_by("ref").values_list("ref", "case_data")
    return [list(row) for rows in (sessions, wanted, seats) for row in rows]


@transaction.atomic
def ask(*, challenge: Challenge, begins: time, stops: time, by: Person, at: datetime) -> TimetableProposal:
    """Ask for a timetable of the wanted sessions that have no slot yet, around everything that has one."""
    fresh = hold(challenge, PERMISSION)
    _refuse_unknown_sizes(fresh)
    problem = problem_of(fresh, begins, stops)
    if not any(not row.key.startswith(MEETING) for row in problem.wanted):
        raise Refusal("Every session of the list has its place. Add the sessions that are wanted, then propose.")
    if not any(one.chosen for one in problem.team):
        raise Refusal("Nobody has accepted a seat in the team yet, so there is nobody to place.")
    if fresh.timetable_proposals.unfinished().exists():
        raise Refusal("A timetable is being worked out already. Wait a moment for it.")
    try:
        with transaction.atomic():
            proposal = TimetableProposal.objects.create(
                challenge=fresh, problem=problem.as_data(), base=base_of(fresh), asked_by=by, asked_at=at
            )
    except IntegrityError:
        raise Refusal("A timetable is being worked out already. Wait a moment for it.") from None
    transaction.on_commit(lambda: ring(proposal.pk), robust=True)
    return proposal


def _refuse_unknown_sizes(challenge: Challenge) -> None:
    """A session with a group needs the group's size, as it would when added by hand."""
    known = set(challenge.group_sizes.values_list("source", flat=True))
    missing = {row.source for row in waiting(challenge) if row.source in BROADER} - known
    if missing:
        names = ", ".join(sorted(f"“{Source(source).label}”" for source in missing))
        raise Refusal(f"Enter first how many people belong to {names} at the host, under “Sizes of the host’s groups”.")


def ring(proposal_id: int) -> None:
    """Ask a worker to begin now. With the broker down nothing is lost: the sweep begins it."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from reviews.tasks import propose  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        propose.delay(proposal_id)


def claim(*, proposal_id: int, at: datetime) -> TimetableProposal | None:
    """Take a proposal to work on it; None when it is over, somebody works on it, or it was tried too often."""
    waits, works = TimetableProposal.Status.WAITING, TimetableProposal.Status.WORKING
    free = Q(status=waits) | Q(status=works, heard_at__lt=at - SILENT_AFTER)
    mine = TimetableProposal.objects.filter(free, pk=proposal_id)
    vain = f"It was begun {MOST_TRIES} times in vain."
    if mine.filter(tries__gte=MOST_TRIES).update(status=TimetableProposal.Status.FAILED, ended_at=at, trouble=vain):
        return None
    taken = mine.update(status=works, begun_at=at, heard_at=at, tries=F("tries") + 1)
    return TimetableProposal.objects.get(pk=proposal_id) if taken else None


def _held(proposal: TimetableProposal) -> Any:
    """Return the row if it is still worked on by who holds it."""
    return TimetableProposal.objects.filter(
        pk=proposal.pk, status=TimetableProposal.Status.WORKING, tries=proposal.tries
    )


def hear(*, proposal: TimetableProposal, placed: int, cost: int, at: datetime) -> bool:
    """Say how far the work is; return whether to go on."""
    so_far = f"{placed} of {len(proposal.problem['wanted'])} sessions have a place"
    return bool(_held(proposal).update(heard_at=at, cost=cost, trouble=so_far))


def finish(*, proposal: TimetableProposal, at: datetime, **answer: Any) -> bool:
    """Keep the answer, unless somebody else took the work over meanwhile."""
    return bool(_held(proposal).update(**{"trouble": "", "ended_at": at, "heard_at": at, **answer}))


def overdue(at: datetime) -> list[int]:
    """Return the proposals nobody works on though they wait, or whose worker has fallen silent."""
    waits = Q(status=TimetableProposal.Status.WAITING, asked_at__lt=at - BEGIN_AFTER)
    silent = Q(status=TimetableProposal.Status.WORKING, heard_at__lt=at - SILENT_AFTER)
    return list(TimetableProposal.objects.filter(waits | silent).order_by("pk").values_list("pk", flat=True)[:50])


@transaction.atomic
def use(*, proposal: TimetableProposal, by: Person, at: datetime) -> int:
    """Make the sessions of a proposal; return how many. Refuses when the timetable, list or team has changed since."""
    challenge = hold(proposal.challenge, PERMISSION)
    fresh = TimetableProposal.objects.select_for_update().get(pk=proposal.pk)
    if fresh.status != TimetableProposal.Status.DONE or not fresh.placed:
        raise Refusal("This proposal holds no timetable. Nothing was changed.")
    if fresh.used_at:
        raise Refusal("This proposal is already used. Nothing was changed.")
    if base_of(challenge) != fresh.base:
        raise Refusal(
            "The timetable, the list or the team has changed since. Ask for a new proposal. Nothing was changed."
        )
    made = _make(challenge, fresh, by, at)
    known = {session.ref for session in made}
    for clash in clashes_of(challenge):
        if clash.blocks and known & set(clash.refs):
            raise Refusal(f"{clash.sentence} Ask for a new proposal. Nothing was changed.")
    fresh.used_by, fresh.used_at = by, at
    fresh.save(update_fields=["used_by", "used_at"])
    return len(made)


def _make(challenge: Challenge, proposal: TimetableProposal, by: Person, at: datetime) -> list[Session]:
    problem = Problem.of(proposal.problem)
    rows = {row.ref: row for row in waiting(challenge)}
    seats = {seat.pk: seat for seat in challenge.seats.accepted()}
    now = dict(challenge.sessions.standing().values_list("ref", "track"))
    tracks = tracks_of(problem, proposal.standing, now)
    made = []
    for one in sorted(proposal.standing, key=lambda one: (one.day, one.begins, one.key)):
        row = rows.get(one.key)
        session = Session.objects.create(
            challenge=challenge,
            day=date.fromisoformat(problem.days[one.day]),
            starts=time(*divmod(one.begins, 60)),
            ends=time(*divmod(one.stops, 60)),
            room=one.room,
            track=tracks[one.key],
            changed_by=by,
            changed_at=at,
            **_words(row),
        )
        _seat(session, row, _in_order(problem, one), seats)
        made.append(session)
    return made


def _words(row: WantedSession | None) -> dict[str, Any]:
    """Return what a session says of itself; a meeting of the team nobody asked for has its own words."""
    if row is None:
        return {"kind": Session.Kind.TEAM, "title": "Team meeting"}
    names = ("kind", "title", "source", "contact_role", "expected")
    return {name: getattr(row, name) for name in names}


def _in_order(problem: Problem, one: Placed) -> list[int]:
    """Return who goes, first who leads the session: who is asked for by name, or leads on one of its lines."""
    wanted = next(row for row in problem.wanted if row.key == one.key)
    leads = [key for line, key in problem.leads if line in wanted.lines]
    return sorted(one.people, key=lambda key: (key not in leads, key not in wanted.named, key))


def _seat(session: Session, row: WantedSession | None, people: list[int], seats: dict[int, Seat]) -> None:
    SessionReviewer.objects.bulk_create(
        SessionReviewer(
            session=session,
            seat=seats[key],
            part=SessionReviewer.Part.NOTES if place else SessionReviewer.Part.LEADS,
        )
        for place, key in enumerate(people)
        if key in seats
    )
    if row is not None:
        session.lines.set(row.lines.all())
        WantedSession.objects.filter(pk=row.pk).update(session=session)
