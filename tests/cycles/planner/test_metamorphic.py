"""What must not change the cost of the best plan, and what can only make it less."""

import random

from hypothesis import given
from hypothesis import strategies as st

from cycles.planner.plan import Status
from cycles.planner.problem import Lock, Problem
from cycles.planner.solve import solve
from tests.soak import examples

from .small import SKILLS, extended_data, problem_data

seeds = st.integers(0, 10_000)


def best(data):
    """Return the best plan of a problem, proved, or None."""
    plan = solve(Problem.of(data), seconds=20)
    assert plan is None or plan.status is Status.OPTIMAL
    return plan


@examples(8, 300)
@given(seeds, st.sampled_from((problem_data, extended_data)))
def test_one_more_reviewer_never_makes_the_best_plan_dearer(seed, made):
    data, pick = made(seed), random.Random(seed)
    before = best(data)
    one = {
        "id": 99,
        "home": pick.randrange(5),
        "grade": pick.choice(("director", "senior")),
        "skills": [pick.choice(SKILLS)],
        "trained_from": 0,
        "unavailable": [],
        "former": [],
        "max_load": 2,
    }
    after = best({**data, "reviewers": [*data["reviewers"], one]})
    if before is not None:
        assert after is not None
        assert after.cost <= before.cost


@examples(6, 300)
@given(seeds)
def test_locking_any_part_of_the_best_plan_changes_no_cost(seed):
    data, pick = problem_data(seed), random.Random(seed)
    plan = best(data)
    if plan is None:
        return
    locks = {
        key: pick.choice((Lock(entry.week), Lock(None, entry.team), Lock(entry.week, entry.team)))
        for key, entry in plan.entries.items()
    }
    again = solve(Problem.of(data).but(locked=locks), seconds=20)
    assert (again.cost, again.status) == (plan.cost, Status.OPTIMAL)
    whole = {key: Lock(entry.week, entry.team) for key, entry in plan.entries.items()}
    assert solve(Problem.of(data).but(locked=whole), seconds=20).entries == plan.entries


def renamed(data, pick):
    """Return a problem with other ids, names and order, and nothing else changed."""
    new = {
        kind: dict(zip((row["id"] for row in data[kind]), pick.sample(range(100, 999), len(data[kind])), strict=True))
        for kind in ("authorities", "challenges", "reviewers")
    }
    home = new["authorities"]
    rows = {
        "authorities": [row | {"id": home[row["id"]], "name": f"Z{pick.random()}"} for row in data["authorities"]],
        "challenges": [
            row | {"id": new["challenges"][row["id"]], "host": home[row["host"]]} for row in data["challenges"]
        ],
        "reviewers": [
            row
            | {
                "id": new["reviewers"][row["id"]],
                "home": home[row["home"]],
                "former": [home[one] for one in row["former"]],
            }
            for row in data["reviewers"]
        ],
    }
    pairs = {kind: [[home[one] for one in row] for row in data[kind]] for kind in ("shared_service", "neighbours")}
    return data | pairs | {kind: pick.sample(found, len(found)) for kind, found in rows.items()}


@examples(8, 300)
@given(seeds)
def test_other_names_and_another_order_change_no_cost(seed):
    data = problem_data(seed)
    one, other = best(data), best(renamed(data, random.Random(seed)))
    assert (one and one.cost) == (other and other.cost)
