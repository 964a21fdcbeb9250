"""What is said of a seat is what the checker says of the plan with somebody else in it."""

import random
from dataclasses import replace

import pytest

from cycles.planner.check import check
from cycles.planner.explain import Seats, changed, move, next_best, reasons, sentence, who_could, why_not
from cycles.planner.facts import Facts
from cycles.planner.plan import Entry, Plan
from cycles.planner.problem import Problem
from cycles.planner.rules import UNFINISHED, Cost, Rule
from cycles.planner.switches import switches, without

from .small import best_plan, extended_data, problem_data

PLANNED = (1, 2, 9, 13, 17)  # seeds whose problems have a plan
EXTENDED = (0, 5, 10, 15, 22, 25, 26)  # the same, of problems that say more


@pytest.fixture(
    scope="module", params=[*((problem_data, seed) for seed in PLANNED), *((extended_data, seed) for seed in EXTENDED)]
)
def planned(request):
    make, seed = request.param
    problem = Problem.of(make(seed))
    return problem, best_plan(problem)


def swapped(plan, swap):
    team = list(plan.entries[swap.challenge].team)
    team[swap.slot] = swap.reviewer
    return Plan({**plan.entries, swap.challenge: Entry(plan.entries[swap.challenge].week, tuple(team))})


def unfinished(plan, seed):
    """Return a plan with some seats empty and a challenge without a week."""
    pick = random.Random(seed)
    found = {
        key: Entry(entry.week, tuple(pick.choice((None, one, one)) for one in entry.team))
        for key, entry in plan.entries.items()
    }
    found[0] = Entry(None, found[0].team)
    return Plan(found)


def every_swap(problem, plan):
    seats = Seats(Facts(problem), plan)
    for challenge in problem.challenges:
        for reviewer in problem.reviewers:
            yield from seats.swaps(challenge.id, reviewer.id)


def test_every_pair_is_judged_as_the_checker_judges_it(planned):
    problem, plan = planned
    cost = check(problem, plan).cost
    for swap in every_swap(problem, plan):
        judged = check(problem, swapped(plan, swap))
        assert {row.rule for row in swap.breaches} == {row.rule for row in judged.breaches}
        assert swap.cost == judged.cost - cost


def test_a_plan_that_is_not_finished_is_judged_alike(planned):
    problem, plan = planned
    problem = problem.but(locked={})
    draft = unfinished(plan, 3)
    before = check(problem, draft)
    assert before.broken == []
    assert {row.rule for row in before.unfinished} == UNFINISHED
    for swap in every_swap(problem, draft):
        after = check(problem, swapped(draft, swap))
        assert {str(row) for row in swap.breaches} == {str(row) for row in after.broken}
        assert swap.cost == after.cost - before.cost
        assert swap.instead_of == draft.entries[swap.challenge].team[swap.slot]
    seats = Seats(Facts(problem), draft)
    for key, entry in draft.entries.items():
        for slot in range(len(entry.team)):
            emptied = seats.swap(key, slot, None)
            assert (emptied.breaches, emptied.cost) == ((), check(problem, swapped(draft, emptied)).cost - before.cost)


def test_a_move_says_what_it_newly_breaks_and_costs(planned):
    problem, plan = planned
    facts = Facts(problem)
    for draft in (plan, unfinished(plan, 4)):
        before = check(problem, draft)
        for challenge in problem.challenges:
            for week in (None, *range(problem.weeks)):
                found = move(facts, draft, challenge.id, week)
                entry = Entry(week, draft.entries[challenge.id].team)
                after = check(problem, Plan({**draft.entries, challenge.id: entry}))
                assert found.cost == after.cost - before.cost
                assert set(found.breaches) == set(after.broken) - set(before.broken)


def test_what_was_broken_before_and_gets_no_worse_is_not_new():
    problem = Problem.of(problem_data(1)).but(max_per_week=1, max_per_week_region={"R": 3})
    teams = {row.id: (None,) * len(row.slots) for row in problem.challenges}
    facts, full = Facts(problem), Plan({key: Entry(2, team) for key, team in teams.items()})
    assert not any(row.rule is Rule.WEEK_FULL for row in move(facts, full, 0, 4).breaches)
    two = Plan({**full.entries, 2: Entry(4, teams[2])})
    assert [row.rule for row in changed(facts, two, full).breaches].count(Rule.WEEK_FULL) == 1


def lifted(problem, breaches):
    """Return the problem without the rules that are named, however little they are ever set aside."""
    facts = [dict(row.facts) for row in breaches]
    rules = {row.rule for row in breaches}
    off = [one for one in switches(problem) if one.rule in rules]
    problem = without(problem, off).but(rules_off=problem.rules_off | {rule.value for rule in rules})
    wanted = {
        said["reviewer"]: said["slot"] for row, said in zip(breaches, facts, strict=True) if row.rule is Rule.GRADE
    }
    slots = {slot for challenge in problem.challenges for slot in challenge.slots}
    people = (
        replace(row, fills=frozenset(slot for slot in slots if row.can_be(slot) or slot == wanted[row.id]))
        if row.id in wanted
        else row
        for row in problem.reviewers
    )
    return problem.but(reviewers=tuple(people))


def test_without_the_rules_that_why_not_names_they_could_sit_there(planned):
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
            left = check(lifted(problem, answer.breaches), swapped(plan, answer)).breaches
            assert {row.rule for row in left} <= {Rule.OWN_AUTHORITY}  # never set aside by anybody
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
            assert {swap.reviewer for swap in who_could(seats, challenge.id, slot)} == {
                other.id
                for other in problem.reviewers
                if other.can_be(challenge.slots[slot]) and other.id not in plan.entries[challenge.id].team
            }


def test_sentences_name_people_places_dates_and_reasons():
    data = problem_data(1)
    data["reviewers"][0] |= {"name": "Ada Lovelace", "unavailable": [2], "why": {"2": "on leave"}, "trained_from": 0}
    problem = Problem.of(data)
    facts = Facts(problem)
    [away] = facts.absences(problem.challenges[0], problem.reviewers[0], 2)
    assert sentence(facts, away) == "Ada Lovelace cannot come in the week of 21 September 2026: on leave."
    assert str(away) == "0 cannot come in week 2: on leave."
    bare = Facts(problem.but(start=None, reviewers=(replace(problem.reviewers[0], name="", why={}),)))
    [away] = bare.absences(problem.challenges[0], bare.reviewers[0], 2)
    assert sentence(bare, away) == "Reviewer 0 cannot come in week 2: away."
