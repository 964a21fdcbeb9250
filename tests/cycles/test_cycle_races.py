"""Two coordinators at once: one wins, the other reads a sentence."""

from datetime import date

import pytest

from cycles.actions import challenge as challenges
from cycles.actions import cycle as cycles
from cycles.actions import programme as programmes
from cycles.actions import visit as visits
from cycles.models import Agreement, Challenge, Cycle, Event, ProgrammeSetting, Seat
from tests import world as worlds
from tests.racing import needs_two_connections, race
from tests.soak import on_two_connections
from tests.world import NOW, make_challenge, seat

pytestmark = on_two_connections


@pytest.fixture
def world(clock):
    """The world, committed for other connections to see."""
    needs_two_connections()
    return worlds.build()


def test_an_office_signs_once(world):
    Cycle.objects.update(agreement_text="We host once and lend our people.")
    member = world.cycle.members.select_related("cycle").get(body=world.host)

    def sign():
        cycles.sign(
            member=member,
            office="director",
            signed_name="D. Rector",
            signed_on=date(2027, 2, 1),
            by=world.rana,
            at=NOW,
        )

    won, lost = race(sign, sign)
    assert won == ""
    assert lost.startswith("The director of Calderdale has already signed")
    assert Agreement.objects.count() == 1


def test_a_plan_is_released_once(world):
    Cycle.objects.update(released_at=None)
    won, lost = race(*[lambda: cycles.release(cycle=world.cycle, by=world.rana, at=NOW)] * 2)
    assert won == ""
    assert lost.startswith("This plan was already released")


def test_a_topic_is_planned_once(world):
    def plan():
        challenges.create(
            cycle=world.cycle,
            host=world.bodies["York"],
            shape=world.shape,
            topic="Early help",
            starts_on=date(2027, 9, 14),
            by=world.rana,
            at=NOW,
        )

    won, lost = race(plan, plan)
    assert won == ""
    assert lost.startswith("York already has a challenge on “Early help”")
    assert Challenge.objects.filter(topic="Early help").count() == 1


def test_two_visits_moved_onto_the_same_days_never_share_a_person(world):
    other = make_challenge(world.cycle, world.shape, world.bodies["York"], starts=date(2027, 3, 2), topic="Neglect")
    seat(other, world.petra, "reviewer")

    def move(challenge):
        return lambda: visits.move_visit(challenge=challenge, starts_on=date(2027, 9, 14), by=world.rana, at=NOW)

    won, lost = race(move(world.challenge), move(other))
    assert won == ""
    assert "double-book" in lost or "has just been booked elsewhere" in lost
    assert Seat.objects.filter(person=world.petra, starts_on=date(2027, 9, 14)).count() == 1
    assert Event.objects.filter(what="move_visit").count() == 1


def test_of_two_first_answers_the_second_is_told(world):
    def answer(value):
        return lambda: programmes.answer(
            programme=world.programme,
            key="accuracy_days",
            value=value,
            reason="So.",
            seen="",
            by=world.rana,
            at=NOW,
        )

    won, lost = race(answer(12), answer(15))
    assert won == ""
    assert lost.startswith("Rana has just set this to")
    assert ProgrammeSetting.objects.count() == 1
