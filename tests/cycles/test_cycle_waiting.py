"""What waits for a coordinator about a cycle, and for a sponsor who has not signed."""

from datetime import date, timedelta

import pytest

from cycles.models import Agreement, Cycle, CycleMember, State
from cycles.queries.planning import waiting_for
from people.models import Body, User
from tests.world import NOW

TODAY = NOW.date()


def said(person, today=TODAY):
    return [wait.what for wait in waiting_for(User.objects.get(person=person), today)]


def sign_all(world):
    for member in world.cycle.members.all():
        Agreement.objects.create(
            member=member, office="director", signed_name="D. Rector", signed_on=TODAY, recorded_by=world.rana
        )


def test_signatures_and_idle_hosts_wait_for_the_coordinator(world):
    assert said(world.rana) == ["Gather 9 signatures missing", "Plan a challenge for 8 hosts"]


def test_what_is_done_waits_no_longer(world):
    sign_all(world)
    world.cycle.members.exclude(body=world.host).delete()
    assert said(world.rana) == []


def test_a_plan_with_a_challenge_waits_to_be_released(world):
    Cycle.objects.update(released_at=None)
    assert said(world.rana)[-1] == "Review and release the plan"
    world.challenge.__class__.objects.update(state=State.CANCELLED)
    assert "Review and release the plan" not in said(world.rana)


def test_a_new_cycle_waits_for_its_members(world):
    world.cycle.members.all().delete()
    assert said(world.rana) == ["Add the members"]


def test_a_cycle_that_is_over_waits_for_nobody(world):
    assert said(world.rana, world.cycle.ends_on + timedelta(days=1)) == []


def test_those_who_act_for_a_body_are_asked_to_sign_once_there_is_a_text(world):
    assert said(world.carys) == []
    Cycle.objects.update(agreement_text="We host once and lend our people.")
    assert said(world.carys) == said(world.grace) == ["Sign the agreement for Calderdale"]
    sign_all(world)
    assert said(world.carys) == []


@pytest.mark.parametrize("key", ["petra", "ben", "idris", "ada", "sam"])
def test_nothing_of_it_waits_for_others(world, key):
    Cycle.objects.update(agreement_text="We host once and lend our people.")
    assert said(getattr(world, key)) == []


def test_one_question_whatever_the_number_of_members_and_cycles(world, django_assert_num_queries):
    for number in range(30):
        body = Body.objects.create(region=world.region, name=f"Body {number}")
        CycleMember.objects.create(cycle=world.cycle, body=body)
    for number in range(10):
        Cycle.objects.create(
            programme=world.programme, name=f"Cycle {number}", starts_on=date(2027, 1, 1), ends_on=date(2028, 1, 1)
        )
    user = User.objects.get(person=world.rana)
    with django_assert_num_queries(2):  # the memberships in force, the cycles with their members counted
        assert len(waiting_for(user, TODAY)) == 12
