"""People are counted once, by number alone; the report and home get what was counted."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from people.waiting import Waiting
from reviews.actions import people_met as actions
from reviews.models import Document, Session, SessionReviewer
from reviews.queries import activity_counts
from reviews.queries import people_met as queries
from tests.waits import waits_on
from tests.world import NOW, VISIT_STARTS

TODAY = NOW.date()


@pytest.fixture
def world(world_at):
    return world_at(State.ON_SITE)


def url(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def session(world, *people, kind="group", day=VISIT_STARTS, hours=1, **fields):
    made = Session.objects.create(
        challenge=world.challenge,
        day=day,
        starts=time(9),
        ends=time(9 + hours),
        kind=kind,
        **{"title": "Duty team", **fields},
    )
    for person in people:
        SessionReviewer.objects.create(session=made, seat=world.seats[person])
    return made


def test_numbers_are_recorded_and_the_session_was_held(world, signed_in):
    row = session(world)
    response = signed_in(world.petra).post(url(world, "record_people_met", row.ref), {"met": "8", "already_met": "3"})
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.met, row.already_met, row.status) == (8, 3, "held")


def test_of_two_who_count_the_second_is_told_and_may_replace(world, signed_in):
    row = session(world)
    address = url(world, "record_people_met", row.ref)
    seen = str(row.version)
    first = signed_in(world.petra).post(address, {"met": "8", "already_met": "3", "version": seen})
    again = signed_in(world.petra).post(address, {"met": "8", "already_met": "3", "version": seen})
    second = signed_in(world.amir).post(address, {"met": "6", "already_met": "3", "version": seen})
    assert (first.status_code, again.status_code, second.status_code) == (302, 302, 409)
    assert f"{world.petra} saved this" in second.text
    assert 'value="6"' in second.text
    standing = second.context["form"]["version"].value()
    third = signed_in(world.amir).post(address, {"met": "6", "already_met": "3", "version": standing})
    row.refresh_from_db()
    assert (third.status_code, row.met) == (302, 6)


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"met": "", "already_met": "0"}, "met", "Enter a whole number, 0 if nobody came"),
        ({"met": "a few", "already_met": "0"}, "met", "Enter a whole number, 0 if nobody came"),
        ({"met": "2", "already_met": "3"}, "already_met", "Of the people met, no more can have been met already."),
    ],
)
def test_wrong_numbers_are_a_sentence_at_the_field(world, signed_in, data, field, words):
    row = session(world)
    response = signed_in(world.petra).post(url(world, "record_people_met", row.ref), data)
    assert response.status_code in (409, 422)
    assert response.context["form"].errors[field][0].startswith(words)
    row.refresh_from_db()
    assert row.met is None


def test_a_cancelled_session_met_nobody(world):
    row = session(world, status="cancelled")
    with pytest.raises(Refusal, match="was cancelled"):
        actions.record_people_met(session=row, met=1, already_met=0, seen=row.version, by=world.petra, at=NOW)


def test_people_are_counted_once(world, signed_in):
    session(world, met=8, already_met=0)
    session(world, met=6, already_met=5)
    session(world, kind="case_review", met=12, already_met=0)
    session(world, kind="moderation")
    session(world, status="cancelled", met=50, already_met=0)
    session(world, title="Not recorded yet")
    assert queries.total_met(world.challenge) == 9
    page = signed_in(world.petra).get(url(world, "people_met")).content.decode()
    assert "Not recorded yet" in page
    assert "12 read" in page


def test_what_the_team_did_is_counted_for_the_report(world):
    session(world, "petra", "amir", met=8, already_met=0)
    session(world, "petra", kind="interview", hours=2, met=2, already_met=1)
    session(world, "petra", kind="case_review", met=12, already_met=2)
    session(world, "tom", kind="focus_group", status="cancelled")
    Document.objects.create(challenge=world.challenge, kind="board", title="Minutes")
    assert activity_counts(world.challenge) == [
        ("Sessions", 3),
        ("Interviews", 1),
        ("Group discussions", 1),
        ("Reviews of case records", 1),
        ("Different people met, at least", 9),
        ("Case records read", 10),
        ("Documents read", 1),
        ("Hours of the team in sessions", 5),
    ]


def test_a_challenge_that_has_not_begun_counts_nothing(world):
    assert activity_counts(world.challenge) == []


def test_missing_numbers_wait_for_whoever_was_there(world):
    session(world, "petra")
    session(world, "petra", day=TODAY)
    session(world, "petra", day=TODAY + timedelta(days=1))
    session(world, "petra", kind="moderation")
    session(world, "amir", met=3, already_met=0)
    about, page = "Calderdale: Transitions", url(world, "people_met")
    assert waits_on(queries, world.petra.user, TODAY) == [
        Waiting("Record how many people you met in 2 sessions", about, page, VISIT_STARTS)
    ]
    assert waits_on(queries, world.amir.user, TODAY) == []
    assert waits_on(queries, world.ben.user, TODAY) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries, count):
    for _ in range(count):
        session(world, met=2, already_met=0)
    client = signed_in(world.petra)
    with django_assert_num_queries(8):
        page = client.get(url(world, "people_met")).content.decode()
    assert page.count('<li class="line">') == count


def test_planned_is_set_against_met_by_group(world, signed_in):
    session(world, source="partner_police", expected=6, met=4, already_met=1)
    session(world, source="partner_health", expected=5)
    session(world, source="carers", expected=3, met=5, already_met=0)
    session(world, source="front_line", expected=8, status="cancelled", cancelled_reason="Ill")
    page = signed_in(world.petra).get(url(world, "people_met"))
    rows = {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in page.context["heard"]}
    assert rows["Police"] == [1, 6, "3, 3 fewer than planned"]
    assert rows["Health"] == [1, 5, "Not counted yet"]
    assert rows["People who use services and carers"] == [1, 3, "5"]
    assert rows["Front-line staff"] == [0, 0, "No session"]
    shown = signed_in(world.ben).get(url(world, "timetable"))
    assert {len(row) for row in shown.context["heard"]} == {3}
    assert "fewer than planned" not in shown.text
