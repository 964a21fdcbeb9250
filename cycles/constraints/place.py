"""What the rules of a seat ask about: the place, the people, and days said in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cycles.models import Challenge, Seat, State
from cycles.models.seat import HOLDING
from cycles.policy import policy_of
from people.kin import TIED, kin_of
from people.models import Absence, Body, Interest, Membership, Person, Training


def overlap(first: date, last: date, other_first: date | None, other_last: date | None) -> bool:
    """Say whether two runs of days share one; None is open."""
    return (other_first is None or other_first <= last) and (other_last is None or other_last >= first)


# Observers and shadows come on top of the team the shape promises.
COUNTED = (Seat.Role.LEAD, Seat.Role.MANAGER, Seat.Role.REVIEWER)


@dataclass
class Place:
    """A place in the team of one challenge: its role, its days, and what the rules ask about the challenge."""

    challenge: Challenge
    role: str
    today: date
    first: date
    last: date

    @classmethod
    def of(cls, challenge: Challenge, role: str, today: date) -> "Place":
        """Make the place for a role, with the days of the visit."""
        return cls(challenge, role, today, challenge.visit.starts_on, challenge.visit.ends_on)

    @cached_property
    def bodies(self) -> list[Body]:
        """The host bodies, and every body that is tied to another."""
        side = Exists(self.challenge.host_bodies.filter(body=OuterRef("pk")))
        return list(Body.objects.annotate(is_host=side).filter(TIED | Q(is_host=True)))

    @cached_property
    def hosts(self) -> dict[int, str]:
        """The host bodies and their names."""
        return {body.pk: body.name for body in self.bodies if body.is_host}

    @cached_property
    def kin(self) -> frozenset[int]:
        """The host bodies and the bodies that are one with them."""
        return kin_of(self.hosts, self.bodies)

    @cached_property
    def team(self) -> list[Seat]:
        """Every seat there ever was in this team."""
        return list(self.challenge.seats.select_related("person"))

    @cached_property
    def held(self) -> list[Seat]:
        """The seats held or offered now."""
        return [seat for seat in self.team if seat.status in HOLDING]

    @cached_property
    def leads_elsewhere(self) -> list[Seat]:
        """Who from the host side leads another challenge of the cycle."""
        return list(
            Seat.objects.holding()
            .filter(role=Seat.Role.LEAD, challenge__cycle=self.challenge.cycle_id, person__home__in=self.kin)
            .exclude(challenge=self.challenge.pk)
            .exclude(challenge__state=State.CANCELLED)
            .select_related("person", "challenge__host")
            .prefetch_related("challenge__host_bodies")
        )

    @cached_property
    def employer_years(self) -> int:
        """How long a former employer counts."""
        return policy_of(self.challenge.cycle.programme_id)["former_employer_years"]

    def others(self, person: Person) -> list[Seat]:
        """The seats others hold in this team."""
        return [seat for seat in self.held if seat.person_id != person.pk]

    def seat_of(self, person: Person) -> Seat | None:
        """The seat somebody has or had here."""
        return next((seat for seat in self.team if seat.person_id == person.pk), None)


def with_facts(people: QuerySet, place: Place) -> QuerySet:
    """Fetch what the rules ask about people meant for a place, and no more: the pool is large."""
    trained = Training.objects.counting_on(place.first).filter(person=OuterRef("pk"))
    away = Absence.objects.filter(starts_on__lte=place.last, ends_on__gte=place.first)
    parts = Membership.objects.filter(Q(programme=place.challenge.cycle.programme_id) | Q(programme=None))
    booked = Seat.objects.keeping_days().select_related("challenge__host")
    return (
        people.annotate(is_trained=Exists(trained))
        .select_related("home", "profile", "user")
        .prefetch_related(
            Prefetch("absences", away, to_attr="away"),
            Prefetch("memberships", parts, to_attr="parts"),
            Prefetch("interests", Interest.objects.filter(body__in=place.kin).select_related("body"), to_attr="ties"),
            Prefetch("seats", booked, to_attr="booked"),
        )
    )


Rule = Callable[[Person, Place], str | None]
