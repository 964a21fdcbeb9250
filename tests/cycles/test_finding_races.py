"""Two people choose at once, on two connections of a real PostgreSQL: nobody is booked twice."""

from datetime import timedelta

import pytest

from cycles.models import Meeting
from tests import world as worlds
from tests.cycles.test_finding import MONDAY, choose, look
from tests.racing import needs_two_connections, race
from tests.soak import on_two_connections

pytestmark = on_two_connections


@pytest.fixture
def raced(transactional_db, clock):
    """The world, committed, so that two connections see it."""
    needs_two_connections()
    return worlds.build()


def test_two_who_choose_at_once_for_two_challenges_book_nobody_twice(raced):
    york = raced.bodies["York"]
    elsewhere = worlds.make_challenge(
        raced.cycle, raced.shape, york, starts=MONDAY + timedelta(weeks=4), topic="Another"
    )
    one, other = look(raced), look(raced, challenge=elsewhere, by=raced.rana)
    told = race(lambda: choose(one, raced.mina), lambda: choose(other, raced.rana))
    assert [bool(sentence) for sentence in told] == [False, True]
    assert "Already asked to another meeting at this time: Ben, Petra" in told[1]
    assert Meeting.objects.count() == 1


def test_one_search_ends_in_one_meeting(raced):
    finder = look(raced)
    last = finder.times.order_by("-starts_at").first()
    told = race(lambda: choose(finder, raced.mina), lambda: choose(finder, raced.mina, last))
    assert [bool(sentence) for sentence in told] == [False, True]
    assert Meeting.objects.count() == 1
