"""The timetable on paper: where each of the team goes, and what happens in each room."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from cycles.models import Challenge, Seat, State
from reviews.models import Session, SessionReviewer
from reviews.models.timetabling import Room


@dataclass(frozen=True)
class Stop:
    """A session of somebody's day: what they do there, who goes with them, where it is, and whether it is new."""

    session: Session
    part: str
    others: str
    building: str
    changed: bool


@dataclass(frozen=True)
class Itinerary:
    """Everything somebody of the team goes to, by day."""

    seat: Seat
    days: list[tuple[date, list[Stop]]]


@dataclass(frozen=True)
class Sheet:
    """What happens in one room on one day."""

    room: str
    building: str
    day: date
    sessions: list[Session]


def _sessions(challenge: Challenge) -> list[Session]:
    return list(challenge.sessions.standing().with_team().in_order())


def _buildings(challenge: Challenge) -> dict[str, str]:
    return {room.name.casefold(): room.building for room in Room.objects.filter(challenge=challenge)}


def itineraries(challenge: Challenge, seats: Iterable[Seat]) -> list[Itinerary]:
    """Return where each of some seats goes (four queries)."""
    buildings, stops = _buildings(challenge), defaultdict(list)
    for session in _sessions(challenge):
        rows = list(session.reviewers.all())
        building = buildings.get(session.room.casefold(), "")
        changed = is_changed(challenge, session)
        for row in rows:
            others = ", ".join(other.seat.person.name for other in rows if other is not row)
            part = SessionReviewer.Part(row.part).label
            stops[row.seat_id].append(Stop(session, part, others, building, changed))
    return [Itinerary(seat, _by_day(stops[seat.pk])) for seat in seats]


def is_changed(challenge: Challenge, session: Session) -> bool:
    """Say whether a session has changed since the team came."""
    on_site = challenge.state == State.ON_SITE and session.changed_at is not None
    return on_site and localdate(session.changed_at) >= challenge.visit.starts_on


def _by_day(stops: list[Stop]) -> list[tuple[date, list[Stop]]]:
    found: dict[date, list[Stop]] = defaultdict(list)
    for stop in stops:
        found[stop.session.day].append(stop)
    return sorted(found.items())


def room_sheets(challenge: Challenge) -> list[Sheet]:
    """Return a sheet for each room and day (four queries). Sessions without a room have none."""
    buildings, found = _buildings(challenge), defaultdict(list)
    for session in _sessions(challenge):
        if session.room:
            found[session.room.casefold(), session.day].append(session)
    return [
        Sheet(sessions[0].room, buildings.get(room, ""), day, sessions)
        for (room, day), sessions in sorted(found.items())
    ]
