"""What clashes is smallest: tried rule by rule, against every plan tried one by one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cycles.planner.clash import clash, smallest
from cycles.planner.problem import Problem
from cycles.planner.switches import switches, without
from tests.soak import examples

from .small import best_cost, extended_data, problem_data


@examples(5, 300)
@given(st.sampled_from((problem_data, extended_data)), st.integers(0, 10_000))
def test_rules_that_clash_clash_together_and_not_without_any_one_of_them(make, seed):
    problem = Problem.of(make(seed))
    assume(best_cost(problem) is None)
    found = clash(problem)
    few = problem.but(challenges=tuple(row for row in problem.challenges if row.id in found.challenges))
    others = [one for one in switches(few) if (one.rule, one.who) not in {(row.rule, row.who) for row in found.rules}]
    assert best_cost(without(few, others)) is None
    for rule in found.rules:
        assert best_cost(without(few, [*others, rule])) is not None
    if found.relax:
        assert best_cost(without(problem, list(found.relax))) is not None


def test_where_something_fits_nothing_clashes():
    assert clash(Problem.of(problem_data(1))) is None


@pytest.mark.parametrize("wanted", [{3}, {0, 7}, {1, 2, 9}, set(range(10))])
def test_the_smallest_part_that_clashes_is_found(wanted):
    assert set(smallest(range(10), lambda part: wanted <= set(part))) == wanted
