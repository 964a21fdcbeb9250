"""Rana coordinates: proposes, builds the team, pauses and goes on. Ada lets people in."""

from datetime import date

import pytest

from cycles.models import Challenge, Cycle, Seat
from people.models import Person
from tests import world as worlds
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


def test_rana_starts_a_cycle_and_proposes_a_challenge(world, visit):
    rana = Hand(visit(world.rana), world)
    rana.goes_to("cycles:add_cycle", ref=world.programme.ref)
    rana.fills_in(name="Fourth cycle", starts_on_day=3, starts_on_month=7, starts_on_year=2028)
    rana.fills_in(ends_on_day=31, ends_on_month=12, ends_on_year=2029).sends()
    assert Cycle.objects.get(name="Fourth cycle").ends_on == date(2029, 12, 31)

    rana.goes_to("cycles:propose", ref=world.cycle.ref)
    rana.fills_in(host=world.bodies["York"].ref, topic="Early help")
    rana.fills_in(starts_on_day=14, starts_on_month=9, starts_on_year=2027).sends()
    challenge = Challenge.objects.get(topic="Early help")
    assert (challenge.state, challenge.visit.starts_on) == ("proposed", date(2027, 9, 14))
    assert "Early help" in rana.reads()


def test_rana_invites_somebody_into_the_team(world, visit):
    Seat.objects.filter(person=world.amir).delete()
    priya = worlds.make_person("priya", home=world.bodies["Rotherham"])
    worlds.train(priya)
    rana = Hand(visit(world.rana), world)
    rana.goes_to("cycles:candidates")
    rana.page.get_by_role("link", name="Priya").first.click()
    rana.fills_in(role="reviewer", peer="officer").sends()
    assert Seat.objects.get(person=priya).status == "invited"


def test_rana_pauses_a_challenge_and_goes_on_later(world, visit):
    rana = Hand(visit(world.rana), world)
    rana.goes_to("cycles:postpone")
    rana.fills_in(cause="inspection", reason="An inspection began").sends()
    assert "An inspection began" in rana.reads()
    rana.goes_to("cycles:resume")
    rana.fills_in(starts_on_day=6, starts_on_month=4, starts_on_year=2027).sends()
    world.challenge.visit.refresh_from_db()
    assert world.challenge.visit.starts_on == date(2027, 4, 6)


def test_ada_invites_somebody_new(world, visit, mailoutbox):
    ada = Hand(visit(world.ada))
    ada.goes_to("people:invite_new")
    ada.fills_in(name="Omar", email="omar@example.org").sends()
    assert Person.objects.get(email="omar@example.org").name == "Omar"
    assert "Omar" in ada.reads()
