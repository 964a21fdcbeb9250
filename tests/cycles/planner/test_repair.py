"""A plan is mended with the fewest changes of all plans that hold, tried one by one."""

from dataclasses import replace

import pytest

from cycles.planner.check import check
from cycles.planner.problem import Lock, Problem
from cycles.planner.repair import damaged, repair
from cycles.planner.solve import solve

from .small import every_plan, extended_data, problem_data
from .test_explain import EXTENDED, PLANNED


@pytest.fixture(params=[*((problem_data, n) for n in PLANNED), *((extended_data, n) for n in EXTENDED)])
def released(request):
    make, seed = request.param
    problem = Problem.of(make(seed))
    plan = solve(problem)
    return problem.but(released={key: Lock(entry.week, entry.team) for key, entry in plan.entries.items()})


def distance(problem, plan):
    """Return weeks moved and seats changed."""
    moved = sum(plan.entries[key].week != lock.week for key, lock in problem.released.items())
    changed = sum(
        one != other
        for key, lock in problem.released.items()
        for one, other in zip(plan.entries[key].team, lock.team, strict=True)
    )
    return moved, changed


def fewest(problem):
    return min(((*distance(problem, plan), cost) for plan, cost in every_plan(problem)), default=None)


def mended(problem):
    found = repair(problem, seconds=20)
    if found is None:
        return None
    assert check(problem, found.plan).breaches == []
    assert (found.weeks_moved, found.seats_changed) == distance(problem, found.plan)
    assert found.fewest
    return (found.weeks_moved, found.seats_changed, found.plan.cost)


def test_a_plan_that_holds_stays_as_it_is(released):
    assert damaged(released) == set()
    assert repair(released).plan.entries == solve(released.but(locked=released.released)).entries


def test_after_somebody_drops_out_the_fewest_seats_change(released):
    gone = released.released[released.challenges[0].id].team[0]
    people = tuple(
        replace(row, unavailable=frozenset(range(5))) if row.id == gone else row for row in released.reviewers
    )
    problem = released.but(reviewers=people)
    assert mended(problem) == fewest(problem)


def test_after_a_week_closes_the_fewest_visits_move(released):
    first = released.challenges[0]
    closed = {**first.blocked, released.released[first.id].week: "inspection"}
    problem = released.but(challenges=(replace(first, blocked=closed), *released.challenges[1:]))
    assert mended(problem) == fewest(problem)
