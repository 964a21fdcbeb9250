"""What a place in a team rules out while it is held: losing the training it needs, moving to its host.

Seats live on the floor above and are asked for by their related name. Whoever calls has locked the
people, as giving a seat does, so that a seat and what it rules out cannot cross.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from people.kin import kin_of
from people.models import Person
from people.refusal import Refusal

HELD = ("pencilled", "invited", "accepted")
# Once the report is out, or will never be, a seat no longer rests on its holder's training and post.
DONE_WITH = ("published", "follow_up", "closed", "cancelled")


def _held(people: Iterable[Person], *needed: str) -> Iterator[tuple[Person, Any]]:
    """Yield (person, seat) of every place held in a challenge that is not over."""
    seated = Person.objects.filter(pk__in=[person.pk for person in people], seats__status__in=HELD).distinct()
    for person in seated.prefetch_related("seats__challenge__host", *needed).order_by("name", "pk"):
        for seat in sorted(person.seats.all(), key=lambda seat: (seat.starts_on, seat.pk)):
            if seat.status in HELD and seat.challenge.state not in DONE_WITH:
                yield person, seat


def _placed(person: Person, seat: Any) -> str:
    day = f"{seat.starts_on.day} {seat.starts_on:%B %Y}"
    return f"{person.name} has a place in the team that visits {seat.challenge.host} on {day}"


def refuse_untrained(people: Iterable[Person]) -> None:
    """Refuse to leave somebody in a team without training that counts on its first day."""
    for person, seat in _held(people, "training"):
        if not any(course.counts_on(seat.starts_on) for course in person.training.all()):
            raise Refusal(
                f"{_placed(person, seat)}, and would have no training that counts then. Record other training first, "
                "or have the place withdrawn. Nothing was changed."
            )


def refuse_own_authority(people: Iterable[Person]) -> None:
    """Refuse a post with the host of a team somebody sits in, or with a body that is one with it."""
    for person, seat in _held(people, "seats__challenge__host_bodies"):
        hosts = {side.body_id for side in seat.challenge.host_bodies.all()}
        if person.home_id is not None and person.home_id in kin_of(hosts):
            raise Refusal(
                f"{_placed(person, seat)}, and nobody reviews their own authority. The coordinator must withdraw the "
                "place first. Nothing was changed.",
                "home",
            )
