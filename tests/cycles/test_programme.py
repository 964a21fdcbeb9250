"""A programme's own answers, shapes and themes, as its coordinator keeps them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cycles.actions import programme as actions
from cycles.models import Cycle, Framework, ProgrammeSetting, Shape, Theme
from cycles.policy import QUESTIONS, answers_of, policy_of
from people.refusal import Refusal
from tests.world import NOW, make_challenge

SHAPE = {"name": "Deep dive", "kind": "deep_dive", "days": 1, "team_size": 4, "min_lines": 1, "max_lines": 2}


def answer(world, value=12, reason="Our hosts asked for it.", **more):
    return actions.answer(
        programme=world.programme, key="accuracy_days", value=value, reason=reason, by=world.rana, at=NOW, **more
    )


def url(world, name, *args):
    return reverse(f"cycles:{name}", args=[world.programme.ref, *args])


def test_every_question_is_shown_with_its_default_and_reason(world, signed_in):
    page = signed_in(world.rana).get(url(world, "settings")).content.decode()
    for question in QUESTIONS.values():
        assert question.asks.replace("'", "&#x27;") in page
        assert question.reason.replace("'", "&#x27;") in page


def test_an_own_answer_holds_and_says_who_gave_it_and_why(world, signed_in):
    answer(world)
    page = signed_in(world.rana).get(url(world, "settings")).content.decode()
    assert policy_of(world.programme)["accuracy_days"] == 12
    assert "12 working days" in page
    assert "Our hosts asked for it." in page
    assert "Rana, 10 February 2027" in page


def test_every_default_can_be_entered_as_an_answer(world, signed_in):
    client = signed_in(world.rana)
    questions = {key: question for key, question in QUESTIONS.items() if question.look != "logo"}
    for key, question in questions.items():
        sent = {"value": question.default, "reason": "We looked at it.", "seen": ""}
        assert client.post(url(world, "answer", key), sent).status_code == 302
    own = ProgrammeSetting.objects.filter(programme=world.programme).values_list("key", "value")
    assert dict(own) == {key: question.default for key, question in questions.items()}


def test_what_a_plan_may_do_stands_apart_and_is_said_in_plain_words(world, signed_in):
    groups = signed_in(world.rana).get(url(world, "settings")).context["groups"]
    names = [heading for heading, _ in groups]
    assert names == ["Challenges and reports", "Planning a cycle", "Duties and reminders"]
    planning = {answer.question.key: answer.in_words for answer in groups[1][1]}
    assert all(key.startswith("plan_") for key in planning)
    assert [planning["plan_swaps"], planning["plan_reviewer_breaks"], planning["plan_most_a_week"]] == [
        "No",
        "Yes",
        "1 visit",
    ]


def test_an_answer_without_a_reason_is_sent_back_with_what_was_typed(world, signed_in):
    response = signed_in(world.rana).post(url(world, "answer", "accuracy_days"), {"value": "14", "reason": ""})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Say why, in a sentence or two" in page
    assert 'value="14"' in page
    assert not ProgrammeSetting.objects.exists()


@pytest.mark.parametrize(("typed", "said"), [("4", "At least 5 working days"), ("31", "At most 30 working days")])
def test_a_number_out_of_bounds_is_refused_at_the_field(world, signed_in, typed, said):
    sent = {"value": typed, "reason": "Because."}
    response = signed_in(world.rana).post(url(world, "answer", "accuracy_days"), sent)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_after_a_reset_the_default_holds_and_the_reason_is_kept(world, signed_in):
    answer(world)
    response = signed_in(world.rana).post(url(world, "reset", "accuracy_days"), {"reason": "Ten is enough."})
    assert response.status_code == 302
    assert policy_of(world.programme)["accuracy_days"] == 10
    row = next(one for one in answers_of(world.programme) if one.question.key == "accuracy_days")
    assert (row.is_own, row.setting.reason, row.setting.changed_by) == (False, "Ten is enough.", world.rana)


def test_a_default_cannot_be_reset_to_itself(world):
    with pytest.raises(Refusal, match="default already holds"):
        actions.reset(programme=world.programme, key="accuracy_days", reason="No.", by=world.rana, at=NOW)


def test_the_second_of_two_coordinators_is_told_and_may_save_again(world, signed_in):
    answer(world)
    client = signed_in(world.rana)
    sent = {"value": "20", "reason": "Two councils merge.", "seen": ""}
    response = client.post(url(world, "answer", "accuracy_days"), sent)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Rana has just set this to “12 working days”" in page
    assert "Two councils merge." in page
    again = response.context["form"]["seen"].value()
    assert client.post(url(world, "answer", "accuracy_days"), {**sent, "seen": again}).status_code == 302
    assert policy_of(world.programme)["accuracy_days"] == 20


def test_an_unknown_question_is_not_found(world, signed_in):
    assert signed_in(world.rana).get(url(world, "answer", "nonsense")).status_code == 404


def test_a_shape_is_added_and_changed(world, signed_in):
    client = signed_in(world.rana)
    client.post(url(world, "add_shape"), SHAPE)
    shape = Shape.objects.get(name="Deep dive")
    client.post(url(world, "edit_shape", shape.ref), {**SHAPE, "days": 2})
    shape.refresh_from_db()
    assert (shape.programme, shape.days, shape.team_size) == (world.programme, 2, 4)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"days": 0}, "greater than or equal to 1"),
        ({"min_lines": 3}, "no fewer lines of enquiry at most than at least"),
        ({"name": "Team visit"}, "already has a shape of that name"),
    ],
)
def test_a_shape_that_makes_no_sense_is_refused(world, signed_in, change, said):
    response = signed_in(world.rana).post(url(world, "add_shape"), {**SHAPE, **change})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Shape.objects.count() == 1


def test_a_shape_in_use_stays(world):
    with pytest.raises(Refusal, match="shape of a challenge"):
        actions.remove_shape(shape=world.shape, by=world.rana, at=NOW)


def names(world):
    return list(world.cycle.framework.themes.order_by("number").values_list("number", "name"))


def test_a_theme_takes_its_place_and_the_others_make_room(world, signed_in):
    framework = world.cycle.framework
    signed_in(world.rana).post(url(world, "add_theme", framework.ref), {"name": "Workforce", "place": 2})
    assert names(world) == [(1, "Practice"), (2, "Workforce"), (3, "Working together"), (4, "Leadership")]


def test_a_theme_moves_and_is_renamed(world, signed_in):
    last = world.cycle.framework.themes.get(number=3)
    address = url(world, "edit_theme", world.cycle.framework.ref, last.ref)
    signed_in(world.rana).post(address, {"name": "Leading", "place": 1})
    assert names(world) == [(1, "Leading"), (2, "Practice"), (3, "Working together")]


def test_a_removed_theme_leaves_no_gap(world, signed_in):
    first = world.cycle.framework.themes.get(number=1)
    signed_in(world.rana).post(url(world, "remove_theme", world.cycle.framework.ref, first.ref))
    assert names(world) == [(1, "Working together"), (2, "Leadership")]


def test_two_themes_of_one_name_are_refused(world, signed_in):
    address = url(world, "add_theme", world.cycle.framework.ref)
    response = signed_in(world.rana).post(address, {"name": "Practice", "place": 1})
    assert response.status_code == 422
    assert "already has a theme of that name" in response.content.decode()


def test_a_framework_of_a_cycle_stays(world):
    with pytest.raises(Refusal, match="in use by a cycle"):
        actions.remove_framework(framework=world.cycle.framework, by=world.rana, at=NOW)
    assert Framework.objects.count() == 1


@pytest.mark.parametrize("name", ["programme", "shapes", "frameworks"])
def test_the_pages_ask_the_same_few_questions_whatever_there_is(world, signed_in, name, django_assert_num_queries):
    client = signed_in(world.rana)
    with django_assert_num_queries({"programme": 6, "shapes": 5, "frameworks": 6}[name]):
        client.get(url(world, name))
    for number in range(30):
        Shape.objects.create(programme=world.programme, name=f"Shape {number}")
        framework = Framework.objects.create(programme=world.programme, name=f"Framework {number}")
        Theme.objects.create(framework=framework, number=1, name="One")
        starts = world.cycle.starts_on + timedelta(days=number)
        Cycle.objects.create(
            programme=world.programme, name=f"Cycle {number}", starts_on=starts, ends_on=world.cycle.ends_on
        )
    with django_assert_num_queries({"programme": 6, "shapes": 5, "frameworks": 6}[name]):
        client.get(url(world, name))


def test_the_settings_take_one_query_more_than_the_frame(world, signed_in, django_assert_num_queries):
    client = signed_in(world.rana)
    with django_assert_num_queries(5):
        client.get(url(world, "settings"))
    for key in QUESTIONS:
        actions.answer(
            programme=world.programme, key=key, value=QUESTIONS[key].default, reason="So.", by=world.rana, at=NOW
        )
    with django_assert_num_queries(5):
        client.get(url(world, "settings"))


def test_a_shape_keeps_the_days_of_visits_already_planned(world):
    challenge = make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Early help")
    world.shape.days = 5
    actions.save_shape(shape=world.shape, by=world.rana, at=NOW)
    challenge.visit.refresh_from_db()
    assert (challenge.visit.ends_on - challenge.visit.starts_on).days == 2


def test_the_second_of_two_who_change_a_shape_is_told_what_stands_there_now(world, signed_in):
    client = signed_in(world.rana)
    address = url(world, "edit_shape", world.shape.ref)
    seen = client.get(address).context["form"]["seen"].value()
    sent = {**SHAPE, "name": "Team visit", "kind": "team_visit", "days": 4}
    assert client.post(address, {**sent, "days": 2, "seen": seen}).status_code == 302
    response = client.post(address, {**sent, "seen": seen})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Somebody changed this while you were typing. It now says Days on site: 2." in page
    assert 'value="4"' in page
    world.shape.refresh_from_db()
    assert world.shape.days == 2
    again = response.context["form"]["seen"].value()
    assert client.post(address, {**sent, "seen": again}).status_code == 302
    world.shape.refresh_from_db()
    assert world.shape.days == 4


def test_a_framework_begins_with_the_themes_of_a_known_one(world, signed_in):
    client = signed_in(world.rana)
    asked = {"name": "Ours", "kind": "findings", "known": "ilacs"}
    assert client.post(url(world, "add_framework"), asked).status_code == 302
    made = world.programme.frameworks.get(name="Ours")
    names = list(made.themes.order_by("number").values_list("number", "name"))
    assert names == [(1, "Help and protection"), (2, "Children in care"), (3, "Care leavers"), (4, "Leadership")]
    assert client.post(url(world, "add_framework"), {**asked, "name": "Two", "known": "none such"}).status_code == 422
    assert client.post(url(world, "rename_framework", made.ref), {"name": "Theirs", "known": "cqc"}).status_code == 302
    assert made.themes.count() == 4
