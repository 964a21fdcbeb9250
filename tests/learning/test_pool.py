"""The pool's health in numbers, what the next cycle asks of it, and the ledger as a file."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.models import CycleMember
from learning.queries import pool as queries
from people.models import Person, Profile, Training
from planning.models import Wish
from tests.world import NOW

TODAY = NOW.date()


def somebody(world, key, place="York", grade="head_of_service", **fields):
    person = Person.objects.create(name=key, email=f"{key}@example.org", home=world.bodies[place])
    days = fields.pop("expires", None)
    trained = fields.pop("trained", True)
    Profile.objects.create(person=person, grade=grade, **fields)
    if trained:
        Training.objects.create(person=person, course="C", completed_on=date(2025, 1, 1), expires_on=days)
    return person


def test_the_pool_is_counted_by_grade_and_authority(world):
    before = queries.health(queries.people_of(world.region, TODAY), TODAY)
    somebody(world, "soon", expires=TODAY + timedelta(days=100))
    somebody(world, "gone", expires=TODAY - timedelta(days=1))
    somebody(world, "resting", active=False)
    somebody(world, "untrained", trained=False)
    pool = queries.health(queries.people_of(world.region, TODAY), TODAY)
    assert [pool.total[measure] - before.total[measure] for measure in queries.MEASURES] == [1, 1, 2, 1, 1]
    assert [pool.by_grade["Head of service"][measure] for measure in queries.MEASURES] == [1, 1, 2, 1, 1]
    # The team is on site: Petra has served, Sam of Doncaster never.
    assert pool.by_home["Bradford"] == {"Trained and active": 1}
    assert pool.by_home["Doncaster"] == {"Trained and active": 1, "First-timers": 1}


def test_a_cycle_is_held_against_the_pool_as_it_will_be(world, signed_in):
    later = world.cycle.__class__.objects.create(
        programme=world.programme, name="Fourth", starts_on=date(2028, 7, 1), ends_on=date(2029, 12, 31)
    )
    for place in ("York", "Leeds"):
        member = CycleMember.objects.create(cycle=later, body=world.bodies[place])
        Wish.objects.create(member=member, required=["Data", "SEND"] if place == "York" else ["data "], version=1)
    somebody(world, "dana", skills=["data"], days_a_year=8)
    somebody(world, "late", skills=["SEND"], expires=date(2028, 6, 30))
    ahead = queries.forecast(queries.next_cycle(world.cycle), queries.people_of(world.region, TODAY))
    assert (ahead.cycle, ahead.hosts) == (later, 2)
    assert ahead.needs[0] == queries.Need("Lead challenger: director", 2, 1, 4)
    assert [need.what for need in ahead.needs] == ["Lead challenger: director", "Reviewer: any officer"]
    # Eight days a year over a year and a half are twelve: four visits of three days.
    assert ahead.skills == [queries.Need("Data", 2, 1, 4), queries.Need("SEND", 1, 0, 0)]
    assert [need.missing for need in ahead.skills] == [0, 1]
    page = signed_in(world.rana).get(reverse("learning:pool", args=[world.cycle.ref]))
    assert "A drive for nominations is due" in page.text
    assert "What Fourth asks for" in page.text


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_asks_the_same_queries_whatever_the_pool(world, signed_in, django_assert_num_queries, rows):
    for number in range(rows):
        somebody(world, f"p{number}")
    client = signed_in(world.rana)
    with django_assert_num_queries(9):
        client.get(reverse("learning:pool", args=[world.cycle.ref]))


def test_the_ledger_is_a_file_with_a_line_for_each_member_and_cycle(world, signed_in):
    response = signed_in(world.sam).get(reverse("cycles:ledger_file", args=[world.cycle.ref]))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Body,Cycle,Days given,Days received"
    assert "Calderdale,Third cycle,0,21" in lines
    assert "Wakefield,Third cycle,3,0" in lines
    assert len(lines) == 1 + world.cycle.members.count()
