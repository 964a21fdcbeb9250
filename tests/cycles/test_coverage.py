"""Who hosted, led, gave and received: counted in days of people."""

from datetime import date

import pytest
from django.urls import reverse

from cycles.coverage import as_grid, coverage_of
from cycles.models import State
from people.models import Body
from tests.world import make_challenge, make_person, seat


def lines(world):
    return {
        line.body.name: (line.hosted, line.led, line.given, line.received) for line in coverage_of(world.cycle).lines
    }


def test_a_day_counts_for_each_person_and_working_day(world):
    # Seven people from Wakefield, Leeds (2), Bradford, York, Sheffield and Barnsley, three days at Calderdale.
    assert lines(world) == {
        "Barnsley": (0, 0, 3, 0),
        "Bradford": (0, 0, 3, 0),
        "Calderdale": (1, 0, 0, 21),
        "Doncaster": (0, 0, 0, 0),
        "Leeds": (0, 0, 6, 0),
        "Rotherham": (0, 0, 0, 0),
        "Sheffield": (0, 0, 3, 0),
        "Wakefield": (0, 1, 3, 0),
        "York": (0, 0, 3, 0),
    }


def test_what_is_given_is_what_is_received(world):
    seat(make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Early help"), world.sam, "lead")
    counted = lines(world).values()
    assert sum(line[2] for line in counted) == sum(line[3] for line in counted) == 24


@pytest.mark.parametrize("status", ["invited", "declined", "withdrawn", "conflicted"])
def test_only_accepted_seats_count(world, status):
    world.challenge.seats.filter(person=world.tom).update(status=status)
    assert lines(world)["Wakefield"] == (0, 0, 0, 0)


def test_a_cancelled_challenge_counts_for_nobody(world_at):
    assert set(lines(world_at(State.CANCELLED)).values()) == {(0, 0, 0, 0)}


def test_weekends_and_bank_holidays_are_not_days_given(world):
    visit = make_challenge(
        world.cycle, world.shape, world.bodies["York"], topic="Early help", starts=date(2027, 5, 28)
    ).visit
    visit.ends_on = date(2027, 6, 1)  # Friday to Tuesday over the spring bank holiday
    visit.save()
    seat(visit.challenges.get(), world.sam, "reviewer")
    assert lines(world)["Doncaster"] == (0, 0, 2, 0)


@pytest.mark.breaks_rules
def test_somebody_from_outside_the_cycle_is_counted_apart(world):
    police = Body.objects.create(region=world.region, name="Police", kind="partner")
    seat(world.challenge, make_person("pat", home=police), "reviewer")
    coverage = coverage_of(world.cycle)
    assert coverage.lines[-1].body == police
    assert as_grid(coverage)[-1]["name"] == "Police (not a member)"
    assert coverage.fair_share == round(21 / 9, 1)


def test_a_member_that_gave_less_than_half_its_share_is_marked_low(world):
    grid = {row["name"]: row["cells"][2] for row in as_grid(coverage_of(world.cycle))}
    assert {name for name, cell in grid.items() if cell["is_low"]} == {"Calderdale", "Doncaster", "Rotherham"}


def test_the_file_says_the_same_as_the_grid(world, signed_in):
    Body.objects.filter(name="York").update(name="=1+1")
    response = signed_in(world.sam).get(reverse("cycles:coverage_file", args=[world.cycle.ref]))
    rows = response.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "Body,Member,Hosted,Led,Days given,Days received"
    assert "Calderdale,yes,1,0,0,21" in rows
    assert "'=1+1,yes,0,0,3,0" in rows
    assert response["Cache-Control"] == "no-store"


@pytest.mark.breaks_rules
def test_the_grid_asks_the_same_few_questions_for_1_and_31_challenges(world, signed_in, django_assert_num_queries):
    client = signed_in(world.sam)
    address = reverse("cycles:coverage", args=[world.cycle.ref])
    with django_assert_num_queries(10):
        client.get(address)
    for number in range(30):
        body = Body.objects.create(region=world.region, name=f"Body {number}")
        challenge = make_challenge(world.cycle, world.shape, body, topic=f"Topic {number}")
        seat(challenge, make_person(f"peer{number}", home=body), "lead")
    with django_assert_num_queries(10):
        client.get(address)
