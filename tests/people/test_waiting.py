"""What waits for somebody about themselves."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from people.models import Profile, Training
from people.queries import waiting_for
from people.waiting import Waiting
from tests.world import NOW

TODAY = NOW.date()


def whats(person):
    return [wait.what for wait in waiting_for(person.user, TODAY)]


def test_nothing_waits_for_a_trained_reviewer(world):
    assert whats(world.petra) == []


@pytest.mark.parametrize(("days", "waits"), [(90, True), (91, False), (0, True)])
def test_training_that_runs_out_within_ninety_days_waits_with_its_last_day(world, days, waits):
    last = TODAY + timedelta(days=days)
    Training.objects.filter(person=world.petra).update(expires_on=last)
    expected = [Waiting("Renew your training", "It runs out soon", reverse("people:add_own_training"), last)]
    assert waiting_for(world.petra.user, TODAY) == (expected if waits else [])


def test_training_that_has_run_out_waits(world):
    Training.objects.filter(person=world.petra).update(expires_on=TODAY - timedelta(days=1))
    assert whats(world.petra) == ["Record training that counts"]


def test_a_newer_course_settles_it(world):
    Training.objects.filter(person=world.petra).update(expires_on=TODAY)
    Training.objects.create(person=world.petra, course="Refresher", completed_on=TODAY)
    assert whats(world.petra) == []


@pytest.mark.parametrize(("days", "waits"), [(365, True), (364, False)])
def test_a_profile_unchanged_for_a_year_waits(world, days, waits):
    Profile.objects.filter(person=world.petra).update(updated_on=TODAY - timedelta(days=days))
    assert whats(world.petra) == (["Look through your profile"] if waits else [])


def test_saving_the_profile_settles_it(signed_in, world):
    Profile.objects.filter(person=world.petra).update(updated_on=TODAY - timedelta(days=400))
    signed_in(world.petra).post(reverse("people:edit_profile"), {"name": "Petra", "days_a_year": 8, "version": 1})
    assert whats(world.petra) == []


def test_a_resting_profile_waits_for_nothing(world):
    Training.objects.filter(person=world.sam).delete()
    Profile.objects.filter(person=world.sam).update(active=False)
    assert whats(world.sam) == []


@pytest.mark.parametrize(("key", "waits"), [("rana", True), ("ada", True), ("idris", True), ("carys", False)])
def test_those_who_look_after_others_need_a_second_step(world, key, waits):
    person = getattr(world, key)
    assert ("Set up a second step for signing in" in whats(person)) == waits
    totp.TOTP.activate(person.user, totp.generate_totp_secret())
    assert whats(person) == []


def test_it_takes_one_query_beside_the_memberships(world, django_assert_num_queries):
    user = type(world.rana.user).objects.get(person=world.rana)
    with django_assert_num_queries(2):
        waiting_for(user, TODAY)
