"""The timetable as pages and checks see it, and what waits because of it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from django.urls import reverse

from cycles.days import is_working_day
from cycles.models import Challenge, Seat, State, Visit
from cycles.waiting import Matter, Mine, Tally
from people.roles import Role
from people.waiting import Waiting
from reviews.budget import reflection_used, short_lines, too_short_to_reflect
from reviews.clashes import Clash, Place, Slot, check
from reviews.models import Room, Session

WEEKS_BEFORE = timedelta(weeks=6)
# The timetable goes to those taking part two weeks before the visit.
READY_BEFORE = timedelta(weeks=2)
BUILDERS = frozenset({Role.HOST_ORGANISER, Role.MANAGER})


def days_of(visit: Visit) -> list[date]:
    """Return the days on site: the working days of the visit."""
    every = [visit.starts_on + timedelta(days=n) for n in range((visit.ends_on - visit.starts_on).days + 1)]
    return [day for day in every if is_working_day(day)] or every


def slot_of(session: Session) -> Slot:
    """Return a session as the clash checks see it. Its team comes from `with_team`."""
    every = [row.seat for row in session.reviewers.all()]
    seats = [seat for seat in every if seat.status == Seat.Status.ACCEPTED]
    return Slot(
        ref=session.ref,
        day=session.day,
        starts=session.starts,
        ends=session.ends,
        kind=session.kind,
        title=session.title,
        room=session.room,
        source=session.source,
        people={seat.pk: seat.person.name for seat in seats},
        without_case_data=tuple(seat.person.name for seat in seats if not seat.case_data),
        gone=tuple(seat.person.name for seat in every if seat not in seats),
        lines=tuple(sorted(line.number for line in session.lines.all())),
        expected=session.expected,
    )


def moved(slot: Slot, day: date, starts: time, ends: time) -> Slot:
    """Return a slot as it would be elsewhere."""
    return replace(slot, day=day, starts=starts, ends=ends)


def place_of(room: Room) -> Place:
    """Return a room of the host as the clash checks see it."""
    free = tuple((day, begins, stops) for day, begins, stops in room.free)
    return Place(room.name, room.building, room.minutes_away, room.holds, free)


def judge_of(challenge: Challenge) -> Callable[[list[Slot]], list[Clash]]:
    """Return what says what does not fit in a challenge's rooms, on its days and for its lines (two queries)."""
    places = [place_of(room) for room in challenge.rooms.order_by("pk")]
    lines = list(challenge.lines.values_list("number", "question", "minutes"))
    named = {number: question for number, question, _ in lines}

    def judge(slots: list[Slot]) -> list[Clash]:
        found = check(slots, days_of(challenge.visit), places, named)
        return [*found, *reflection_used(slots), *too_short_to_reflect(slots), *short_lines(slots, lines)]

    return judge


def clashes_among(challenge: Challenge, slots: list[Slot]) -> list[Clash]:
    """Return what does not fit among slots of a challenge (two queries)."""
    return judge_of(challenge)(slots)


@dataclass(frozen=True)
class Day:
    """One day as a grid: a row for each time something starts, a column for each track."""

    day: date
    tracks: list[int]
    rows: list[tuple[time, list[list[Session]]]]
    on_site: bool


def grid(sessions: list[Session], days: list[date]) -> list[Day]:
    """Lay sessions out by day, time and track. Days on site without a session are empty grids."""
    by_day: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        by_day[session.day].append(session)
    found = []
    for day in sorted({*days, *by_day}):
        theirs = by_day.get(day, [])
        tracks = sorted({session.track for session in theirs})
        cells: dict[time, dict[int, list[Session]]] = defaultdict(lambda: defaultdict(list))
        for session in theirs:
            cells[session.starts][session.track].append(session)
        rows = [(starts, [cells[starts][track] for track in tracks]) for starts in sorted(cells)]
        found.append(Day(day, tracks, rows, day in days))
    return found


def _planned(_user: Any, _today: date) -> dict[str, Tally]:
    return {"sessions": Tally(Session.objects.all())}


def _waiting(mine: Mine) -> Iterator[Waiting]:
    """A timetable that is still empty six weeks before the visit, for those who build it."""
    challenge = mine.challenge
    is_near = challenge.visit.starts_on <= mine.today + WEEKS_BEFORE
    if is_near and mine.roles & BUILDERS and not mine.count("sessions"):
        yield Waiting(
            "Build the timetable",
            str(challenge),
            reverse("reviews:timetable", args=[challenge.ref]),
            challenge.visit.starts_on - READY_BEFORE,
        )


MATTERS = (Matter(_waiting, (State.PREPARING,), ("reviews.edit_timetable",), _planned, while_paused=True),)
