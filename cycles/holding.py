"""Who holds which role around many challenges and cycles at once: two queries, for the duties of all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from people.models import Membership
from people.roles import Role
from people.rules import ROLE_OF

from .models import Seat
from .rules import ROLE_OF_SEAT

OFFICES = (
    Membership.Role.COORDINATOR,
    Membership.Role.SPONSOR_GROUP,
    Membership.Role.HOST_SPONSOR,
    Membership.Role.HOST_ORGANISER,
)


class Holders:
    """The accepted seats of some challenges, and the memberships in force of some programmes."""

    def __init__(self, challenges: Collection[int], programmes: Collection[int], day: date) -> None:
        self._seats: dict[tuple[int, Role], list[int]] = defaultdict(list)
        self._offices: dict[tuple[int, Role, int | None], list[int]] = defaultdict(list)
        seats = Seat.objects.accepted().filter(challenge__in=challenges).order_by("pk") if challenges else ()
        for seat in seats:
            self._seats[seat.challenge_id, ROLE_OF_SEAT[seat.role]].append(seat.person_id)
        held = Membership.objects.filter(programme__in=programmes, role__in=OFFICES).in_force(day).order_by("pk")
        for one in held:
            self._offices[one.programme_id, ROLE_OF[one.role], one.body_id].append(one.person_id)

    def of(
        self, role: Role, *, programme: int, bodies: Iterable[int] = (), challenge: int | None = None
    ) -> tuple[int, ...]:
        """Return the ids of those who hold a role: in a challenge's team, for its hosts, or for its programme."""
        found = list(self._seats.get((challenge, role), ())) if challenge else []
        found += self._offices.get((programme, role, None), ())
        for body in bodies:
            found += self._offices.get((programme, role, body), ())
        return tuple(dict.fromkeys(found))
