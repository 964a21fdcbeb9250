"""What clashes is smallest: tried rule by rule, against every plan tried one by one."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cycles.planner.clash import clash, smallest
from cycles.planner.problem import Problem
from cycles.planner.rules import Rule
from cycles.planner.switches import lasting, switches, without
from tests.soak import examples

from .small import extended_data, has_plan, problem_data


@examples(4, 300)
@given(st.sampled_from((problem_data, extended_data)), st.integers(0, 10_000))
def test_rules_that_clash_clash_together_and_not_without_any_one_of_them(make, seed):
    problem = Problem.of(make(seed))
    assume(not has_plan(problem))
    found = clash(problem)
    every = [*switches(problem), *lasting(problem)]
    others = [one for one in every if one.key not in {row.key for row in found.rules}]
    assert not has_plan(without(problem, others))
    assert found.rules
    for rule in found.rules:
        assert rule.rule is Rule.UNFILLED or has_plan(without(problem, [*others, rule]))
    assert not any(rule.lasting for rule in found.relax)
    free = [one for one in every if not one.lasting]
    price = sum(one.price for one in found.relax) if found.relax else sum(one.price for one in free) + 1
    assert not found.relax or has_plan(without(problem, list(found.relax)))
    for off in (part for size in (1, 2) for part in combinations(free, size) if sum(one.price for one in part) < price):
        assert not has_plan(without(problem, list(off)))


def test_rules_that_are_never_set_aside_are_named_where_they_clash():
    """Three authorities, each reviewed by both others: they cannot but review each other."""
    data = problem_data(1) | {"max_per_week": 3, "max_per_week_region": {"R": 3}, "shared_service": [], "weeks": 20}
    data["authorities"] = data["authorities"][:3]
    for row in data["challenges"]:
        row |= {"slots": ["lead", "senior"], "required": [], "blocked": {}}
    data["reviewers"] = [
        {**data["reviewers"][0], "id": n, "home": n % 3, "grade": grade, "former": [], "max_load": 3}
        for n, grade in enumerate(["director"] * 3 + ["senior"] * 3)
    ]
    found = clash(Problem.of(data))
    assert {row.rule for row in found.rules} == {Rule.ONE_PER_AUTHORITY, Rule.NO_SWAP}
    assert found.relax == ()
    data["reviewers"] = data["reviewers"][:3]
    [named] = clash(Problem.of(data)).rules
    assert named.sentence.startswith("0 people could be senior for A")


def test_where_something_fits_nothing_clashes():
    assert clash(Problem.of(problem_data(1))) is None


@pytest.mark.parametrize("wanted", [{3}, {0, 7}, {1, 2, 9}, set(range(10))])
def test_the_smallest_part_that_clashes_is_found(wanted):
    assert set(smallest(range(10), lambda part: wanted <= set(part))) == wanted
