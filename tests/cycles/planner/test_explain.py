"""What is said of a seat is what the checker says of the plan with somebody else in it."""

import pytest

from cycles.planner.check import check
from cycles.planner.explain import Seats, next_best, reasons, why_not
from cycles.planner.facts import Facts
from cycles.planner.plan import Entry, Plan
from cycles.planner.problem import Problem
from cycles.planner.rules import Cost
from cycles.planner.solve import solve

from .small import problem_data

PLANNED = (1, 2, 9, 13, 17)  # seeds whose problems have a plan


@pytest.fixture(params=PLANNED)
def planned(request):
    problem = Problem.of(problem_data(request.param))
    return problem, solve(problem)


def swapped(plan, swap):
    team = list(plan.entries[swap.challenge].team)
    team[swap.slot] = swap.reviewer
    return Plan({**plan.entries, swap.challenge: Entry(plan.entries[swap.challenge].week, tuple(team))})


def test_every_pair_is_judged_as_the_checker_judges_it(planned):
    problem, plan = planned
    seats = Seats(Facts(problem), plan)
    for challenge in problem.challenges:
        for reviewer in problem.reviewers:
            for swap in seats.swaps(challenge.id, reviewer.id):
                judged = check(problem, swapped(plan, swap))
                assert {row.rule for row in swap.breaches} == {row.rule for row in judged.breaches}
                assert swap.cost == judged.cost - plan.cost


def test_why_not_names_the_seat_that_the_fewest_rules_forbid(planned):
    problem, plan = planned
    seats = Seats(Facts(problem), plan)
    for challenge in problem.challenges:
        for reviewer in problem.reviewers:
            answer = why_not(seats, challenge.id, reviewer.id)
            if answer is None:
                assert reviewer.id in plan.entries[challenge.id].team
                continue
            every = list(seats.swaps(challenge.id, reviewer.id))
            assert len(answer.breaches) == min(len(swap.breaches) for swap in every)
            if not answer.breaches:
                assert answer.cost >= 0  # the plan is the best, so whoever could come does not make it cheaper


def test_every_seat_says_what_it_costs_and_who_comes_next(planned):
    problem, plan = planned
    facts = Facts(problem)
    told = reasons(facts, plan)
    seats = Seats(facts, plan)
    for challenge in problem.challenges:
        for slot, row in enumerate(told[str(challenge.id)]):
            who = facts.reviewers[row["reviewer"]]
            points = facts.pair_costs(challenge, who)
            assert row["costs"] == {part.value: points[part] for part in Cost if points.get(part)}
            found = next_best(seats, challenge.id, slot)
            assert row["next"] == (found and {"reviewer": found.reviewer, "more": found.cost})
