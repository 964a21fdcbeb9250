"""The plan of feedback: who hears what the team found, when and in what form, and that it was given."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles import duties
from cycles.calendars import entries_for
from cycles.models import Event
from notices.models import Duty
from people.refusal import Refusal
from reviews.actions import feedback as actions
from reviews.models import PlannedFeedback
from tests.world import NOW

STAFF = {"form": "summary", "giver": "host", "note": "No jargon", "version": 0}


def day(field, when):
    return {f"{field}_day": when.day, f"{field}_month": when.month, f"{field}_year": when.year}


def url(world, audience="staff"):
    return reverse("reviews:plan_feedback", args=[world.challenge.ref, audience])


def plan(world, audience="leaders", giver="team", due_on=date(2027, 2, 11), seen=0, **more):
    common = {"form": "presentation", "giver": giver, "due_on": due_on, "seen": seen, "by": world.tom, "at": NOW}
    return actions.plan_feedback(challenge=world.challenge, audience=audience, **{**common, **more})


def scope(client, world):
    return client.get(reverse("reviews:scope", args=[world.challenge.ref])).content.decode()


@pytest.mark.django_db
def test_feedback_is_planned_at_scoping_and_shown_to_team_and_host(world_at, signed_in):
    world = world_at("scoping")
    assert "No feedback is planned yet" in scope(signed_in(world.petra), world)
    ben = signed_in(world.ben)
    assert scope(ben, world).count("Not planned yet") == 6
    assert "given_on" not in ben.get(url(world)).context["form"].fields
    due = world.challenge.visit.ends_on + timedelta(days=14)
    assert ben.post(url(world), {**STAFF, **day("due_on", due)}).status_code == 302
    page = scope(signed_in(world.petra), world)
    assert "Summary in plain words" in page
    assert "No jargon" in page
    assert "Not planned yet" not in page
    assert Event.objects.latest("pk").sentence.startswith("Feedback to staff who took part planned for")


@pytest.mark.django_db
def test_what_cannot_be_is_said_at_the_field_and_the_words_are_kept(world_at, signed_in):
    world = world_at("scoping")
    ben = signed_in(world.ben)
    response = ben.post(url(world), {**STAFF, "giver": ""})
    assert response.context["form"].errors == {
        "giver": ["Choose who gives it"],
        "due_on": ["Enter the day of the feedback"],
    }
    response = ben.post(url(world), {**STAFF, **day("due_on", world.challenge.visit.starts_on - timedelta(days=1))})
    assert response.context["form"].errors["due_on"][0].startswith("The visit begins on")
    assert "No jargon" in response.content.decode()
    assert ben.get(url(world, "nobody")).status_code == 404


@pytest.mark.django_db
def test_a_second_editor_is_told_and_none_can_be_planned_after_all(world_at, signed_in):
    world = world_at("scoping")
    due = world.challenge.visit.ends_on
    plan(world, "staff", due_on=due)
    ben = signed_in(world.ben)
    response = ben.post(url(world), {**STAFF, **day("due_on", due)})
    assert response.status_code == 409
    assert "Tom saved this" in response.content.decode()
    assert ben.post(url(world), {"form": "none", "version": 1}).status_code == 302
    assert not PlannedFeedback.objects.exists()


@pytest.mark.django_db
def test_planned_feedback_is_a_duty_and_stands_in_the_calendar_until_it_was_given(world_at):
    world = world_at("on_site")
    plan(world)
    plan(world, "staff", "host", date(2027, 2, 26))
    duties.keep_in_step([world.challenge.pk], NOW)
    found = Duty.objects.open().filter(kind__contains="feedback").order_by("due_on")
    assert [(row.kind, row.due_on, row.owner) for row in found] == [
        ("team_feedback:leaders", date(2027, 2, 11), "LD"),
        ("host_feedback:staff", date(2027, 2, 26), "HO"),
    ]
    assert found[1].path == url(world)
    titles = [entry.title for entry in entries_for(world.ben.user, NOW)]
    assert "Due: Give the feedback that was planned, and record it (Calderdale: staff who took part)" in titles
    with pytest.raises(Refusal, match="has not come yet"):
        plan(world, seen=1, given_on=date(2027, 2, 11))
    plan(world, seen=1, given_on=date(2027, 2, 10))
    duties.keep_in_step([world.challenge.pk], NOW)
    assert [row.kind for row in found.all()] == ["host_feedback:staff"]
    with pytest.raises(Refusal, match="it stays"):
        actions.drop_feedback(challenge=world.challenge, audience="leaders", seen=2, by=world.tom, at=NOW)
