"""Who is around a challenge: its team, who acts for its host, who coordinates."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cycles.models import Challenge, Meeting, Seat
from people.models import Membership, Person


def coordinators_of(challenge: Challenge) -> QuerySet[Person]:
    """Return who coordinates the programme today."""
    held = Membership.objects.filter(programme=challenge.cycle.programme_id, role=Membership.Role.COORDINATOR)
    return Person.objects.filter(pk__in=held.in_force().values("person")).order_by("name")


def team_and_host(challenge: Challenge) -> QuerySet[Person]:
    """Return the team, those still asked included, and who acts for the host today."""
    seats = Seat.objects.asked().filter(challenge=challenge)
    team = Person.objects.filter(pk__in=seats.values("person"))
    return (team | hosts_of(challenge)).order_by("name")


def team_accepted(challenge: Challenge) -> QuerySet[Person]:
    """Return the team as it stands."""
    return Person.objects.filter(pk__in=Seat.objects.accepted().filter(challenge=challenge).values("person"))


def hosts_of(challenge: Challenge) -> QuerySet[Person]:
    """Return who acts for the host today."""
    acting = Membership.objects.filter(
        programme=challenge.cycle.programme_id,
        body__in=challenge.host_bodies.values("body"),
        role__in=[Membership.Role.HOST_SPONSOR, Membership.Role.HOST_ORGANISER],
    )
    return Person.objects.filter(pk__in=acting.in_force().values("person"))


def meant_for(challenge: Challenge, kind: str) -> QuerySet[Person]:
    """Return whom a kind of meeting is for: a team call for the team, all else for team and host.

    To keep in touch it takes those who lead and manage.
    """
    team = team_accepted(challenge)
    if kind == Meeting.Kind.TEAM_CALL:
        return team.order_by("name")
    if kind == Meeting.Kind.KEEP_IN_TOUCH:
        leading = Seat.objects.accepted().filter(challenge=challenge, role__in=[Seat.Role.LEAD, Seat.Role.MANAGER])
        team = Person.objects.filter(pk__in=leading.values("person"))
    return (team | hosts_of(challenge)).order_by("name")


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
