"""The demo's days, whatever today is: weekends, Christmas, the weeks before an election."""

from datetime import date, datetime, timedelta

import pytest

from cycles.days import is_working_day
from cycles.models import Challenge, ClosedPeriod, Seat, State
from cycles.planner.check import check
from cycles.planner.problem import Problem
from peerchallenge.demo.clock import LOOKED_AT, Clock
from peerchallenge.demo.content import read_content
from peerchallenge.demo.life import life_of, moves_of, steered
from peerchallenge.demo.polls import weeks_to_move
from planning.judging import plan_of
from planning.models import Proposal
from planning.sketch import Sketch
from reports.actions.publishing import pre_election
from tests.demo.conftest import breaches_but_waiting_pdfs, load_at
from tests.world import LONDON

pytestmark = pytest.mark.either

DAYS = [
    date(2026, 11, 21),  # a Saturday
    date(2026, 12, 25),  # Christmas Day
    date(2026, 12, 28),  # a bank holiday on a Monday
    date(2027, 4, 20),  # before an election
    date(2027, 5, 6),  # polling day
    date(2028, 2, 29),
]
CONTENT = read_content()


def at_noon(day):
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=LONDON)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_visit_on_site_spans_today_on_working_days(day):
    clock = Clock(at_noon(day))
    days = [clock.day(number) for number in (-1, 0, 1)]
    assert days[0] < days[1] <= day < days[2]
    assert all(is_working_day(one) for one in days)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("at", State)
def test_the_main_challenge_stands_where_it_was_asked_to(day, at):
    clock = Clock(at_noon(day), LOOKED_AT[at])
    for written in CONTENT.challenges:
        life = life_of(steered(written, at), clock)
        taken = list(moves_of(life))
        assert len(taken) == len(life) - 1
        assert all(clock.day(number) <= day for _, number in life)
        if written["key"] == "calderdale":
            assert life[-1][0] == at


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_polls_move_no_further_than_they_must(day):
    period = (date(2027, 3, 31), date(2027, 5, 6))
    published = [day - timedelta(days=8)]
    weeks = weeks_to_move([period], published, day)
    first, last = (end + timedelta(weeks=weeks) for end in period)
    assert not first <= day + timedelta(days=21) or day > last
    assert not first <= published[0] <= last
    if date(2027, 3, 31) > day + timedelta(days=21) or day - timedelta(days=8) > date(2027, 5, 6):
        assert weeks == 0


@pytest.mark.parametrize("day", [date(2026, 12, 26), date(2027, 4, 20)], ids=str)
def test_the_demo_loads_on_any_day_and_may_be_published(day, db, demo_folders):
    stage = load_at(at_noon(day))
    live = Challenge.objects.get(state=State.ON_SITE)
    assert live.visit.starts_on <= day <= live.visit.ends_on
    assert {scene.challenge.state for scene in stage.scenes} == set(State.values)
    for challenge in Challenge.objects.filter(state__in=[State.FINAL, State.WITHHELD]):
        assert pre_election(challenge, day) is None
    assert ClosedPeriod.objects.filter(kind="poll").exists()
    for one in Proposal.objects.filter(round__what_if=[]).select_related("round"):
        problem = Problem.of(one.round.problem)
        done = one.status == Proposal.Status.DONE  # else it waits: the days fell so that a worker must plan anew
        assert done or (one.status, one.plan) == (Proposal.Status.WAITING, None)
        assert not (done and check(problem, plan_of(problem, Sketch.of(one.plan))).breaches)
    assert breaches_but_waiting_pdfs(day) == []


@pytest.mark.parametrize("at", [State.ON_SITE, State.CLOSED])
def test_the_demo_loads_at_another_state(at, db, demo_folders):
    stage = load_at(at_noon(date(2026, 11, 18)), at)
    main = next(scene for scene in stage.scenes if scene.key == "calderdale").challenge
    assert main.state == at
    assert Seat.objects.filter(challenge=main, status="accepted").count() == 10
    assert main.findings.filter(status="agreed").exists() == (at == State.CLOSED)
    assert breaches_but_waiting_pdfs(date(2026, 11, 18)) == []
