"""What does not forbid a seat but deserves a second look."""

from collections.abc import Iterator
from datetime import date, timedelta

from cycles.models import Seat
from people.models import Person

from .place import Place, overlap

QUARTER = timedelta(weeks=13)


def booked_in_quarter(person: Person, place: Place) -> str | None:
    """Nobody should be asked twice in a quarter without their director's word."""
    for seat in person.booked:
        near = overlap(place.first - QUARTER, place.last + QUARTER, seat.starts_on, seat.ends_on)
        if near and seat.visit_id != place.challenge.visit_id:
            return f"{person} also visits {seat.challenge.host} within three months: ask their director."
    return None


def days_used_up(person: Person, place: Place) -> str | None:
    """An employer lends somebody for so many days a year; a visit that hosts share counts once."""
    lengths = {seat.visit_id: _length(seat.starts_on, seat.ends_on) for seat in _in_year(person, place)}
    days = sum({**lengths, place.challenge.visit_id: _length(place.first, place.last)}.values())
    lent = person.profile.days_a_year
    return f"{person} would give {days} days this year; their employer lends {lent}." if days > lent else None


def _in_year(person: Person, place: Place) -> Iterator[Seat]:
    return (seat for seat in person.booked if seat.starts_on.year == place.first.year)


def _length(first: date, last: date) -> int:
    return (last - first).days + 1


def employer_not_asked(person: Person, place: Place) -> str | None:
    """An employer agrees before somebody travels."""
    return None if person.profile.employer_approved_on else f"{person}'s employer has not yet agreed."


def no_sign_in(person: Person, place: Place) -> str | None:
    """An invitation is answered after signing in."""
    return None if hasattr(person, "user") else f"{person} has no sign-in yet: invite them to make one as well."
