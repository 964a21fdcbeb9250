"""Made-up regions of real size: what is found at once, what is proved, and why nothing fits, by the outside judge."""

import json
from pathlib import Path

import pytest

from cycles.planner.clash import clash, fits
from cycles.planner.plan import Status
from cycles.planner.problem import Problem
from cycles.planner.rules import Rule
from cycles.planner.solve import solve
from cycles.planner.switches import without

from .judge import Problem as JudgedProblem
from .judge import judge

INSTANCES = Path(__file__).parent / "instances"


def read(name):
    return json.loads((INSTANCES / f"{name}.json").read_text(encoding="utf-8"))


def assert_judged(data, plan):
    breaches, parts = judge(JudgedProblem(data), json.loads(plan.as_json()))
    assert (breaches, sum(parts.values())) == ([], plan.cost)


@pytest.mark.parametrize(("name", "most"), [("r15-1", 368), ("r15t-2", 418), ("l33-1", 307)])
def test_the_first_plan_holds_and_is_cheaper_than_one_made_by_hand(name, most):
    data = read(name)
    plan = solve(Problem.of(data), cancelled=lambda: True)
    assert_judged(data, plan)
    assert plan.cost < most  # what a simple order of preference gives


def test_a_short_search_says_how_good_its_plan_is():
    data = read("r15t-2")
    plan = solve(Problem.of(data), seconds=1.5)
    assert_judged(data, plan)
    assert plan.bound <= 282 <= plan.cost  # 282 is the optimum
    assert plan.status is not Status.OPTIMAL or plan.cost == 282


def test_a_region_that_cannot_be_planned_names_what_clashes():
    problem = Problem.of(read("r15-2"))
    found = clash(problem)
    assert found.rules
    assert fits(without(problem, list(found.relax)))


def test_where_people_are_too_few_each_of_them_is_named():
    """Nine directors for 19 places, two visits each: all nine clash, and any one of them is a way out."""
    data = read("r15-1")
    directors = [row["id"] for row in data["reviewers"] if row["grade"] == "director"]
    data["reviewers"] = [row for row in data["reviewers"] if row["id"] not in directors[9:]]
    found = clash(Problem.of(data))
    assert {(row.rule, row.who) for row in found.rules} == {(Rule.MAX_LOAD, (one,)) for one in directors[:9]}
    assert [row.rule for row in found.relax] == [Rule.MAX_LOAD]
