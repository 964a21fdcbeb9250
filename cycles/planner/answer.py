"""The whole answer to a problem: a plan with what is proved of it, or why there is none."""

import time
from collections.abc import Callable
from dataclasses import replace

from .clash import clash
from .explain import reasons
from .facts import Facts
from .plan import Plan, Status
from .problem import Problem
from .repair import repair
from .solve import Progress, least, solve


def answer(
    problem: Problem,
    seconds: float = 60.0,
    seed: int = 0,
    report: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan | None:
    """Plan a cycle, or mend its released plan, with a reason for every seat, or say which rules cannot hold together.

    None when time ran out before either."""
    began = time.monotonic()
    plan = _mended(problem, seconds) if problem.released else solve(problem, seconds, seed, report, cancelled)
    if plan is not None:
        return replace(plan, reasons=reasons(Facts(problem), plan))
    if cancelled():
        return None
    found = clash(problem)
    if found is None:
        return None
    return Plan(
        {},
        status=Status.INFEASIBLE,
        seconds=time.monotonic() - began,
        clash=[switch.as_data() for switch in found.rules],
        relax=[switch.as_data() for switch in found.relax],
    )


def _mended(problem: Problem, seconds: float) -> Plan | None:
    found = repair(problem, seconds)
    if found is None:
        return None
    bound = least(problem, max(0.0, seconds - found.plan.seconds))
    best = found.plan.cost == bound
    return replace(found.plan, bound=bound, status=Status.OPTIMAL if best else Status.FEASIBLE)
