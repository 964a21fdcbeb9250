"""Moving sessions: what would be is said first, a blocked move changes nothing, the last one can be taken back."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from notices.models import Message
from people.refusal import Refusal
from reviews.actions import moving, timetable
from reviews.guard import Stale
from reviews.models import Session, SessionMove
from tests import world as worlds
from tests.world import NOW

DAY = worlds.VISIT_STARTS
JSON = {"Accept": "application/json"}


def add(world, title, hour, *people, **more):
    leads = tuple(world.seats[one] for one in people)
    plan = timetable.Plan(DAY, time(hour), time(hour + 1), "group", title, leads=leads, **more)
    return timetable.add_session(challenge=world.challenge, plan=plan, by=world.ben, at=NOW)


@pytest.fixture
def duty(world):
    add(world, "Carers", 11, "petra", track=2)
    return add(world, "Duty team", 9, "petra", room="Room 4")


def url(session):
    return reverse("reviews:move_session", args=[session.challenge.ref, session.ref])


def typed(starts, day=DAY, **more):
    return {"day": day.isoformat(), "starts": starts, "track": "1", "version": "0", **more}


def stands(session):
    session.refresh_from_db()
    return session.day, session.starts, session.track, session.version


def test_the_board_is_told_what_would_be_and_nothing_changes(duty, world, signed_in, django_assert_num_queries):
    client = signed_in(world.ben)
    client.get(url(duty))
    with django_assert_num_queries(12):
        blocked = client.get(url(duty), typed("10:30"), headers=JSON).json()
    assert not blocked["fits"]
    assert blocked["said"].startswith("Tuesday 9 February, 10:30, track 1. Petra is in two sessions at once")
    fine = client.get(url(duty), typed("14:00", DAY + timedelta(days=1)), headers=JSON).json()
    assert fine["fits"]
    assert "There is no team meeting on Wednesday 10 February" in fine["said"]  # what was so before is not said again
    assert "Tuesday 9 February." not in fine["said"]
    assert not client.get(url(duty), typed("late"), headers=JSON).json()["fits"]
    assert client.get(url(duty), typed("23:30"), headers=JSON).json()["said"].startswith("The session would run past")
    assert stands(duty) == (DAY, time(9), 1, 0)


def test_a_session_is_moved_and_taken_back(duty, world, signed_in):
    client = signed_in(world.ben)
    moved = client.post(url(duty), typed("14:00", track="3"), headers=JSON).json()
    assert moved == {"fits": True, "said": "“Duty team” is now on Tuesday 9 February, 14:00 to 15:00, track 3."}
    assert stands(duty) == (DAY, time(14), 3, 1)
    stale = client.post(url(duty), typed("15:00"), headers=JSON).json()
    assert stale == {"fits": False, "said": "Somebody has changed this session since. Open the page again to see it."}
    page = client.get(reverse("reviews:build_timetable", args=[world.challenge.ref]))
    assert "It puts “Duty team” back to Tuesday 9 February, 09:00." in page.content.decode()
    assert client.post(reverse("reviews:undo_move", args=[world.challenge.ref])).status_code == 302
    assert stands(duty) == (DAY, time(9), 1, 2)
    with pytest.raises(Refusal, match="no move of yours"):
        moving.undo_move(challenge=world.challenge, by=world.ben, at=NOW)


def test_a_blocked_move_changes_nothing_by_board_or_form(duty, world, signed_in):
    client = signed_in(world.ben)
    said = client.post(url(duty), typed("11:30"), headers=JSON).json()
    assert not said["fits"]
    assert said["said"].endswith("Nothing was saved.")
    form = client.post(url(duty), typed("11:30"))
    assert form.status_code == 409
    assert "Petra is in two sessions at once" in form.content.decode()
    assert stands(duty) == (DAY, time(9), 1, 0)
    assert not SessionMove.objects.exists()
    assert client.post(url(duty), typed("10:00")).status_code == 302


def test_what_somebody_changed_since_is_not_taken_back(duty, world):
    moving.move_session(session=duty, day=DAY, starts=time(14), track=1, seen=0, by=world.ben, at=NOW)
    with pytest.raises(Stale):
        moving.move_session(session=duty, day=DAY, starts=time(15), track=1, seen=0, by=world.mina, at=NOW)
    assert moving.last_move(world.challenge, world.mina) is None  # one's own moves alone
    moving.move_session(session=duty, day=DAY, starts=time(15), track=1, seen=1, by=world.mina, at=NOW)
    assert moving.last_move(world.challenge, world.ben) is None
    timetable.cancel_session(session=duty, reason="Snow", by=world.ben, at=NOW)
    duty.refresh_from_db()
    with pytest.raises(Refusal, match="held or cancelled"):
        moving.move_session(session=duty, day=DAY, starts=time(9), track=1, seen=3, by=world.ben, at=NOW)


def test_on_site_those_who_go_are_told_when_and_where_and_no_more(world_at):
    world = worlds.build(State.ON_SITE)
    duty = add(world, "Duty team", 9, "petra", "amir", room="Room 4")
    Message.objects.all().delete()
    moving.move_session(session=duty, day=DAY, starts=time(14), track=1, seen=0, by=world.amir, at=NOW)
    message = Message.objects.get()  # Amir moved it himself
    assert (message.recipient, message.subject) == (world.petra, "Your timetable has changed: Duty team")
    assert "It is now on Tuesday 9 February from 14:00 to 15:00 in Room 4." in message.body
    assert world.challenge.topic not in message.body
    timetable.cancel_session(session=duty, reason="Somebody is ill", by=world.ben, at=NOW)
    cancelled = Message.objects.filter(body__contains="It is cancelled.")
    assert {one.recipient for one in cancelled} == {world.petra, world.amir}
    assert not any("ill" in one.body.split("http")[0].split() for one in cancelled)


def test_before_the_visit_nobody_is_told(duty, world):
    moving.move_session(session=duty, day=DAY, starts=time(14), track=1, seen=0, by=world.ben, at=NOW)
    assert not Message.objects.exists()


def test_the_builder_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries):
    client = signed_in(world.ben)
    page = reverse("reviews:build_timetable", args=[world.challenge.ref])
    for hours in ((8,), (9, 10, 11, 13, 14, 15)):
        for hour in hours:
            add(world, f"S{hour}", hour, "petra")
        client.get(page)
        with django_assert_num_queries(12):
            client.get(page)
    assert Session.objects.count() == 7
