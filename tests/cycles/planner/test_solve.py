"""The planner against every plan tried one by one, and against a judge that shares none of its code."""

import json
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cycles.planner.check import check
from cycles.planner.plan import Entry, Plan, Status
from cycles.planner.problem import Lock, Problem
from cycles.planner.solve import solve
from tests.soak import examples

from .judge import Problem as JudgedProblem
from .judge import judge
from .small import best_cost, extended_data, problem_data


def judged(data, plan):
    return judge(JudgedProblem(data), json.loads(plan.as_json()))


@examples(10, 300)
@given(st.integers(0, 10_000))
def test_a_plan_costs_what_the_best_of_all_plans_costs(seed):
    data = problem_data(seed)
    problem = Problem.of(data)
    best = best_cost(problem)
    plan = solve(problem, seconds=20)
    assert (plan and plan.cost) == best
    if plan:
        assert (plan.status, plan.bound) == (Status.OPTIMAL, plan.cost)
        breaches, parts = judged(data, plan)
        assert (breaches, sum(parts.values())) == ([], plan.cost)


@example(3)  # a locked week that is closed
@example(9)  # the library trips over its presolve
@example(92)  # nobody can come in a locked week
@examples(12, 300)
@given(st.integers(0, 10_000))
def test_a_problem_that_says_more_is_planned_as_well_as_it_can_be(seed):
    problem = Problem.of(extended_data(seed))
    plan = solve(problem, seconds=20)
    assert (plan and plan.cost) == best_cost(problem)
    if plan:
        assert (plan.status, plan.bound) == (Status.OPTIMAL, plan.cost)
        assert check(problem, plan).breaches == []


@pytest.mark.parametrize("seed", range(20))
def test_the_checker_and_the_judge_say_the_same(seed):
    """Judge plans that are often wrong: weeks and people taken as they come."""
    pick = random.Random(seed)
    data = problem_data(seed)
    problem = Problem.of(data)
    plan = Plan(
        {
            row.id: Entry(pick.randrange(-1, 6), tuple(pick.choice([None, *range(10)]) for _ in row.slots))
            for row in problem.challenges
        }
    )
    mine, (theirs, parts) = check(problem, plan), judged(data, plan)
    assert bool(mine.breaches) == bool(theirs)
    assert mine.cost == sum(parts.values())


def test_the_same_seed_gives_the_same_plan():
    problem = Problem.of(problem_data(1))
    assert solve(problem, seed=5).entries == solve(problem, seed=5).entries


def test_locking_the_best_plan_changes_nothing():
    problem = Problem.of(problem_data(1))
    plan = solve(problem)
    locked = problem.but(locked={key: Lock(entry.week, entry.team) for key, entry in plan.entries.items()})
    again = solve(locked)
    assert (again.entries, again.cost, again.status) == (plan.entries, plan.cost, Status.OPTIMAL)


def test_a_search_that_is_cancelled_keeps_what_it_has():
    problem = Problem.of(problem_data(1))
    plan = solve(problem, cancelled=lambda: True)
    assert plan is not None
    assert not check(problem, plan).breaches
