"""Rules about the team somebody would join."""

from cycles.models import Seat
from people.models import Person

from .place import COUNTED, Place


def already_seated(person: Person, place: Place) -> str | None:
    """One person, one seat; whoever is only pencilled in may be asked."""
    seat = place.seat_of(person)
    if seat in place.held and seat.status != Seat.Status.PENCILLED:
        return f"{person} already has a place in this team, as {seat.get_role_display().lower()}."
    return None


def stood_down(person: Person, place: Place) -> str | None:
    """Whoever stood down with a conflict stays out of this team."""
    seat = place.seat_of(person)
    if seat and seat.status == Seat.Status.CONFLICTED:
        return f"{person} stood down from this team with a conflict of interest."
    return None


def second_lead(person: Person, place: Place) -> str | None:
    """A team has one lead."""
    if place.role == Seat.Role.LEAD:
        for seat in place.others(person):
            if seat.role == Seat.Role.LEAD:
                return f"This team already has a lead challenger: {seat.person}."
    return None


def second_shadow(person: Person, place: Place) -> str | None:
    """A team carries at most one who learns."""
    if place.role == Seat.Role.SHADOW:
        for seat in place.others(person):
            if seat.role == Seat.Role.SHADOW:
                return f"This team already has a shadow: {seat.person}."
    return None


def team_full(person: Person, place: Place) -> str | None:
    """The shape says how many make a team; observers and shadows come on top."""
    size = place.challenge.shape.team_size
    taken = sum(seat.role in COUNTED for seat in place.others(person))
    if place.role in COUNTED and taken >= size:
        return f"This team is full: {taken} of {size} places are taken. Observers and shadows come on top."
    return None
