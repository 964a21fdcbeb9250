"""Everything a plan of a cycle rests on, fetched in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet

from cycles.gathering import first_asked
from cycles.models import ClosedPeriod, Cycle, CycleMember, HostBody, Seat, Shape, State
from cycles.policy import Policy, policy_of
from people.kin import kin_of
from people.models import Absence, Body, BodyTie, Interest, Membership, Person, Training
from planning.models import PlaceOffer
from planning.sketch import PlannedVisit

from .weeks import Weeks


@dataclass
class Known:
    """The facts of one moment. `people` are all who may be asked, each with training, absences, ties and visits."""

    cycle: Cycle
    today: date
    weeks: Weeks
    policy: Policy
    members: list[CycleMember]
    bodies: dict[int, Body]
    ties: list[BodyTie]
    closed: dict[int | None, list[ClosedPeriod]]
    people: list[Person]
    shapes: dict[int, Shape]
    earlier: list[Seat] = field(default_factory=list)
    withdrawn: set[int] = field(default_factory=set)  # who another region offered and offers no more
    asked_first: dict[int, set[int]] = field(default_factory=dict)  # who is first in line for a challenge's team
    sides: dict[int, set[int]] = field(default_factory=dict)  # the bodies that host a challenge, the first among them

    @classmethod
    def of(cls, cycle: Cycle, today: date, also: set[int] = frozenset()) -> "Known":
        """Fetch the facts of a cycle; `also` are people meant for a place wherever they work."""
        region, policy = cycle.programme.region, policy_of(cycle.programme)
        members = list(cycle.members.staying().select_related("body", "wish").order_by("body__name"))
        offered, withdrawn = _offered(cycle)
        shapes = {shape.pk: shape for shape in Shape.objects.filter(programme=cycle.programme)}
        closed = defaultdict(list)
        theirs = Q(body__in=Person.objects.filter(pk__in=also | offered).values("home"))
        for period in ClosedPeriod.objects.filter(Q(region=region) | theirs).touching(cycle.starts_on, cycle.ends_on):
            closed[period.body_id].append(period)
        return cls(
            cycle=cycle,
            today=today,
            weeks=_weeks(cycle, today, policy["plan_host_gap"]),
            policy=policy,
            members=members,
            bodies={body.pk: body for body in Body.objects.filter(Q(region=region) | Q(people__profile__active=True))},
            ties=list(BodyTie.objects.all()),
            closed=closed,
            people=list(_people(cycle, also | offered)),
            shapes=shapes,
            earlier=list(_earlier(cycle)),
            withdrawn=withdrawn,
            asked_first=_asked_first(cycle, shapes.values()),
            sides=_sides(cycle),
        )

    @cached_property
    def hosts(self) -> dict[int, CycleMember]:
        """The members by their body."""
        return {member.body_id: member for member in self.members}

    @cached_property
    def homes(self) -> dict[int, int | None]:
        """Where everybody works."""
        return {person.pk: person.home_id for person in self.people}

    def hosting(self, visit: PlannedVisit) -> set[int]:
        """The bodies that host a visit."""
        return {visit.host, *self.sides.get(visit.key, ())}

    def kin(self, visit: PlannedVisit) -> frozenset[int]:
        """The bodies that host a visit and those that are one with them."""
        tied = [row for row in self.bodies.values() if row.accountable_id or row.successor_id]
        return kin_of(self.hosting(visit), tied)


def _sides(cycle: Cycle) -> dict[int, set[int]]:
    found = defaultdict(set)
    for challenge, body in HostBody.objects.filter(challenge__cycle=cycle).values_list("challenge", "body"):
        found[challenge].add(body)
    return found


def _weeks(cycle: Cycle, today: date, gap: int) -> Weeks:
    """The weeks still to plan, and before them as many as a visit just over still keeps its host from lending."""
    begins = max(cycle.starts_on, min(today, cycle.ends_on) - timedelta(weeks=gap))
    return Weeks.of(begins, cycle.ends_on)


def _asked_first(cycle: Cycle, shapes: Iterable[Shape]) -> dict[int, set[int]]:
    """Return who is first in line for the teams of progress reviews; a programme without such a shape asks nothing."""
    if not any(shape.kind == Shape.Kind.PROGRESS_REVIEW for shape in shapes):
        return {}
    return first_asked(list(cycle.challenges.filter(shape__kind=Shape.Kind.PROGRESS_REVIEW).select_related("shape")))


def _offered(cycle: Cycle) -> tuple[set[int], set[int]]:
    """Return who other regions offer to the cycle, and whom they offered and offer no more."""
    offers = list(PlaceOffer.objects.filter(request__cycle=cycle).values_list("person", "withdrawn_at"))
    offered = {person for person, withdrawn_at in offers if withdrawn_at is None}
    return offered, {person for person, _ in offers} - offered


def _people(cycle: Cycle, also: set[int]) -> QuerySet[Person]:
    """Everybody in the pool who works in the region or for nobody, and whoever is offered or meant for a place."""
    region = cycle.programme.region_id
    offices = Membership.objects.filter(Q(programme=cycle.programme_id) | Q(programme=None)).in_force(None)
    away = Absence.objects.filter(starts_on__lte=cycle.ends_on, ends_on__gte=cycle.starts_on)
    booked = Seat.objects.keeping_days().select_related("challenge__host")
    return (
        Person.objects.filter(profile__active=True)
        .filter(Q(home__region=region) | Q(home=None) | Q(pk__in=also))
        .select_related("profile", "home")
        .prefetch_related(
            Prefetch("training", Training.objects.order_by("completed_on"), to_attr="courses"),
            Prefetch("absences", away.order_by("starts_on"), to_attr="away"),
            Prefetch("interests", Interest.objects.select_related("body"), to_attr="ties"),
            Prefetch("memberships", offices, to_attr="parts"),
            Prefetch("seats", booked, to_attr="booked"),
            Prefetch("seats", Seat.objects.filter(status=Seat.Status.CONFLICTED), to_attr="stood_down"),
        )
        .order_by("pk")
    )


def _earlier(cycle: Cycle) -> QuerySet[Seat]:
    """Seats of visits before this cycle in the same programme: what each authority gave already."""
    return (
        Seat.objects.accepted()
        .filter(challenge__cycle__programme=cycle.programme_id, ends_on__lt=cycle.starts_on)
        .exclude(challenge__cycle=cycle)
        .exclude(challenge__state=State.CANCELLED)
        .select_related("person", "challenge")
    )
