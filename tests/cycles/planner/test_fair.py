"""The worst-served host is served as well as any plan within the slack serves the worst-served."""

import pytest

from cycles.planner.check import check
from cycles.planner.explain import own_costs
from cycles.planner.facts import Facts
from cycles.planner.fair import fairest
from cycles.planner.problem import Problem
from cycles.planner.solve import solve

from .small import every_plan, extended_data, problem_data

SLACK = 0.2  # wide, since small problems cost few points


@pytest.mark.parametrize(
    ("make", "seed"), [(problem_data, 1), (problem_data, 17), (extended_data, 0), (extended_data, 10)]
)
def test_the_worst_served_host_pays_as_little_as_any_plan_within_the_slack_lets_it(make, seed):
    problem = Problem.of(make(seed))
    best = solve(problem)

    def worst(plan):
        return max(own_costs(Facts(problem), plan).values())

    within = [(worst(plan), cost) for plan, cost in every_plan(problem) if cost <= int(best.cost * (1 + SLACK))]
    fair = fairest(problem, best, slack=SLACK, seconds=20)
    assert check(problem, fair).breaches == []
    assert (worst(fair), fair.cost) == min(within)
    assert fair.bound == best.cost
    assert worst(best) >= worst(fair)


def test_a_fair_plan_that_is_cancelled_is_the_plan_it_had():
    problem = Problem.of(problem_data(1))
    best = solve(problem)
    assert fairest(problem, best, slack=SLACK, cancelled=lambda: True).entries == best.entries
