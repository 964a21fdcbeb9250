"""Proposing a timetable: whatever is found keeps every rule, and what cannot be is said in a moment."""

import time
from dataclasses import replace
from datetime import date
from datetime import time as hour

import pytest
from hypothesis import given

from reviews.clashes import Place, Slot, check
from reviews.timetabling.checking import breaches
from reviews.timetabling.costs import bound, cost_of
from reviews.timetabling.counting import shortages
from reviews.timetabling.problem import Fixed, Problem, Wanted, Window
from reviews.timetabling.searching import search
from tests.soak import examples

from . import days


def slots_of(problem, placement):
    """Return a placement as the timetable's own clash checks see it."""
    rows, team = {row.key: row for row in problem.wanted}, {one.key: one for one in problem.team}
    for one in placement.placed:
        wanted = rows[one.key]
        kind = "team" if wanted.everybody else "case_review" if wanted.case_work else "group"
        yield Slot(
            one.key,
            date.fromisoformat(problem.days[one.day]),
            hour(*divmod(one.begins, 60)),
            hour(*divmod(one.stops, 60)),
            kind,
            wanted.title,
            one.room,
            people={key: team[key].name for key in one.people},
            without_case_data=tuple(
                team[key].name for key in one.people if not team[key].case_data and key not in wanted.named
            ),
            expected=wanted.expected,
        )


def clashes_in(problem, placement):
    places = [
        Place(
            hall.name,
            hall.building,
            hall.minutes_away,
            hall.holds,
            tuple((problem.days[w.day], w.begins, w.stops) for w in hall.free),
        )
        for hall in problem.halls
    ]
    found = check(list(slots_of(problem, placement)), [date.fromisoformat(day) for day in problem.days], places)
    return [one.sentence for one in found if not one.sentence.startswith("There is no")]


@examples(40, 5000)
@given(days.problems())
def test_whatever_is_placed_keeps_every_rule_and_costs_no_less_than_the_bound(problem):
    found = search(problem, 0.02)
    assert breaches(problem, found) == []
    assert clashes_in(problem, found) == []
    assert found.cost == cost_of(problem, found.placed)
    if not found.unplaced:
        assert found.bound <= found.cost
        assert shortages(problem) == []  # what can be placed is never called impossible


def complete(problem, seconds=8.0):
    """Search until everything has a place; the first such timetable is enough here."""
    return search(problem, seconds, lambda placed, _cost: placed < len(problem.wanted))


@pytest.mark.parametrize("problem", [days.stress(), days.three_days(5)], ids=["one day", "three days"])
def test_a_full_visit_is_placed_whole(problem):
    found = complete(problem)
    assert (found.unplaced, breaches(problem, found), clashes_in(problem, found)) == ((), [], [])
    assert found.cost <= found.bound + 20


@pytest.mark.parametrize(("words", "problem"), days.impossible().items(), ids=lambda value: str(value)[:20])
def test_what_cannot_be_is_said_at_once(words, problem):
    begun = time.process_time()
    found = shortages(problem)
    assert time.process_time() - begun < 0.1
    assert words in found[0].sentence
    assert len(found) == 1


def test_the_fewest_sessions_are_named():
    problem = days.impossible()["Amir’s time"]
    assert len(shortages(problem)[0].keys) == 4  # eight hours of him, where seven and a half are free


def test_what_stands_stays_and_is_gone_round():
    """Petra is in a session that stays; the team meets from three to four; only one room is lent, in the morning."""
    day = days.stress()
    stays = Fixed("f", "Sponsor", Window(0, 540, 660), "room 1", (1,))
    meets = Fixed("t", "Team", Window(0, 900, 960), people=tuple(range(7)), team_time=True)
    wanted = (Wanted("a", "A", 60, 1, named=(1,)), Wanted("b", "B", 60, 2, windows=(Window(0, 840, 1020),)))
    halls = (replace(day.halls[0], free=(Window(0, 540, 1020),)),)
    problem = replace(day, halls=halls, wanted=wanted, fixed=(stays, meets))
    found = search(problem, 1)
    at = {one.key: one for one in found.placed}
    assert breaches(problem, found) == []
    assert at["a"].begins >= 660
    assert at["b"].window in (Window(0, 840, 900), Window(0, 960, 1020))
    out = Fixed("o", "Visit", Window(0, 660, 720), "A school", (1,))
    away = replace(
        problem, fixed=(stays, meets, out), wanted=(Wanted("a", "A", 60, 1, (1,), windows=(Window(0, 720, 790),)),)
    )
    found = search(away, 1)
    assert (breaches(away, found), found.placed[0].begins >= 725) == ([], True)  # from a place that is no room here
    full = replace(problem, wanted=(replace(wanted[0], minutes=420),))
    assert "Petra cannot be there for 420 minutes" in shortages(full)[0].sentence


def test_key_sessions_stand_early_and_leads_are_in_their_sessions():
    day = replace(days.stress(), team=days.TEAM[1:5])
    wanted = tuple(Wanted(f"k{n}", f"K{n}", 60, 1, lines=(n % 4 + 1,), early=n < 4) for n in range(8))
    found = search(replace(day, wanted=wanted), 2)
    assert found.is_proved
    assert found.cost == 4 * 2**2  # two sessions for each of four people, and nothing else to pay for
    assert all(one.begins < 720 for one in found.placed if one.key in ("k0", "k1", "k2", "k3"))
    leads = dict(days.LEADS)
    assert all(leads[int(one.key[1:]) % 4 + 1] in one.people for one in found.placed)


def test_the_bound_knows_what_stands_already():
    day = replace(days.stress(), wanted=(Wanted("a", "A", 60, 1),))
    assert bound(day) == 1
    assert bound(replace(day, fixed=(Fixed("f", "F", Window(0, 540, 600), people=(1, 2)),))) == 3


def test_a_problem_comes_back_from_json_as_it_was():
    problem = replace(days.three_days(1), fixed=(Fixed("f", "F", Window(0, 540, 600), people=(1, 2)),))
    assert Problem.of(problem.as_data()) == problem
