"""Rules about whether somebody can come: in the pool, trained, and free on those days."""

from cycles.days import in_words
from people.models import Person

from .place import Place, overlap


def out_of_pool(person: Person, place: Place) -> str | None:
    """Only people in the pool are asked, and only while they are active."""
    profile = getattr(person, "profile", None)
    if profile is None:
        return f"{person} is not in the reviewer pool."
    return None if profile.active else f"{person} is not active in the reviewer pool."


def untrained(person: Person, place: Place) -> str | None:
    """Training must count on the first day of the visit."""
    if person.is_trained:
        return None
    return f"{person} has no peer challenge training that counts on {in_words(place.first)}."


def double_booking(person: Person, place: Place) -> str | None:
    """Nobody sits on two visits whose days overlap; challenges that share one visit share its people."""
    for seat in person.booked:
        if seat.visit_id != place.challenge.visit_id and overlap(place.first, place.last, seat.starts_on, seat.ends_on):
            return (
                f"{person} already has a place in the visit to {seat.challenge.host} "
                f"of {in_words(seat.starts_on, seat.ends_on)}."
            )
    return None


def absence(person: Person, place: Place) -> str | None:
    """Nobody is asked for days on which they are away."""
    if not person.away:
        return None
    first = min(person.away, key=lambda days: days.starts_on)
    return f"{person} is away {in_words(first.starts_on, first.ends_on)}."
