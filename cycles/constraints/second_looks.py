"""What does not forbid a seat but deserves a second look."""

from datetime import timedelta

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
    """An employer lends somebody for so many days a year."""
    days = (place.last - place.first).days + 1
    for seat in person.booked:
        if seat.starts_on.year == place.first.year and seat.visit_id != place.challenge.visit_id:
            days += (seat.ends_on - seat.starts_on).days + 1
    lent = person.profile.days_a_year
    return f"{person} would give {days} days this year; their employer lends {lent}." if days > lent else None


def employer_not_asked(person: Person, place: Place) -> str | None:
    """An employer agrees before somebody travels."""
    return None if person.profile.employer_approved_on else f"{person}'s employer has not yet agreed."


def no_sign_in(person: Person, place: Place) -> str | None:
    """An invitation is answered after signing in."""
    return None if hasattr(person, "user") else f"{person} has no sign-in yet: invite them to make one as well."
