"""Own view first: nobody sees the others' before they have written theirs, and only some see whose it is."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cycles.models import State
from peerchallenge.queries import waits_of
from reviews.models import EmergingView, LineOfEnquiry
from reviews.queries.emerging import Day, view_days
from tests.world import NOW

TODAY = NOW.date()
NUMBER = {"tom": "one", "mina": "two", "petra": "three", "amir": "four", "joan": "five", "olu": "six"}
SAID = {"tom": "mixed", "mina": "strength", "petra": "strength", "amir": "development", "joan": "strength"}


@pytest.fixture
def world(world_at):
    world = world_at(State.ON_SITE)
    for number, question in enumerate(["Do families know?", "Is support joined up?"], 1):
        LineOfEnquiry.objects.create(challenge=world.challenge, number=number, question=question)
    world.lines = list(world.challenge.lines.order_by("number"))
    return world


def said(world, leans, text, seen=0):
    return {
        f"{part}_{line.ref}": value
        for line in world.lines
        for part, value in (("leans", leans), ("confidence", "sure"), ("text", text), ("seen", seen))
    }


def write(world, signed_in, key, leans="mixed", text="", **more):
    address = reverse("reviews:write_views", args=[world.challenge.ref])
    return signed_in(getattr(world, key)).post(
        address, {**said(world, leans, text or f"So says {NUMBER[key]}."), **more}
    )


def compare(world, signed_in, key, **wanted):
    return signed_in(getattr(world, key)).get(reverse("reviews:emerging_views", args=[world.challenge.ref]), wanted)


def whos(page):
    return [row.who for row in page.context["rows"]]


def test_ones_own_comes_first_and_until_then_there_is_a_number(world, signed_in):
    write(world, signed_in, "tom")
    shown = compare(world, signed_in, "petra")
    assert "You have still to write your view of 2 lines" in shown.text
    assert "<strong>4</strong> of 5 are" in shown.text
    assert "So says" not in shown.text
    first = world.lines[0].ref
    half = {name: value for name, value in said(world, "mixed", "Half of mine.").items() if first in name}
    signed_in(world.petra).post(reverse("reviews:write_views", args=[world.challenge.ref]), half)
    assert "So says one." not in compare(world, signed_in, "petra").text
    write(world, signed_in, "petra", text="All of mine.", **{f"seen_{first}": 1})
    assert "So says one." in compare(world, signed_in, "petra").text
    assert "So says one." in compare(world, signed_in, "olu").text  # an observer writes none
    assert compare(world, signed_in, "nia").status_code == 403
    assert write(world, signed_in, "olu").status_code == 403


def test_only_lead_and_manager_see_whose_view_it_is(world, signed_in):
    for key, leans in SAID.items():
        write(world, signed_in, key, leans)
    for_petra = compare(world, signed_in, "petra")
    assert whos(for_petra) == ["You", *["A colleague"] * 4]
    assert "Amir" not in for_petra.text
    assert whos(compare(world, signed_in, "olu")) == ["A colleague"] * 5
    assert sorted(whos(compare(world, signed_in, "mina"))) == ["Amir", "Joan", "Petra", "Tom", "You"]
    (column, _) = for_petra.context["columns"]
    assert column.words == "3 of 5: strength"
    assert [(part["value"], part["count"]) for part in column.tally] == [
        ("strength", 3),
        ("mixed", 1),
        ("development", 1),
    ]


def test_the_order_is_neither_that_of_writing_nor_that_of_seats(world, signed_in):
    for key in SAID:
        write(world, signed_in, key)
    stood = [row.cells[0]["text"] for row in compare(world, signed_in, "olu").context["rows"]]
    assert sorted(stood) == sorted(f"So says {NUMBER[key]}." for key in SAID)
    days = [TODAY + timedelta(days=n) for n in range(20)]
    firsts = {min(SAID, key=lambda key: Day(world.challenge, day, []).place_of(getattr(world, key))) for day in days}
    assert len(firsts) > 1  # each day stands in an order of its own
    assert stood == [row.cells[0]["text"] for row in compare(world, signed_in, "olu").context["rows"]]


def test_saving_twice_keeps_one_and_two_devices_lose_nothing(world, signed_in):
    for _ in range(2):
        assert write(world, signed_in, "petra").status_code == 302
    assert list(EmergingView.objects.values_list("revision", flat=True)) == [1, 1]
    stale = write(world, signed_in, "petra", text="From the other device.")
    assert stale.status_code == 409
    assert "Kept now is “mixed: So says three.”" in stale.text
    assert "From the other device." in stale.text
    first, second = world.lines
    assert stale.context["form"].data[f"seen_{first.ref}"] == "1"
    assert EmergingView.objects.filter(revision=1).count() == 2  # all or none
    agreed = {f"seen_{first.ref}": 1, f"seen_{second.ref}": 1}
    assert write(world, signed_in, "petra", text="From the other device.", **agreed).status_code == 302
    assert list(EmergingView.objects.values_list("revision", flat=True)) == [2, 2]


def test_a_mind_changed_after_seeing_the_others_shows_where_it_began(world, signed_in):
    (first, _) = world.lines
    half = {name: value for name, value in said(world, "mixed", "Half.").items() if first.ref in name}
    signed_in(world.petra).post(reverse("reviews:write_views", args=[world.challenge.ref]), half)
    write(world, signed_in, "petra", "strength", **{f"seen_{first.ref}": 1})
    assert set(EmergingView.objects.values_list("leant_first", flat=True)) == {""}  # nothing was seen by then
    again = {f"seen_{line.ref}": 3 - line.number for line in world.lines}
    write(world, signed_in, "petra", "development", **again)
    shown = compare(world, signed_in, "olu").text
    assert shown.count("at first: strength") == len(world.lines)
    write(world, signed_in, "petra", "strength", **{name: seen + 1 for name, seen in again.items()})
    assert "at first" not in compare(world, signed_in, "olu").text


def test_half_a_view_comes_back_with_what_was_typed(world, signed_in):
    ref = world.lines[0].ref
    address = reverse("reviews:write_views", args=[world.challenge.ref])
    answer = signed_in(world.petra).post(address, {f"text_{ref}": "Only words."})
    assert answer.status_code == 422
    assert "Choose which way it leans (line 1)" in answer.text
    assert "Only words." in answer.text
    named = write(world, signed_in, "petra", text="Ask Amir about it.")
    assert named.status_code == 409
    assert "Take the name out" in named.text


def test_views_begin_on_the_second_day_and_yesterdays_wait_for_todays(world, signed_in):
    visit = world.challenge.visit
    assert view_days(visit) == [TODAY, TODAY + timedelta(days=1)]
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        assert "The first day for them is 10 February 2027" in compare(world, signed_in, "petra").text
        early = write(world, signed_in, "petra")
        assert early.status_code == 409
        assert "written from 10 February on" in early.text
    write(world, signed_in, "tom")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yesterday = {"day": TODAY.isoformat()}
        assert "So says one." not in compare(world, signed_in, "petra", **yesterday).text
        write(world, signed_in, "petra", text="A day later.")
        assert "So says one." in compare(world, signed_in, "petra", **yesterday).text
    visit.ends_on = visit.starts_on
    assert view_days(visit) == [visit.starts_on]


def test_ones_own_view_waits_at_home_until_it_is_written(world, signed_in):
    def waits():
        return [line.what for line in waits_of(world.petra.user, TODAY)]

    assert "Write your own view of each line" in waits()
    write(world, signed_in, "petra")
    assert "Write your own view of each line" not in waits()


@pytest.mark.parametrize(("name", "queries"), [("emerging_views", 8), ("write_views", 7)])
def test_they_ask_a_set_number_of_questions(world, signed_in, django_assert_num_queries, name, queries):
    address = reverse(f"reviews:{name}", args=[world.challenge.ref])
    for keys in (["petra"], ["tom", "mina", "amir", "joan"]):
        for key in keys:
            write(world, signed_in, key)
        client = signed_in(world.petra)
        with django_assert_num_queries(queries):
            client.get(address)
