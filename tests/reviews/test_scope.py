"""The scope and the lines of enquiry: limits from the shape, and two people editing at once."""

import pytest
from django.urls import reverse

from cycles.models import Challenge, Event, State
from people.refusal import Refusal
from reviews.actions import scope as actions
from reviews.models import LineOfEnquiry
from tests.world import NOW


def url(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def line(world, question="Do plans start early?"):
    return actions.add_line(challenge=world.challenge, question=question, by=world.tom, at=NOW)


def numbers(world):
    return list(world.challenge.lines.order_by("number").values_list("number", "question"))


ANSWERS = {"topic": "Transitions", "purpose": "progress", "question": "Is it working?", "in_scope": "All of it"}


def test_the_scope_is_saved_and_counted(world, signed_in):
    response = signed_in(world.tom).post(url(world, "edit_scope"), {**ANSWERS, "version": 0})
    assert response.status_code == 302
    saved = Challenge.objects.get(pk=world.challenge.pk)
    assert (saved.purpose, saved.question, saved.version) == ("progress", "Is it working?", 1)
    event = Event.objects.get(challenge=saved)
    assert event.sentence == "Scope: changed the purpose, the overarching question and what is in scope"


def test_saving_the_same_words_changes_nothing(world):
    actions.edit_scope(challenge=world.challenge, seen=0, by=world.tom, at=NOW, topic="Transitions")
    assert Challenge.objects.get(pk=world.challenge.pk).version == 0
    assert not Event.objects.exists()


def test_the_second_editor_is_told_who_changed_what_and_keeps_the_text(world, signed_in):
    actions.edit_scope(challenge=world.challenge, seen=0, by=world.carys, at=NOW, sensitivities="A restructure")
    client = signed_in(world.tom)
    response = client.post(url(world, "edit_scope"), {**ANSWERS, "version": 0})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Carys changed the sensitivities at 12:00 on 10 February, while you were writing" in page
    assert "Is it working?" in page
    assert 'name="version" value="1"' in page
    assert Challenge.objects.get(pk=world.challenge.pk).question == ""
    again = client.post(url(world, "edit_scope"), {**ANSWERS, "version": 1})
    assert again.status_code == 302
    assert Challenge.objects.get(pk=world.challenge.pk).question == "Is it working?"


@pytest.mark.breaks_rules
def test_a_topic_of_another_challenge_of_the_host_is_refused_at_the_field(world, signed_in):
    Challenge.objects.create(
        cycle=world.cycle, visit=world.challenge.visit, shape=world.shape, host=world.host, topic="Early help"
    )
    response = signed_in(world.tom).post(url(world, "edit_scope"), {**ANSWERS, "topic": "Early help", "version": 0})
    assert response.status_code == 409
    assert response.context["form"].errors["topic"] == [
        "Calderdale already has a challenge on “Early help” in this cycle."
    ]


def test_no_more_lines_than_the_shape_takes(world, signed_in):
    for number in range(4):
        line(world, f"Question {number}")
    response = signed_in(world.carys).post(url(world, "add_line"), {"question": "A fifth"})
    assert response.status_code == 409
    assert "at most 4 lines of enquiry" in response.content.decode()
    assert "A fifth" in response.content.decode()
    assert world.challenge.lines.count() == 4


def test_lines_move_and_close_up(world):
    first, second, third = line(world, "One"), line(world, "Two"), line(world, "Three")
    actions.move_line(line=third, up=True, by=world.tom, at=NOW)
    assert numbers(world) == [(1, "One"), (2, "Three"), (3, "Two")]
    actions.move_line(line=first, up=True, by=world.tom, at=NOW)
    actions.remove_line(line=first, by=world.tom, at=NOW)
    assert numbers(world) == [(1, "Three"), (2, "Two")]
    with pytest.raises(Refusal, match="at least 2"):
        actions.remove_line(line=second, by=world.tom, at=NOW)


def test_the_second_editor_of_a_line_sees_what_is_saved_now(world, signed_in):
    row = line(world)
    actions.edit_line(line=row, question="Theirs", prompts="", reviewer=None, seen=0, by=world.mina, at=NOW)
    response = signed_in(world.tom).post(url(world, "edit_line", row.ref), {"question": "Mine", "version": 0})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mina saved this at 12:00 on 10 February, while you were writing" in page
    assert "Theirs" in page
    assert "Mine" in page
    assert LineOfEnquiry.objects.get().question == "Theirs"


def test_only_an_accepted_seat_leads_on_a_line(world, signed_in):
    world.seats["petra"].status = "withdrawn"
    world.seats["petra"].save()
    data = {"question": "Who?", "reviewer": world.seats["petra"].pk}
    response = signed_in(world.mina).post(url(world, "add_line"), data)
    assert response.status_code == 422
    assert "accepted a seat" in str(response.context["form"].errors["reviewer"])


def test_a_line_removed_meanwhile_is_a_sentence(world, signed_in):
    rows = [line(world, text) for text in ("One", "Two", "Three")]
    actions.remove_line(line=rows[0], by=world.carys, at=NOW)
    with pytest.raises(Refusal, match="Somebody has removed this line"):
        actions.move_line(line=rows[0], up=False, by=world.tom, at=NOW)
    assert signed_in(world.tom).post(url(world, "remove_line", rows[0].ref)).status_code == 404


def test_the_scope_is_closed_on_site(world_at):
    world = world_at(State.ON_SITE)
    with pytest.raises(Refusal, match="now “on site”"):
        line(world)


@pytest.mark.parametrize("count", [1, 4])
def test_the_scope_page_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries, count):
    for number in range(count):
        line(world, f"Question {number}")
    client = signed_in(world.tom)
    with django_assert_num_queries(8):
        page = client.get(url(world, "scope")).content.decode()
    assert f"Question {count - 1}" in page


def test_start_preparing_is_refused_until_the_lines_are_written(world_at, signed_in):
    world = world_at(State.SCOPING)
    world.challenge.purpose = "progress"
    world.challenge.save()
    line(world)
    start = reverse("cycles:start_preparing", args=[world.challenge.ref])
    client = signed_in(world.rana)
    page = client.post(start, follow=True).content.decode()
    assert "at least 2 lines of enquiry (there is 1)" in page
    assert Challenge.objects.get().state == State.SCOPING
    line(world, "Who listens?")
    client.post(start)
    assert Challenge.objects.get().state == State.PREPARING
