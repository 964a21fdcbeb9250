"""The plan as it stands: every challenge of a cycle with its days and team, and hosts that have none yet."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q

from cycles.actions.visit import BEFORE_VISIT
from cycles.constraints import COUNTED
from cycles.models import Challenge, Cycle, CycleMember, Seat, Shape, State
from cycles.queries.intervention import longer_for

from .sketch import NEW, PlannedSeat, PlannedVisit, Sketch

TOPIC = "Topic to be agreed"
# What a host receives that did not say, the first a programme has.
USUAL = (Shape.Kind.TEAM_VISIT, Shape.Kind.TRIAD, Shape.Kind.DEEP_DIVE)


def standing(cycle: Cycle, today: date) -> Sketch:
    """Return the plan of a cycle as it stands, in seven queries whatever its size.

    A postponed challenge has no days. Whoever has accepted or was asked sits in a place that asks
    for their role; somebody in a place nobody promised gets one of their own.
    """
    held = Seat.objects.holding().order_by("pk")
    challenges = (
        cycle.challenges.exclude(state=State.CANCELLED)
        .select_related("visit", "host", "shape")
        .annotate(pauses=Count("postponements", filter=Q(postponements__resumed_at=None)))
        .prefetch_related(Prefetch("seats", held, to_attr="held"), "shape__places")
        .order_by("host__name", "pk")
    )
    visits = [_visit(challenge, today) for challenge in challenges]
    shapes = cycle.programme.shapes.filter(kind__in=USUAL).prefetch_related("places").order_by("pk")
    usual = min(shapes, key=lambda shape: USUAL.index(shape.kind), default=None)
    idle = cycle.without_challenge().select_related("body", "wish__shape", "intervention").order_by("body__name", "pk")
    idle = idle.prefetch_related("wish__shape__places")
    visits += [_new(member, usual) for member in idle if _shape_of(member, usual)]
    names = {visit.key: number for number, visit in enumerate(visits)}
    return Sketch(tuple(sorted(visits, key=lambda visit: names[visit.key])))


def _shape_of(member: CycleMember, usual: Shape | None) -> Shape | None:
    wish = getattr(member, "wish", None)
    return wish.shape if wish is not None and wish.shape else usual


def _new(member: CycleMember, usual: Shape | None) -> PlannedVisit:
    """The visit a member will receive that hosts nothing yet."""
    shape = _shape_of(member, usual)
    seats = tuple(PlannedSeat(place.role, place.peer, tuple(place.grades)) for place in shape.promised())
    days = shape.days + longer_for(member)
    return PlannedVisit(NEW + member.body_id, member.body_id, shape.pk, TOPIC, None, None, seats, days)


def _visit(challenge: Challenge, today: date) -> PlannedVisit:
    days = (None, None) if challenge.pauses else (challenge.visit.starts_on, challenge.visit.ends_on)
    fixed = challenge.state not in BEFORE_VISIT or (days[0] is not None and days[0] <= today)
    return PlannedVisit(
        key=challenge.pk,
        host=challenge.host_id,
        shape=challenge.shape_id,
        topic=challenge.topic,
        starts_on=days[0],
        ends_on=days[1],
        seats=_seats(challenge.shape, challenge.held),
        days=challenge.days,
        challenge=challenge.pk,
        fixed=fixed,
    )


def _seats(shape: Shape, held: Iterable[Seat]) -> tuple[PlannedSeat, ...]:
    """Return the places a shape promises, with those who hold one; then the places it did not promise."""
    places = [PlannedSeat(place.role, place.peer, tuple(place.grades)) for place in shape.promised()]
    taken: dict[int, Seat] = {}
    over = []
    for seat in held:
        free = [
            number
            for number, place in enumerate(places)
            if number not in taken and place.role == seat.role and place.peer == seat.peer
        ]
        if free:
            taken[free[0]] = seat
        elif seat.role != Seat.Role.SHADOW:
            over.append(seat)
    filled = [
        PlannedSeat(place.role, place.peer, place.grades, *_who(taken[number])) if number in taken else place
        for number, place in enumerate(places)
    ]
    filled += [PlannedSeat(seat.role, seat.peer, (), *_who(seat)) for seat in over]
    return tuple(_within(filled, shape))


def _within(seats: list[PlannedSeat], shape: Shape) -> list[PlannedSeat]:
    """Take empty reviewers' places away where a shape that names no places would hold more than its team."""
    named = bool(shape.places.all())
    over = 0 if named else sum(seat.role in COUNTED for seat in seats) - shape.team_size
    kept = []
    for seat in reversed(seats):
        if over > 0 and seat.person is None and seat.role == Seat.Role.REVIEWER:
            over -= 1
        else:
            kept.append(seat)
    return kept[::-1]


def _who(seat: Seat) -> tuple[int, bool]:
    """Who sits, and whether they have said yes: then the planner leaves them where they are."""
    return seat.person_id, seat.status == Seat.Status.ACCEPTED
