"""Triad and quartet days: who hosts, leads and observes, proposed so that pairs of earlier days do not come again."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import permutations

from django.db.models import Q
from django.urls import reverse

from people.models import Body

from .days import in_words
from .models import Challenge, Cycle, Seat, Shape, State

LEAD, OBSERVER = Seat.Role.LEAD, Seat.Role.OBSERVER
FEWEST = 3  # with two, each would lead the other
ALL_ORDERS = 5  # of more hosts than that, only the rotations in the order of their names are compared


@dataclass(frozen=True)
class Turn:
    """One challenge of a day: who hosts, and who should lead and observe; who does, as far as it stands."""

    challenge: Challenge
    lead: Body | None
    observer: Body | None
    led_by: str
    observed_by: str


@dataclass(frozen=True)
class Day:
    """One visit that several hosts share; `again` counts the pairs proposed that an earlier day had."""

    label: str
    turns: list[Turn]
    again: int


@dataclass(frozen=True)
class Rotation:
    """The days of a cycle, and how often each body has hosted, led and observed over the cycles."""

    days: list[Day]
    counts: list[tuple[Body, int, int, int]]


def rotation_of(cycle: Cycle) -> Rotation:
    """Return the shared days of a cycle with a proposal for each, and the counts (two queries)."""
    rows = list(
        Challenge.objects.filter(
            cycle__programme=cycle.programme_id, cycle__starts_on__lte=cycle.starts_on, shape__kind=Shape.Kind.TRIAD
        )
        .exclude(state=State.CANCELLED)
        .select_related("host", "visit")
        .order_by("visit__starts_on", "visit", "host__name", "pk")
    )
    wanted = Q(challenge__in=rows, role__in=[LEAD, OBSERVER]) | Q(challenge__cycle=cycle, role=LEAD)
    seats = Seat.objects.holding().filter(wanted).exclude(challenge__state=State.CANCELLED)
    seats = list(seats.select_related("person__home", "challenge"))
    shared = {row.pk for row in rows}
    sat = {(seat.challenge_id, seat.role): seat.person for seat in seats if seat.challenge_id in shared}
    led = {(seat.challenge.host_id, seat.person.home_id) for seat in _leading(seats, cycle)}
    here = [row for row in rows if row.cycle_id == cycle.pk]
    met = Counter(
        (row.host_id, role, sat[row.pk, role].home_id)
        for row in rows
        for role in (LEAD, OBSERVER)
        if row.cycle_id != cycle.pk and (row.pk, role) in sat
    )
    days = []
    for visit in dict.fromkeys(row.visit_id for row in here):
        days.append(_day([row for row in here if row.visit_id == visit], sat, met, led))
        pairs = list(_pairs(days[-1], sat))
        met.update(pairs)
        led.update((host, home) for host, role, home in pairs if role == LEAD)
    return Rotation(days, _counts(rows, sat))


def proposed_for(challenge: Challenge, role: str) -> Body | None:
    """Return whose turn it is to lead or observe at a host of a shared day (two queries, or none elsewhere)."""
    if challenge.shape.kind != Shape.Kind.TRIAD or role not in (LEAD, OBSERVER):
        return None
    turns = (turn for day in rotation_of(challenge.cycle).days for turn in day.turns)
    mine = next((turn for turn in turns if turn.challenge.pk == challenge.pk), None)
    return mine and (mine.lead if role == LEAD else mine.observer)


def turns_of(
    hosts: list[int], met: Counter, led: Collection[tuple[int, int]] = ()
) -> list[tuple[int | None, int | None]]:
    """Return for each host the places in the list of who leads and who observes there.

    Everybody leads once and observes once, nobody their own, and no two lead each other: not on the day, and
    not at a host whose people `led` them in the cycle, because no seat may be taken so. Of all such rotations
    it is the one that repeats the fewest pairs.
    """
    size = len(hosts)
    if size < FEWEST:
        return [(None, None)] * size

    def costs(turns: list[tuple[int, int]]) -> tuple[int, int]:
        swaps = sum((hosts[lead], host) in led for host, (lead, _) in zip(hosts, turns, strict=True))
        return swaps, _repeats(hosts, turns, met)

    return min(_rotations(size), key=costs)


def _rotations(size: int) -> Iterator[list[tuple[int, int]]]:
    """Yield every way to go round: in each order of the hosts, how many places on the lead and the observer sit."""
    orders = permutations(range(1, size)) if size <= ALL_ORDERS else [tuple(range(1, size))]
    steps = [(lead, watch) for lead, watch in permutations(range(1, size), 2) if 2 * lead % size]
    for rest in orders:
        order = (0, *rest)
        place = {host: at for at, host in enumerate(order)}
        for step in steps:
            yield [tuple(order[(place[host] + by) % size] for by in step) for host in range(size)]


def _repeats(hosts: list[int], turns: list[tuple[int | None, int | None]], met: Counter) -> int:
    """Count how often the pairs of a rotation have met."""
    return sum(
        met[host, role, hosts[other]]
        for host, turn in zip(hosts, turns, strict=True)
        for role, other in zip((LEAD, OBSERVER), turn, strict=True)
        if other is not None
    )


def _leading(seats: list[Seat], cycle: Cycle) -> Iterator[Seat]:
    return (seat for seat in seats if seat.role == LEAD and seat.challenge.cycle_id == cycle.pk)


def _day(sharing: list[Challenge], sat: dict, met: Counter, led: set[tuple[int, int]]) -> Day:
    hosts = [row.host_id for row in sharing]
    places = turns_of(hosts, met, led)
    bodies = [row.host for row in sharing]
    turns = [
        Turn(
            row,
            None if lead is None else bodies[lead],
            None if watch is None else bodies[watch],
            str(sat.get((row.pk, LEAD), "")),
            str(sat.get((row.pk, OBSERVER), "")),
        )
        for row, (lead, watch) in zip(sharing, places, strict=True)
    ]
    label = in_words(sharing[0].visit.starts_on, sharing[0].visit.ends_on)
    return Day(label, turns, _repeats(hosts, places, met))


def _pairs(day: Day, sat: dict) -> Iterator[tuple[int, str, int]]:
    """Yield who meets whom on a day: those who are seated, or else those who are proposed."""
    for turn in day.turns:
        for role, body in ((LEAD, turn.lead), (OBSERVER, turn.observer)):
            seated = sat.get((turn.challenge.pk, role))
            home = seated.home_id if seated else body and body.pk
            if home:
                yield turn.challenge.host_id, role, home


def _counts(rows: list[Challenge], sat: dict) -> list[tuple[Body, int, int, int]]:
    hosted = Counter(row.host_id for row in rows)
    done = Counter((role, person.home_id) for (_, role), person in sat.items())
    bodies = {row.host_id: row.host for row in rows}
    bodies |= {person.home_id: person.home for person in sat.values() if person.home}
    named = sorted(bodies.values(), key=lambda body: body.name)
    return [(body, hosted[body.pk], done[LEAD, body.pk], done[OBSERVER, body.pk]) for body in named]


def owed(rotation: Rotation) -> Iterator[str]:
    """Say of each authority that hosted more often than it led or observed how much it owes."""
    for body, hosted, *given in rotation.counts:
        owes = [_times(hosted - times, what) for times, what in zip(given, ("leading", "observing"), strict=True)]
        if said := " and ".join(filter(None, owes)):
            yield f"{body} owes {said}."


def _times(number: int, what: str) -> str:
    return f"{number} {'day' if number == 1 else 'days'} of {what}" if number > 0 else ""


def as_tables(rotation: Rotation) -> tuple[list[dict], list[list[dict]]]:
    """Return the days and the counts as rows for `components/table.html`."""
    days = [
        {
            "label": day.label,
            "id": f"day-{number}",
            "rows": [_cells(turn) for turn in day.turns],
            "is_short": len(day.turns) < FEWEST,
            "again": day.again,
        }
        for number, day in enumerate(rotation.days, 1)
    ]
    counts = [
        [{"text": body.name}, *({"text": str(number), "is_number": True} for number in numbers)]
        for body, *numbers in rotation.counts
    ]
    return days, counts


def _cells(turn: Turn) -> list[dict]:
    return [
        {"text": turn.challenge.host.name, "url": reverse("cycles:team", args=[turn.challenge.ref])},
        {"text": str(turn.lead or "Needs three hosts"), "sub": turn.led_by and f"Now: {turn.led_by}"},
        {"text": str(turn.observer or "Needs three hosts"), "sub": turn.observed_by and f"Now: {turn.observed_by}"},
    ]
