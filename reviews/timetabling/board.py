"""A timetable while it is searched for: who is where, kept as bits of five minutes, put down and taken up quickly."""

from dataclasses import dataclass, field
from itertools import pairwise

from .costs import earliest, half_day, leads_of, loads_before
from .problem import (
    HALF_DAY_LATE,
    LEAD_MISSING,
    LOAD,
    LUNCH_FROM,
    LUNCH_MINUTES,
    LUNCH_TO,
    NEW_BUILDING,
    WALK,
    Hall,
    Placed,
    Problem,
    Wanted,
    folded,
    way,
)

UNIT = 5
NOWHERE = -1
LUNCHES = [
    ((1 << LUNCH_MINUTES // UNIT) - 1) << at // UNIT for at in range(LUNCH_FROM, LUNCH_TO - LUNCH_MINUTES + 1, UNIT)
]
NOONTIME = ((1 << (LUNCH_TO - LUNCH_FROM) // UNIT) - 1) << LUNCH_FROM // UNIT


def bits(begins: int, stops: int) -> int:
    """Return a stretch as bits, rounded outwards."""
    first, last = begins // UNIT, -(-stops // UNIT)
    return ((1 << (last - first)) - 1) << first


@dataclass
class Job:
    """A wanted session with everything the search asks again and again."""

    wanted: Wanted
    size: int
    must: tuple[int, ...]
    may: list[int]
    starts: list[tuple[int, int, int, int]]  # day, begins, bits, what it costs to be so late
    halls: list[int]
    gains: dict[int, int]


@dataclass
class Spot:
    """Where a job may be put, and what that costs."""

    day: int
    begins: int
    mask: int
    hall: int
    people: tuple[int, ...]
    late: int = 0
    cost: int = 0


@dataclass
class Board:
    """The timetable as it stands."""

    problem: Problem
    busy: dict[tuple[int, int], int] = field(default_factory=dict)
    stays: dict[tuple[int, int], list[tuple[int, int, int]]] = field(default_factory=dict)
    used: dict[tuple[int, int], int] = field(default_factory=dict)
    loads: dict[int, int] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    elsewhere: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        days = range(len(self.problem.days))
        self.busy = {(member.key, day): 0 for member in self.problem.team for day in days}
        self.stays = {place: [] for place in self.busy}
        self.loads = loads_before(self.problem)
        self._ways = {(a, b): way(one, other) for a, one in self._halls() for b, other in self._halls()}
        self._apart = {
            (a, b): one.building.casefold() != other.building.casefold()
            for a, one in self._halls()
            for b, other in self._halls()
        }
        self._lend(days)
        for fixed in self.problem.fixed:
            self._stand(fixed)
        self._fasting = {place for place in self.busy if not self._eats(self.busy[place])}

    def _halls(self) -> list[tuple[int, Hall]]:
        return list(enumerate(self.problem.halls))

    def _lend(self, days: range) -> None:
        for number, hall in self._halls():
            for day in days:
                lent = [window for window in hall.free if window.day == day]
                mask = 0
                for window in lent:  # inwards: a room is not lent a minute longer
                    mask |= bits(-(-window.begins // UNIT) * UNIT, window.stops // UNIT * UNIT)
                self.used[number, day] = ~mask if hall.free else 0

    def _stand(self, fixed) -> None:  # noqa: ANN001 -- a Fixed
        window = fixed.window
        mask = bits(window.begins, window.stops)
        hall = self._number_of(fixed.room)
        if hall > NOWHERE:
            self.used[hall, window.day] |= mask
        for member in self.problem.team:
            if member.key in fixed.people or fixed.team_time:
                self.busy[member.key, window.day] |= mask
            if member.key in fixed.people:
                self.stays[member.key, window.day].append((window.begins, window.stops, hall))

    def _number_of(self, room: str) -> int:
        """Return the number of a room; places that are none of the host's rooms count on below nowhere."""
        if not room:
            return NOWHERE
        known = {folded(one.name): number for number, one in self._halls()}
        return known.get(folded(room), self.elsewhere.setdefault(folded(room), NOWHERE - 1 - len(self.elsewhere)))

    def _eats(self, mask: int) -> bool:
        return any(not mask & lunch for lunch in LUNCHES)

    def put(self, job: Job, spot: Spot) -> None:
        """Put a job down."""
        self.spots[job.wanted.key] = spot
        stay = (spot.begins, spot.begins + job.wanted.minutes, spot.hall)
        for key in spot.people:
            self.busy[key, spot.day] |= spot.mask
            self.stays[key, spot.day].append(stay)
            if key in self.loads and not job.wanted.everybody:
                self.loads[key] += 1
        if spot.hall != NOWHERE:
            self.used[spot.hall, spot.day] |= spot.mask

    def take(self, job: Job) -> Spot:
        """Take a job up again; return where it was."""
        spot = self.spots.pop(job.wanted.key)
        stay = (spot.begins, spot.begins + job.wanted.minutes, spot.hall)
        for key in spot.people:
            self.busy[key, spot.day] &= ~spot.mask
            self.stays[key, spot.day].remove(stay)
            if key in self.loads and not job.wanted.everybody:
                self.loads[key] -= 1
        if spot.hall != NOWHERE:
            self.used[spot.hall, spot.day] &= ~spot.mask
        return spot

    def step_in(self, key: int, job: Job, spot: Spot) -> int | None:
        """Return what going there from one's other sessions costs; None when one cannot."""
        place = (key, spot.day)
        busy = self.busy[place]
        if busy & spot.mask:
            return None
        if spot.mask & NOONTIME and place not in self._fasting and not self._eats(busy | spot.mask):
            return None
        return 0 if spot.hall == NOWHERE else self._on_the_way(place, spot, spot.begins + job.wanted.minutes)

    def _on_the_way(self, place: tuple[int, int], spot: Spot, stops: int) -> int | None:
        """Return what it costs to come from the session before and go on to the next; None when time is too short."""
        before = after = None
        for stay in self.stays[place]:
            if stay[0] < spot.begins:
                if before is None or stay[0] > before[0]:
                    before = stay
            elif after is None or stay[0] < after[0]:
                after = stay
        cost = 0
        for other, gap in ((before, before and spot.begins - before[1]), (after, after and after[0] - stops)):
            if other is not None and other[2] != NOWHERE and other[2] != spot.hall:
                if gap < self._ways.get((other[2], spot.hall), WALK):
                    return None
                cost += NEW_BUILDING * self._apart.get((other[2], spot.hall), False)
        return cost

    def changes(self) -> int:
        """Return how often somebody goes on in another building."""
        count = 0
        for stays in self.stays.values():
            halls = [stay[2] for stay in sorted(stays) if stay[2] > NOWHERE]
            count += sum(self._apart[pair] for pair in pairwise(halls))
        return count

    def job(self, wanted: Wanted, step: int) -> Job:
        """Prepare a wanted session, with starts at every so many minutes."""
        problem, first = self.problem, earliest(self.problem, wanted)
        leads = leads_of(problem, wanted)
        starts = []
        for window in () if problem.barred(wanted) else problem.windows_of(wanted):
            last = window.stops - wanted.minutes
            on_grid = range(-(-window.begins // step) * step, last + 1, step)
            begin = -(-window.begins // UNIT) * UNIT
            for begins in sorted({*on_grid, *([begin] if begin <= last else [])}):
                late = HALF_DAY_LATE * (half_day(window.day, begins) - first) if wanted.early else 0
                starts.append((window.day, begins, bits(begins, begins + wanted.minutes), late))
        large = {hall.name for hall in problem.halls_for(wanted)}
        halls = [number for number, hall in self._halls() if hall.name in large] if wanted.needs_room else []
        must = problem.must_go(wanted)
        return Job(
            wanted,
            problem.size(wanted),
            must,
            [key for key in problem.may_go(wanted) if key not in must],
            starts,
            halls if wanted.needs_room and problem.halls else [NOWHERE],
            {key: LEAD_MISSING * leads.count(key) for key in leads},
        )

    def price(self, key: int, job: Job) -> int:
        """Return what it costs that one more session is somebody's."""
        load = self.loads.get(key)
        carried = 0 if load is None or job.wanted.everybody else LOAD * (2 * load + 1)
        return carried - job.gains.get(key, 0)

    def placed(self, jobs: dict[str, Job]) -> tuple[Placed, ...]:
        """Return what stands."""
        return tuple(
            Placed(
                key,
                spot.day,
                spot.begins,
                spot.begins + jobs[key].wanted.minutes,
                self.problem.halls[spot.hall].name if spot.hall != NOWHERE else "",
                tuple(sorted(spot.people)),
            )
            for key, spot in sorted(self.spots.items())
        )
