"""What must hold across rows, where no constraint can reach: each breach is one sentence.

`manage.py check_invariants` asks every floor's `invariants.py` for its `INVARIANTS`: functions
that take today's date and yield sentences. They run nightly and after the tests.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import F

from people.models import Membership

from .constraints import OFFICES, kin_of, overlap
from .constraints.ties import HOST_ROLES
from .models import Challenge, Event, Seat, Shape
from .models.state import UNDER_WAY
from .places import size_of


def _working_seats() -> list[Seat]:
    seats = Seat.objects.holding().filter(challenge__state__in=UNDER_WAY)
    return list(
        seats.select_related("person", "challenge__cycle", "challenge__host")
        .prefetch_related("challenge__host_bodies")
        .order_by("pk")
    )


def _hosts(seat: Seat) -> set[int]:
    return {side.body_id for side in seat.challenge.host_bodies.all()}


def nobody_reviews_their_own_authority(today: date) -> Iterator[str]:
    """The home body of a team member is never on the host side, nor one with it."""
    kin = {}
    for seat in _working_seats():
        if seat.challenge_id not in kin:
            kin[seat.challenge_id] = kin_of(_hosts(seat))
        if seat.person.home_id in kin[seat.challenge_id]:
            yield f"Seat {seat.ref}: {seat.person} reviews their own authority at {seat.challenge.host}."


def nobody_sits_on_both_sides(today: date) -> Iterator[str]:
    """Nobody holds a host role and a seat of one challenge, nor an office and a seat of one programme."""
    held = defaultdict(list)
    for membership in Membership.objects.filter(role__in=[*HOST_ROLES, *OFFICES]).in_force(today):
        held[membership.person_id].append(membership)
    for seat in _working_seats():
        for membership in held.get(seat.person_id, []):
            if membership.programme_id not in (None, seat.challenge.cycle.programme_id):
                continue
            if membership.body_id is None or membership.body_id in _hosts(seat):
                what = membership.get_role_display().lower()
                yield f"Seat {seat.ref}: {seat.person} is also {what} for the challenge of {seat.challenge.host}."


def everybody_in_a_team_is_trained(today: date) -> Iterator[str]:
    """Training counts on the first day of the visit for everybody who accepted."""
    seats = Seat.objects.accepted().filter(challenge__state__in=UNDER_WAY).select_related("person", "challenge__host")
    for seat in seats.prefetch_related("person__training").order_by("pk"):
        if not any(training.counts_on(seat.starts_on) for training in seat.person.training.all()):
            yield f"Seat {seat.ref}: {seat.person} is not trained on {seat.starts_on}, for {seat.challenge.host}."


def seats_copy_their_visit(today: date) -> Iterator[str]:
    """A seat has its challenge's visit and the visit's days."""
    for seat in Seat.objects.exclude(visit=F("challenge__visit")).order_by("pk"):
        yield f"Seat {seat.ref}: its visit is not its challenge's."
    same = {"starts_on": F("visit__starts_on"), "ends_on": F("visit__ends_on")}
    for seat in Seat.objects.exclude(**same).order_by("pk"):
        yield f"Seat {seat.ref}: its days are not its visit's."


def nobody_is_on_two_visits(today: date) -> Iterator[str]:
    """No person's kept days overlap on two visits."""
    by_person = defaultdict(list)
    for seat in Seat.objects.keeping_days().select_related("person").order_by("starts_on", "pk"):
        for other in by_person[seat.person_id]:
            days = (other.starts_on, other.ends_on, seat.starts_on, seat.ends_on)
            if other.visit_id != seat.visit_id and overlap(*days):
                yield f"Seats {other.ref} and {seat.ref}: {seat.person} is on two visits at once."
        by_person[seat.person_id].append(seat)


def hosts_are_on_their_host_side(today: date) -> Iterator[str]:
    """The accountable host is one of the bodies that must sign off."""
    for challenge in Challenge.objects.exclude(host_bodies__body=F("host")).select_related("host").order_by("pk"):
        yield f"Challenge {challenge.ref}: {challenge.host} is not among its host bodies."


def history_leads_to_the_state(today: date) -> Iterator[str]:
    """Each move starts where the last one ended, and the last ends at the challenge's state."""
    state = dict(Challenge.objects.values_list("pk", "state"))
    ref = dict(Challenge.objects.values_list("pk", "ref"))
    reached: dict[int, str] = {}
    moves = Event.objects.exclude(to_state="").order_by("at", "pk")
    for challenge, start, end in moves.values_list("challenge", "from_state", "to_state"):
        if challenge in reached and start != reached[challenge]:
            yield f"Challenge {ref[challenge]}: a move starts at {start}, but the last ended at {reached[challenge]}."
        reached[challenge] = end
    for challenge, end in reached.items():
        if end != state[challenge]:
            yield f"Challenge {ref[challenge]}: its history ends at {end}, but it is {state[challenge]}."


def shapes_are_as_large_as_their_places(today: date) -> Iterator[str]:
    """A shape whose places are set out has the size they make, and one of them leads."""
    for shape in Shape.objects.exclude(places=None).prefetch_related("places").order_by("pk").distinct():
        places = shape.places.all()
        if size_of(places) != shape.team_size:
            yield f"Shape {shape.ref}: a team of {shape.team_size}, but its places make {size_of(places)}."
        if not any(place.role == Seat.Role.LEAD for place in places):
            yield f"Shape {shape.ref}: no place is the lead challenger's."


INVARIANTS = (
    nobody_reviews_their_own_authority,
    nobody_sits_on_both_sides,
    everybody_in_a_team_is_trained,
    seats_copy_their_visit,
    nobody_is_on_two_visits,
    hosts_are_on_their_host_side,
    history_leads_to_the_state,
    shapes_are_as_large_as_their_places,
)
