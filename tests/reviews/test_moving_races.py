"""Two people moving sessions, or using one proposal, at once: one wins, and nothing is doubled or lost."""

from datetime import time

import pytest
from django.db import connection

from reviews import proposing
from reviews.actions import moving, proposals, timetable, wanted
from reviews.models import Session, SessionMove
from tests import world as worlds
from tests.cycles.test_cycle_races import race
from tests.soak import on_two_connections
from tests.world import NOW, VISIT_STARTS

pytestmark = on_two_connections


@pytest.fixture
def world(clock):
    """The world, committed for other connections to see."""
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")
    return worlds.build()


def add(world, title, hour):
    seat = world.seats["petra"]
    plan = timetable.Plan(VISIT_STARTS, time(hour), time(hour + 1), "group", title, leads=(seat,))
    return timetable.add_session(challenge=world.challenge, plan=plan, by=world.ben, at=NOW)


def moving_to(world, session, hour, by):
    return lambda: moving.move_session(
        session=session, day=VISIT_STARTS, starts=time(hour), track=1, seen=0, by=by, at=NOW
    )


def test_one_session_is_moved_once(world):
    session = add(world, "Duty", 9)
    won, lost = race(moving_to(world, session, 13, world.ben), moving_to(world, session, 15, world.mina))
    assert won == ""
    assert "saved this" in lost
    assert SessionMove.objects.count() == 1


def test_two_sessions_of_one_person_do_not_land_on_the_same_hour(world):
    one, other = add(world, "Duty", 9), add(world, "Carers", 11)
    won, lost = race(moving_to(world, one, 14, world.ben), moving_to(world, other, 14, world.mina))
    assert won == ""
    assert lost.startswith("Petra is in two sessions at once")
    assert Session.objects.filter(starts=time(14)).count() == 1


def test_a_proposal_is_used_once(world):
    wish = wanted.Wish("Heads", "group", 60, needs_room=False)
    wanted.add_wanted(challenge=world.challenge, wish=wish, by=world.ben, at=NOW)
    asked = proposals.ask(challenge=world.challenge, begins=time(9), stops=time(17), by=world.ben, at=NOW)
    proposing.work_out(proposal_id=asked.pk, seconds=0.2, clock=lambda: NOW)
    asked.refresh_from_db()
    one, other = (lambda by=by: proposals.use(proposal=asked, by=by, at=NOW) for by in (world.ben, world.mina))
    won, lost = race(one, other)
    assert won == ""
    assert lost.startswith("This proposal is already used")
    assert Session.objects.filter(title="Heads").count() == 1
