"""A safeguarding board is challenged: a partnership hosts, a chair of another board leads, and each body agrees."""

import pytest
from django.urls import reverse

from cycles.models import Challenge, CycleMember, Seat, ShapePlace, State
from people.models import Body, Membership, Profile, Programme
from planning.asking.known import Known
from planning.asking.problem import problem_of
from planning.live import standing
from tests import world as worlds
from tests.journeys.hand import Hand
from tests.journeys.test_main_road import Road, parts
from tests.world import NOW

SIDE = ("Calderdale", "West Yorkshire Police", "NHS West Yorkshire")


@pytest.fixture
def boards(world):
    """The region has a boards programme; the board's partners are a council, a police force and an NHS body."""
    programme = Programme.objects.create(region=world.region, name="safeguarding boards", service="boards")
    kinds = {"Calderdale Safeguarding Adults Board": "board", "York Safeguarding Adults Board": "board"}
    kinds |= dict.fromkeys(SIDE[1:], "partner")
    for name, kind in kinds.items():
        world.bodies[name] = Body.objects.create(region=world.region, name=name, kind=kind)
    world.programme = programme
    world.cycle, _ = worlds.make_cycle(programme, [world.bodies[name] for name in list(kinds)[:2]])
    Membership.objects.create(person=world.rana, role="coordinator", programme=programme)
    for key, place in (("carys", "Calderdale Safeguarding Adults Board"), ("grace", "NHS West Yorkshire")):
        Membership.objects.create(
            person=getattr(world, key), role="host_sponsor", programme=programme, body=world.bodies[place]
        )
    world.chair = worlds.make_person("chair", home=world.bodies["York Safeguarding Adults Board"], name="Una Chair")
    worlds.train(world.chair, grade=Profile.Grade.BOARD_CHAIR)
    world.officer = worlds.make_person("officer", home=world.bodies[SIDE[1]], name="Olive Officer")
    worlds.train(world.officer, grade=Profile.Grade.PARTNER)
    return world


@pytest.mark.browser
def test_a_board_is_hosted_by_its_partners_and_led_by_a_chair(boards, clock, visit):
    world = boards
    rana = Hand(visit(world.rana), world)
    rana.page.goto(reverse("cycles:add_shape", args=[world.programme.ref]))
    rana.fills_in(name="Board visit", days=2, team_size=3).sends()
    asked = ShapePlace.objects.filter(shape__name="Board visit").order_by("number").values_list("role", "grades")
    assert list(asked) == [("lead", ["board_chair", "director"]), ("reviewer", []), ("reviewer", [])]
    rana.page.goto(reverse("cycles:propose", args=[world.cycle.ref]))
    assert rana.finds_wrong() == []
    host = world.bodies["Calderdale Safeguarding Adults Board"]
    shape = world.programme.shapes.get(name="Board visit")
    rana.fills_in(host=host.ref, topic="Safeguarding adults reviews", shape=str(shape.pk))
    rana.fills_in(**{name: str(value) for name, value in parts("starts_on", worlds.date(2027, 3, 2)).items()})
    for name in SIDE:
        rana.page.get_by_label(name, exact=True).check()
    rana.sends()
    made = Challenge.objects.get(topic="Safeguarding adults reviews")
    assert {side.body.name for side in made.host_bodies.all()} == {host.name, *SIDE}
    rana.goes_to("cycles:challenge", ref=made.ref)
    assert f"{host}, Calderdale, NHS West Yorkshire, West Yorkshire Police" in rana.reads()

    road = Road(world, clock)
    road.challenge = made
    road.does("rana", "cycles:start_scoping")
    pool = road.client("rana").get(road.address("cycles:candidates"), {"role": "lead"}).text
    assert "Olive Officer works for West Yorkshire Police, which hosts this challenge." in pool
    road.does("rana", "cycles:invite", {"role": "lead", "peer": "officer"}, person=world.chair.ref)
    road.does("chair", "cycles:answer_invitation", {"answer": "accept"})
    seat = Seat.objects.get(challenge=made, person=world.chair)
    road.does("chair", "cycles:declare", {"has_interest": "no"}, seat=seat.ref)
    for key in ("carys", "grace"):  # the board's sponsor and the NHS body's read the same scope
        assert road.sees(key, "reviews:scope") == 200
    assert road.client("chair").get(road.address("reviews:scope")).status_code == 200


def test_the_planner_keeps_everybody_of_the_partnership_out_and_asks_a_chair(boards, clock):
    world = boards
    shape = world.programme.shapes.first()
    host = world.bodies["Calderdale Safeguarding Adults Board"]
    made = worlds.make_challenge(world.cycle, shape, host, state=State.PROPOSED, starts=worlds.date(2027, 9, 14))
    for name in SIDE:
        made.host_bodies.create(body=world.bodies[name])
    assert CycleMember.objects.filter(cycle=world.cycle).count() == 2
    problem = problem_of(Known.of(world.cycle, NOW.date()), standing(world.cycle, NOW.date()))
    said = {tie["reviewer"]: tie["sentence"] for tie in problem["ties"] if tie["challenge"] == made.pk}
    assert said[world.officer.pk] == f"Olive Officer works for {SIDE[1]}, which hosts this challenge with {host}."
    assert world.chair.pk not in said
