"""Fairness between hosts: a plan nearly as good in which the worst-served host is served as well as can be.

What a visit costs by itself (its week, its team, what nobody brings) is what its host has of the
plan. The most that any host pays is closed in on from both sides: for each cap that is tried the
planner finds a plan within the slack, or shows or gives up that there is one.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from .check import judge
from .explain import own_costs
from .facts import Facts
from .plan import Plan, Status
from .problem import Problem
from .solve import Progress, solve
from .teams import Passes, Teams

TRIES = 4  # a try has this part of the time that is left


def fairest(
    problem: Problem,
    plan: Plan,
    slack: float = 0.01,
    *,
    seconds: float = 30.0,
    seed: int = 0,
    report: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """Lower what the worst-served host pays as far as it goes, while the plan costs at most 1 + slack of what it cost.

    The plan that comes back may be the one given; its bound is still that of the problem. `report` and
    `cancelled` are as for `solve`.
    """
    return _Fairness(problem, plan, slack, seconds=seconds, seed=seed, report=report, cancelled=cancelled).run()


class _Fairness:
    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        slack: float,
        *,
        seconds: float,
        seed: int,
        report: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.problem, self.facts, self.plan, self.seed = problem, Facts(problem), plan, seed
        self.report, self.cancelled = report, cancelled
        self.bound = plan.bound or 0
        self.limit = int(judge(self.facts, plan).cost * (1 + slack))
        self.began = time.monotonic()
        self.until = self.began + seconds
        self.heard = Progress("", 0.0, None, 0)

    def run(self) -> Plan:
        low, high = self._least(), self._worst(self.plan)
        while low < high and not self._over():
            cap = (low + high) // 2
            found = self._try(cap)
            if found is None:
                low = cap + 1
            else:
                self.plan, high = found, self._worst(found)
        self._cheapen(high)
        return self._told()

    def _worst(self, plan: Plan) -> int:
        return max(own_costs(self.facts, plan).values(), default=0)

    def _least(self) -> int:
        """Return what some host pays however the others are served."""
        teams = (Teams(self.facts, challenge) for challenge in self.problem.challenges)
        return max((int((Passes(row, row.base).cheapest + row.week_costs).min()) for row in teams), default=0)

    def _left(self) -> float:
        return max(0.0, self.until - time.monotonic())

    def _over(self) -> bool:
        return self.cancelled() or not self._left()

    def _hear(self, progress: Progress) -> None:
        self.heard = progress
        self.report(replace(progress, stage="fairness"))

    def _try(self, cap: int) -> Plan | None:
        """Look for a plan within the slack in which no host pays more than a cap."""
        self.heard = Progress("", 0.0, None, 0)
        capped = self.problem.but(host_cap=cap)
        found = solve(capped, self._left() / TRIES, self.seed, self._hear, self._is_answered)
        return found if found is not None and found.cost <= self.limit else None

    def _is_answered(self) -> bool:
        good = self.heard.cost is not None and self.heard.cost <= self.limit
        return good or self.heard.bound > self.limit or self.cancelled()

    def _cheapen(self, cap: int) -> None:
        """Use the time that is left for a cheaper plan that serves nobody worse."""
        cost = judge(self.facts, self.plan).cost
        if self._over() or cost <= self.bound:
            return
        found = solve(self.problem.but(host_cap=cap), self._left(), self.seed, self._hear, self.cancelled)
        if found is not None and found.cost < cost:
            self.plan = found

    def _told(self) -> Plan:
        cost = judge(self.facts, self.plan).cost
        status = Status.OPTIMAL if cost <= self.bound else Status.FEASIBLE
        seconds = time.monotonic() - self.began
        return replace(self.plan, cost=cost, bound=self.bound, status=status, seconds=seconds)
