"""The host's rooms and the list of sessions that are wanted: what a timetable is proposed from."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from cycles.models import Challenge, Seat
from people.models import Person
from people.refusal import Refusal
from reviews.clashes import CASE_WORK
from reviews.guard import hold, refuse_stale
from reviews.models import LineOfEnquiry, Room, WantedSession

PERMISSION = "reviews.edit_timetable"


@dataclass(frozen=True)
class Wish:
    """What one wanted session says."""

    title: str
    kind: str
    minutes: int
    people: int = 2
    source: str = ""
    expected: int = 0
    contact_role: str = ""
    windows: list[list] = field(default_factory=list)
    needs_room: bool = True
    early: bool = False
    seats: tuple[Seat, ...] = ()
    lines: tuple[LineOfEnquiry, ...] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """The columns of the row."""
        names = ("title", "kind", "minutes", "people", "source", "expected", "contact_role", "windows", "needs_room")
        return {name: getattr(self, name) for name in (*names, "early")}


@transaction.atomic
def add_room(*, challenge: Challenge, by: Person, at: datetime, **facts: Any) -> Room:
    """Add a room the host lends."""
    fresh = hold(challenge, PERMISSION)
    _refuse_twice(fresh, facts["name"])
    return Room.objects.create(challenge=fresh, **facts)


@transaction.atomic
def edit_room(*, room: Room, by: Person, at: datetime, **facts: Any) -> None:
    """Correct a room. Sessions that name it by its old name keep that name as a place."""
    fresh = hold(room.challenge, PERMISSION)
    _refuse_twice(fresh, facts["name"], room)
    Room.objects.filter(pk=room.pk).update(**facts)


@transaction.atomic
def remove_room(*, room: Room, by: Person, at: datetime) -> None:
    """Take a room off the list; sessions keep its name."""
    hold(room.challenge, PERMISSION)
    Room.objects.filter(pk=room.pk).delete()


def _refuse_twice(challenge: Challenge, name: str, room: Room | None = None) -> None:
    others = challenge.rooms.filter(name__iexact=name).exclude(pk=room.pk if room else None)
    if others.exists():
        raise Refusal("A room of this name is already in the list. Give this one another name.", "name")


def _check_wish(challenge: Challenge, wish: Wish) -> None:
    for seat in wish.seats:
        if seat.challenge_id != challenge.pk or seat.status != Seat.Status.ACCEPTED:
            raise Refusal("Choose people who have accepted a seat in this team.", "seats")
    barred = [seat.person.name for seat in wish.seats if wish.kind in CASE_WORK and not seat.case_data]
    if barred:
        raise Refusal(f"{' and '.join(barred)} may not see case records. Choose somebody else.", "seats")
    if len(wish.seats) > wish.people:
        raise Refusal("You chose more people than the session needs. Raise the number, or choose fewer.", "people")


@transaction.atomic
def add_wanted(*, challenge: Challenge, wish: Wish, by: Person, at: datetime) -> WantedSession:
    """Put a session on the list of those that are wanted."""
    fresh = hold(challenge, PERMISSION)
    _check_wish(fresh, wish)
    row = WantedSession.objects.create(challenge=fresh, changed_by=by, changed_at=at, **wish.fields)
    row.seats.set(wish.seats)
    row.lines.set(wish.lines)
    return row


@transaction.atomic
def edit_wanted(*, wanted: WantedSession, wish: Wish, seen: int, by: Person, at: datetime) -> None:
    """Change a wanted session. The slot it may have already stays as it is."""
    fresh = hold(wanted.challenge, PERMISSION)
    row = WantedSession.objects.select_related("changed_by").get(pk=wanted.pk)
    refuse_stale(row, seen, {name: wish.fields[name] for name in ("title", "kind", "minutes", "people", "source")})
    _check_wish(fresh, wish)
    WantedSession.objects.filter(pk=row.pk).update(**wish.fields, version=row.version + 1, changed_by=by, changed_at=at)
    row.seats.set(wish.seats)
    row.lines.set(wish.lines)


@transaction.atomic
def remove_wanted(*, wanted: WantedSession, by: Person, at: datetime) -> None:
    """Take a session off the list. The slot it may have already stays."""
    hold(wanted.challenge, PERMISSION)
    WantedSession.objects.filter(pk=wanted.pk).delete()
