"""A whole cycle planned: a first plan, a bound, better plans, and a proof where there is time for one."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .bound import Bounding
from .check import check
from .clash import too_few
from .construct import construct
from .facts import Facts
from .model import Choices, Chosen, Model
from .plan import Plan, Status
from .problem import Problem
from .search import Allowed, Search, all_within
from .seating import entries_of
from .teams import NEVER

SMALL = 1e-6
PROVABLE = 12_000  # seats times weeks that a proof can weigh at once
WIDE = 3.0  # points between bound and plan that are worth two steps
NEAR = 0.01  # of the bound: no nearer, plans are looked for first
PART = 40  # hosts that are chosen for at once
A_PART = 10.0  # seconds
ENOUGH = 60.0  # seconds that show what the first choice of weeks and people is worth
PATIENCE = 2  # neighbourhoods for each challenge that bring nothing, before a proof is tried or they grow


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is: what it does, and the best plan and bound by now."""

    stage: str
    seconds: float
    cost: int | None
    bound: int


def solve(
    problem: Problem,
    seconds: float = 60.0,
    seed: int = 0,
    report: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan | None:
    """Plan a cycle in some seconds. None when no plan was found, which proves nothing.

    `report` hears of every better plan or bound; `cancelled` is asked often, and ends the search with
    the best plan so far. The same seed gives the same plan whenever the search ends by proof.
    """
    return _Solving(problem, seconds, seed, report, cancelled).run()


def least(problem: Problem, seconds: float, seed: int = 0) -> int:
    """Return what no plan can cost less than, as far as it is known after some seconds."""
    solving = _Solving(problem, seconds, seed, lambda progress: None, lambda: False)
    solving.find_bound()
    return int(solving.bound)


class _Solving:
    def __init__(
        self,
        problem: Problem,
        seconds: float,
        seed: int,
        report: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.problem, self.facts, self.seed = problem, Facts(problem), seed
        self.report, self.cancelled = report, cancelled
        self.began, self.seconds = time.monotonic(), max(seconds, SMALL)
        self.until = self.began + seconds
        self.chosen: Chosen | None = None
        self.cost = math.inf
        self.bound = 0  # nothing costs less
        self.stage = ""
        self.hopeless = False

    def run(self) -> Plan | None:
        bounding = self.find_bound()
        if not self._over() and bounding.is_open:
            self._combine(bounding)
            bounding.improve(self._over, self._bounded)
        if not self._over() and bounding.is_open:
            allowed = Allowed(self.facts, bounding.teams, bounding.bound())
            self._search(allowed)
            self._prove(allowed)
        return self._plan()

    def find_bound(self) -> Bounding:
        """Find a first plan in passing, and the bound."""
        bounding = Bounding(self.facts, self._more_than_any_visit(), self.seed)
        if bounding.is_open:
            self._take(construct(self.facts, bounding.teams), "first plan")
            self.hopeless = self.chosen is None and too_few(self.problem, self._left())
            bounding.improve(lambda: self._stop() or self._is_near(bounding), self._bounded)
        return bounding

    def _is_near(self, bounding: Bounding) -> bool:
        """Say whether the time is better spent on plans than on the bound."""
        spent = 1 - self._left() / self.seconds
        return spent > 0.6 or (
            spent > 0.35 and bounding.best > 0 and bounding.value - bounding.best <= NEAR * bounding.value
        )

    def _combine(self, bounding: Bounding) -> None:
        """Take the best plan of the weeks and people that the bound itself chose in parts."""
        choices = bounding.liked(self.chosen or {})
        if not all(choices.values()):
            return
        for part in self._parts() if self.chosen else ():
            if self._over():
                return
            free = {number: choices[number] if number in part else {w: t} for number, (w, t) in self.chosen.items()}
            self._choose(free, min(self._left(), A_PART))
        if not self._over():
            self._choose(choices, max(self._left() / 2, min(self._left(), ENOUGH)))

    def _choose(self, choices: Choices, seconds: float) -> None:
        outcome = Model(self.facts, choices, self.seed).solve(seconds, self.chosen, lambda bound: self._stop())
        self._take(outcome.chosen, "search")

    def _parts(self) -> Iterator[list[int]]:
        """Yield hosts that are near each other, some at a time, twice; none where all can be chosen for at once."""
        where = [self.facts.authorities[row.host] for row in self.problem.challenges]
        for along in (lambda n: where[n].y, lambda n: where[n].x) if len(where) > PART else ():
            left = sorted(range(len(where)), key=along)
            while left:
                first = where[left[0]]
                near = sorted(left, key=lambda n: math.hypot(where[n].x - first.x, where[n].y - first.y))[:PART]
                left = [number for number in left if number not in near]
                yield near

    def _more_than_any_visit(self) -> float:
        """Return a price for leaving a challenge out that no visit reaches."""
        weights = self.problem.weights
        tie = max((sum(tie.points or 0 for tie in ties) for ties in self.facts.ties.values()), default=0)
        seat = weights.km_cap + weights.structure + weights.neighbour + weights.original_team + tie
        doubt = max((one.points for row in self.problem.challenges for one in row.doubtful.values()), default=0)
        visits = (
            len(row.slots) * (seat + 2 * weights.load_dev) + len(row.desired) * weights.desired_skill
            for row in self.problem.challenges
        )
        return 2.0 * (max(visits, default=0) + weights.week_other + doubt + weights.spread)

    def _left(self) -> float:
        return self.until - time.monotonic()

    def _stop(self) -> bool:
        return self.hopeless or self._left() <= 0 or self.cancelled()

    def _over(self) -> bool:
        return self._stop() or (self.chosen is not None and self.cost <= self.bound)

    def _take(self, chosen: Chosen | None, stage: str) -> None:
        """Keep a plan if it is better, judged by the checker."""
        self.stage = stage
        if chosen is None:
            return
        found = check(self.problem, Plan(entries_of(self.facts, chosen)))
        if found.breaches:
            raise AssertionError(f"The planner broke a rule: {found.breaches[0]}")
        if found.cost < self.cost:
            self.chosen, self.cost = chosen, found.cost
        self._say()

    def _bounded(self, value: float) -> None:
        """Keep a bound if it is better. Every cost is a whole number of points; a proof cut short brings none."""
        if value > self.bound + SMALL:
            self.bound = math.ceil(value - SMALL)
        self.stage = "bound"
        self._say()

    def _say(self) -> None:
        cost = None if self.chosen is None else int(self.cost)
        bound = int(self.bound)
        self.report(Progress(self.stage, time.monotonic() - self.began, cost, bound))

    def _search(self, allowed: Allowed) -> None:
        """Improve by neighbourhoods until the bound is met or they bring nothing for long."""
        if self.chosen is None:
            outcome = Model(self.facts, _everything(allowed)).solve(self._left(), stop=lambda bound: self._stop())
            self._take(outcome.chosen, "first plan")
        if self.chosen is None:
            return
        search = Search(allowed, self.chosen, self.cost, self.seed)
        idle = 0
        while not self._over() and allowed.count(self.cost - 1 - allowed.bound.value) > PROVABLE:
            if search.step(self._left()):
                idle = 0
                self._take(search.chosen, "search")
                continue
            idle += 1
            if idle >= PATIENCE * len(self.chosen):
                search.widen()
                idle = 0

    def _prove(self, allowed: Allowed) -> None:
        """Weigh everything that a better plan could hold at once; whatever comes of it is proved.

        Something near the bound is weighed first: a better plan there leaves less to weigh.
        """
        if self.chosen is None or not math.isfinite(allowed.bound.value):
            return
        for share in (1 / 3, 1):
            margin = self.cost - 1 - allowed.bound.value
            if self._over():
                return
            if share < 1 and margin < WIDE:
                continue
            margin *= share
            choices = all_within(allowed, margin, self.chosen)
            model = Model(self.facts, choices, self.seed)
            outcome = model.solve(self._left(), self.chosen, lambda bound: self._stop())
            self._bounded(min(outcome.bound, self.cost, math.floor(allowed.bound.value + margin + SMALL) + 1))
            self._take(outcome.chosen, "proof")

    def _plan(self) -> Plan | None:
        if self.chosen is None:
            return None
        best = self.cost <= self.bound
        return Plan(
            entries_of(self.facts, self.chosen),
            cost=int(self.cost),
            bound=int(self.bound),
            status=Status.OPTIMAL if best else Status.FEASIBLE,
            seconds=time.monotonic() - self.began,
        )


def _everything(allowed: Allowed) -> dict[int, dict[int, frozenset[int]]]:
    return {number: allowed.within(number, NEVER / 2) for number in range(len(allowed.teams))}
