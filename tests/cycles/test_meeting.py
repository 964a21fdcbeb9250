"""Meetings: arranged, minuted by one of two editors, and what they ask of people."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.actions import meeting as actions
from cycles.models import Component, Meeting, MeetingAction, State
from people.refusal import Refusal
from tests.world import NOW

BEFORE = NOW - timedelta(days=20)


def arrange(world, kind="planning", starts_at=BEFORE):
    """Arrange a meeting of an hour."""
    return actions.schedule_meeting(
        challenge=world.challenge,
        kind=kind,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        by=world.mina,
        at=BEFORE,
    )


def test_a_meeting_arranged_is_on_the_timeline(world):
    arrange(world, kind="team_call")
    event = world.challenge.events.get()
    assert (event.what, event.sentence) == ("schedule_meeting", "Team call arranged for 21 January 2027")


def test_a_planning_meeting_held_completes_its_component(world):
    meeting = arrange(world)
    assert not world.challenge.components.exists()
    actions.minute_meeting(meeting=meeting, version=1, minutes="Agreed.", held=True, by=world.mina, at=NOW)
    assert list(world.challenge.components.values_list("key", "note", "done_by__name")) == [
        ("planning_meeting", "Planning meeting of 21 January 2027", "Mina")
    ]


def test_a_second_planning_meeting_leaves_the_component_alone(world):
    for _ in range(2):
        meeting = arrange(world)
        actions.minute_meeting(meeting=meeting, version=1, minutes="", held=True, by=world.mina, at=NOW)
    assert world.challenge.components.count() == 1


def test_a_feedback_meeting_booked_completes_its_component(world):
    arrange(world, kind="feedback", starts_at=NOW + timedelta(days=1))
    assert world.challenge.components.get().key == Component.Key.FEEDBACK_BOOKED


def test_a_feedback_meeting_cancelled_is_no_longer_booked_unless_another_is(world):
    one, other = (arrange(world, kind="feedback", starts_at=NOW + timedelta(days=days)) for days in (1, 2))
    actions.cancel_meeting(meeting=one, by=world.mina, at=NOW)
    assert world.challenge.components.get().key == Component.Key.FEEDBACK_BOOKED
    actions.cancel_meeting(meeting=other, by=world.mina, at=NOW)
    assert not world.challenge.components.exists()


def test_a_meeting_after_the_components_are_closed_still_works(world_at):
    world = world_at(State.ACCURACY)
    arrange(world, kind="feedback")
    assert not world.challenge.components.exists()


def test_a_meeting_ahead_cannot_have_taken_place(world):
    meeting = arrange(world, starts_at=NOW + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        actions.minute_meeting(meeting=meeting, version=1, minutes="", held=True, by=world.mina, at=NOW)
    assert (refused.value.sentence, refused.value.field) == (
        "This meeting has not started yet, so it cannot have taken place.",
        "held",
    )


def test_the_second_of_two_editors_is_told_and_keeps_their_text(world, signed_in):
    meeting = arrange(world)
    actions.minute_meeting(meeting=meeting, version=1, minutes="Tom's words", held=True, by=world.tom, at=NOW)
    client = signed_in(world.mina)
    address = reverse("cycles:minute_meeting", args=[world.challenge.ref, meeting.ref])
    response = client.post(address, {"minutes": "Mina's words", "held": "on", "version": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Tom changed this meeting on 10 February 2027 at 12:00, after you opened it." in page
    assert "Mina&#x27;s words" in page
    assert "Tom&#x27;s words" in page
    assert Meeting.objects.get().minutes == "Tom's words"
    assert 'name="version" value="2"' in page
    assert client.post(address, {"minutes": "Both", "held": "on", "version": 2}).status_code == 302
    assert (Meeting.objects.get().minutes, Meeting.objects.get().changed_by) == ("Both", world.mina)


def test_where_and_when_are_changed_by_one_of_two_editors_too(world, signed_in):
    meeting = arrange(world)
    data = {
        "kind": "planning",
        "day_day": "22",
        "day_month": "1",
        "day_year": "2027",
        "starts": "09:00",
        "ends": "10:30",
    }
    address = reverse("cycles:change_meeting", args=[world.challenge.ref, meeting.ref])
    client = signed_in(world.mina)
    assert client.post(address, {**data, "place": "Town hall", "version": 1}).status_code == 302
    response = client.post(address, {**data, "place": "Library", "version": 1})
    assert response.status_code == 409
    assert "It is now: planning meeting, 22 January 2027, 09:00 to 10:30, Town hall." in response.content.decode()
    assert Meeting.objects.get().place == "Town hall"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends": "08:00"}, "The meeting must end after it starts"),
        ({"day_month": ""}, "The day of the meeting must include a month"),
        ({"starts": "morning"}, "Enter a valid time."),
    ],
)
def test_a_meeting_that_cannot_be_comes_back_as_typed(world, signed_in, change, sentence):
    data = {
        "kind": "planning",
        "day_day": "22",
        "day_month": "1",
        "day_year": "2027",
        "starts": "09:00",
        "ends": "10:30",
    }
    address = reverse("cycles:schedule_meeting", args=[world.challenge.ref])
    response = signed_in(world.ben).post(address, {**data, "place": "Town hall", **change})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Town hall" in response.content.decode()
    assert not Meeting.objects.exists()


def test_an_action_has_an_owner_from_around_the_challenge(world, signed_in):
    meeting = arrange(world)
    client = signed_in(world.mina)
    address = reverse("cycles:add_action", args=[world.challenge.ref, meeting.ref])
    due = {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2027"}
    assert client.post(address, {"text": "Send the pack", "owner": world.sam.ref, **due}).status_code == 422
    assert client.post(address, {"text": "Send the pack", "owner": world.ben.ref, **due}).status_code == 302
    action = MeetingAction.objects.get()
    assert (action.text, action.owner, action.due_on) == ("Send the pack", world.ben, date(2027, 2, 1))
    done = reverse("cycles:finish_action", args=[world.challenge.ref, meeting.ref, action.ref])
    assert client.post(done).status_code == 302
    action.refresh_from_db()
    assert action.done_on == NOW.date()
    client.post(done)
    action.refresh_from_db()
    assert action.done_on is None


@pytest.mark.parametrize("count", [1, 30])
def test_meetings_ask_a_fixed_number_of_queries(world, signed_in, django_assert_num_queries, count):
    for number in range(count):
        meeting = arrange(world, kind="other", starts_at=BEFORE + timedelta(hours=number))
        for _ in range(count):
            actions.add_action(meeting=meeting, text="Do", owner=world.ben, due_on=None, by=world.mina, at=NOW)
    client = signed_in(world.mina)
    with django_assert_num_queries(8):
        page = client.get(reverse("cycles:meetings", args=[world.challenge.ref])).content.decode()
    assert page.count("Other meeting") == count
    with django_assert_num_queries(10):
        page = client.get(reverse("cycles:meeting", args=[world.challenge.ref, meeting.ref])).content.decode()
    assert page.count("Mark as done") == count


def test_an_empty_list_says_what_will_be_there(world, signed_in):
    page = signed_in(world.petra).get(reverse("cycles:meetings", args=[world.challenge.ref])).content.decode()
    assert "No meeting yet." in page
    assert "Arrange a meeting" not in page
