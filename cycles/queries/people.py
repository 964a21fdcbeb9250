"""Who is around a challenge: its team, who acts for its host, who coordinates."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cycles.models import Challenge, Seat
from people.models import Membership, Person


def coordinators_of(challenge: Challenge) -> QuerySet[Person]:
    """Return who coordinates the programme today."""
    held = Membership.objects.filter(programme=challenge.cycle.programme_id, role=Membership.Role.COORDINATOR)
    return Person.objects.filter(pk__in=held.in_force().values("person")).order_by("name")


def team_and_host(challenge: Challenge) -> QuerySet[Person]:
    """Return the team, those still asked included, and who acts for the host today."""
    acting = Membership.objects.filter(
        programme=challenge.cycle.programme_id,
        body__in=challenge.host_bodies.values("body"),
        role__in=[Membership.Role.HOST_SPONSOR, Membership.Role.HOST_ORGANISER],
    ).in_force()
    seats = Seat.objects.asked().filter(challenge=challenge)
    return Person.objects.filter(Q(pk__in=acting.values("person")) | Q(pk__in=seats.values("person"))).order_by("name")


def around(challenge: Challenge) -> QuerySet[Person]:
    """Return everybody who may be asked to do something for a challenge."""
    return (team_and_host(challenge) | coordinators_of(challenge)).order_by("name")


def acting_for(programme: int, bodies: Iterable[int]) -> dict[int, list[Person]]:
    """Return who acts for each of some hosts today, by the body (one query)."""
    acting = (
        Membership.objects.filter(
            programme=programme,
            body__in=list(bodies),
            role__in=[Membership.Role.HOST_SPONSOR, Membership.Role.HOST_ORGANISER],
        )
        .in_force()
        .select_related("person")
        .order_by("person__name")
    )
    found: dict[int, list[Person]] = {}
    for membership in acting:
        people = found.setdefault(membership.body_id, [])
        if membership.person not in people:
            people.append(membership.person)
    return found
