"""Shapes without a report: a triad day and many hosts on one topic, from the visit to their end, on the pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cycles import duties
from cycles.actions import challenge as challenges
from cycles.actions import life
from cycles.history import advance
from cycles.models import Challenge, Component, Seat, Shape, State
from notices.models import Duty
from people.refusal import Refusal
from reviews.actions import questionnaire as asking
from reviews.actions.destruction import due_on
from reviews.models import HostAnswer, Outcome
from tests.world import NOW


def shaped(world, kind):
    """Make the world's challenge one of another kind."""
    Shape.objects.filter(pk=world.shape.pk).update(kind=kind)
    world.challenge = Challenge.objects.with_host().get(pk=world.challenge.pk)
    return world.challenge


def address(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def outcome(world, **more):
    return {
        "kind": "ask",
        "text": "Lend us a data analyst",
        "owner": world.host.ref,
        "due_on_day": "1",
        "due_on_month": "6",
        "due_on_year": "2027",
        **more,
    }


def test_a_triad_day_ends_with_asks_offers_and_next_steps(world_at, signed_in, django_assert_num_queries):
    world = world_at(State.ON_SITE)
    challenge, lead = shaped(world, Shape.Kind.TRIAD), signed_in(world.tom)
    life.leave_site(challenge=challenge, by=world.tom, at=NOW)
    with pytest.raises(Refusal, match="at least one ask, offer or next step"):
        life.conclude(challenge=challenge, by=world.tom, at=NOW)
    wrong = lead.post(address(world, "add_outcome"), outcome(world, text="", due_on_month="13"))
    assert wrong.status_code == 422
    assert "Say in a sentence what is asked, offered or to be done" in wrong.text
    for kind in ("ask", "offer", "next_step"):
        assert lead.post(address(world, "add_outcome"), outcome(world, kind=kind)).status_code == 302
    assert lead.post(address(world, "add_outcome"), outcome(world)).status_code == 409
    early = lead.post(address(world, "add_outcome"), outcome(world, kind="offer", due_on_year="2026"))
    assert "Choose a day that is not before the visit." in early.text
    lead.post(reverse("cycles:conclude", args=[challenge.ref]))
    challenge.refresh_from_db()
    assert challenge.state == State.FOLLOW_UP
    assert due_on(challenge) == date(2027, 8, 10)  # half a year after the day was over
    first = challenge.outcomes.first()
    host = signed_in(world.ben)
    assert host.post(address(world, "finish_outcome", first.ref)).status_code == 302
    host.post(address(world, "finish_outcome", first.ref))
    assert Outcome.objects.exclude(done_on=None).get().done_by == world.ben
    assert challenge.events.get(what="finish_outcome").sentence == "Ask of Calderdale is done"
    with django_assert_num_queries(8):
        page = host.get(address(world, "outcomes")).text
    assert page.count(">Lend us a data analyst<") == 3
    assert "9 to 11 February 2027, led by Tom, observed by Olu." in page
    assert "Late" not in page
    assert page.count("Mark as done") == 2
    assert "Draft presentation" not in page


def test_what_was_agreed_is_changed_taken_back_and_taken_out(world_at, signed_in):
    world = world_at(State.DRAFTING)
    shaped(world, Shape.Kind.TRIAD)
    lead = signed_in(world.tom)
    for kind in ("ask", "offer"):
        lead.post(address(world, "add_outcome"), outcome(world, kind=kind))
    ask, offer = world.challenge.outcomes.order_by("pk")
    edit = address(world, "edit_outcome", ask.ref)
    sent = outcome(world, text="Lend us a data analyst for a week", is_done="yes", version=1)
    assert lead.get(edit).context["form"].initial["is_done"] == "no"
    assert lead.post(edit, sent).status_code == 302
    ask.refresh_from_db()
    assert (ask.text, ask.done_by, ask.version) == ("Lend us a data analyst for a week", world.tom, 2)
    stale = signed_in(world.ben).post(edit, outcome(world, text="Two analysts", is_done="no", version=1))
    assert (stale.status_code, "Two analysts" in stale.text, "it is done" in stale.text) == (409, True, True)
    assert "Say whether it is done" in lead.post(edit, {**sent, "is_done": ""}).text
    again = signed_in(world.tom)
    assert again.post(edit, {**sent, "is_done": "no", "version": 2}).status_code == 302
    ask.refresh_from_db()
    assert (ask.done_on, ask.done_by) == (None, None)
    double = again.post(edit, {**sent, "kind": "offer", "text": offer.text, "version": 3})
    assert "already written down" in double.text
    ask.due_on = date(2027, 2, 9)
    ask.save()
    assert "Late" in again.get(address(world, "outcomes")).text
    out = address(world, "remove_outcome", offer.ref)
    assert [again.post(out).status_code for _ in range(2)] == [302, 404]
    assert world.challenge.outcomes.get() == ask
    said = world.challenge.events.filter(what__in=["edit_outcome", "remove_outcome"]).order_by("pk")
    assert [event.sentence for event in said][-1] == "Offer of Calderdale taken out"
    assert signed_in(world.petra).get(edit).status_code == 403


def test_what_was_agreed_is_owed_by_its_day(world_at):
    world = world_at(State.DRAFTING)
    shaped(world, Shape.Kind.TRIAD)
    for owner in (world.host, world.bodies["Wakefield"]):
        Outcome.objects.create(
            challenge=world.challenge, kind="offer", text="A place", owner=owner, due_on=date(2027, 3, 1)
        )
    duties.keep_in_step([world.challenge.pk], NOW)
    owed = Duty.objects.open().filter(kind__contains="_outcome").order_by("kind")
    assert [(row.kind.split(":")[0], row.due_on, row.owner) for row in owed] == [
        ("host_outcome", date(2027, 3, 1), "HO"),
        ("team_outcome", date(2027, 3, 1), "LD"),
    ]
    world.challenge.outcomes.update(done_on=date(2027, 2, 10), done_by=world.ben)
    duties.keep_in_step([world.challenge.pk], NOW)
    assert not owed.all()


def test_a_life_without_a_report_knows_no_accuracy_round(world_at, signed_in):
    world = world_at(State.DRAFTING)
    shaped(world, Shape.Kind.TRIAD)
    overview = signed_in(world.tom).get(reverse("cycles:challenge", args=[world.challenge.ref])).text
    assert reverse("reports:send_to_host", args=[world.challenge.ref]) not in overview
    assert reverse("cycles:conclude", args=[world.challenge.ref]) in overview
    begin = signed_in(world.rana).get(reverse("cycles:begin_follow_up", args=[world.challenge.ref]))
    assert begin.status_code == 403
    shaped(world, Shape.Kind.TEAM_VISIT)
    assert signed_in(world.tom).get(reverse("cycles:conclude", args=[world.challenge.ref])).status_code == 409


def beside(world, shape, host, first):
    return challenges.create(
        cycle=world.cycle,
        host=world.bodies[host],
        shape=shape,
        topic="Thresholds",
        starts_on=first,
        beside=world.challenge,
        by=world.rana,
        at=NOW,
    )


def test_hosts_share_one_day_and_one_person_may_sit_for_each(world):
    challenge = shaped(world, Shape.Kind.TRIAD)
    first = challenge.visit.starts_on
    other = Shape.objects.create(programme=world.programme, name="Own", days=3)
    with pytest.raises(Refusal, match="another kind"):
        beside(world, other, "York", first)
    with pytest.raises(Refusal, match="Enter the same first day"):
        beside(world, challenge.shape, "York", date(2027, 3, 2))
    second = beside(world, challenge.shape, "York", first)
    assert second.visit == challenge.visit
    Seat.objects.create(
        challenge=second,
        person=world.tom,
        role="observer",
        visit=second.visit,
        starts_on=first,
        ends_on=second.visit.ends_on,
        invited_at=NOW,
        status="accepted",
    )
    assert world.tom.seats.filter(visit=second.visit).count() == 2


def test_many_hosts_answer_the_same_29_questions(world, signed_in, django_assert_num_queries):
    challenge = shaped(world, Shape.Kind.MANY_HOSTS)
    second = beside(world, challenge.shape, "York", challenge.visit.starts_on)
    rana, ben = (Client(), Client())
    for client, person in ((rana, world.rana), (ben, world.ben)):
        client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    edit = address(world, "edit_questionnaire")
    assert "Enter at least one question" in rana.post(edit, {"questions": " ", "version": 0}).text
    assert "at most 60" in rana.post(edit, {"questions": "Why?\n" * 61, "version": 0}).text
    texts = [f"Question {number}?" for number in range(1, 30)]
    assert rana.post(edit, {"questions": "\n".join(texts), "version": 0}).status_code == 302
    assert rana.post(edit, {"questions": "Only this?", "version": 0}).status_code == 409
    questions = list(challenge.visit.questionnaire.questions.order_by("number"))
    assert [question.text for question in questions] == texts
    answer = address(world, "answer_question", questions[0].ref)
    assert "Enter your answer" in ben.post(answer, {"text": "", "version": 0}).text
    assert ben.post(answer, {"text": "The panel", "version": 0}).status_code == 302
    stale = signed_in(world.carys).post(answer, {"text": "The board", "version": 0})
    assert (stale.status_code, "The board" in stale.text, "The panel" in stale.text) == (409, True, True)
    for move in ("start_scoping", "start_preparing"):
        advance(challenge=second, move=move, by=world.rana, at=NOW)
    asking.answer_question(challenge=second, question=questions[0], text="The chair", seen=0, by=world.rana, at=NOW)
    with django_assert_num_queries(10):
        grid = ben.get(address(world, "compare_answers", questions[0].ref)).text
    assert [said in grid for said in ("The panel", "The chair", "Calderdale", "York")] == [True] * 4
    assert "answered 1 of 29" in ben.get(address(world, "questionnaire")).text
    taken_out = rana.post(edit, {"questions": "", "version": 1})
    assert taken_out.status_code == 422
    for key in ("planning_meeting", "data_analysis", "timetable"):
        Component.objects.create(challenge=challenge, key=key, done_at=NOW, done_by=world.mina)
    with pytest.raises(Refusal, match="answers to 28 of 29 questions"):
        life.go_on_site(challenge=challenge, by=world.tom, at=NOW)
    HostAnswer.objects.bulk_create(
        HostAnswer(question=one, challenge=challenge, text="So", changed_by=world.ben, changed_at=NOW)
        for one in questions[1:]
    )
    life.go_on_site(challenge=challenge, by=world.tom, at=NOW)
    life.leave_site(challenge=challenge, by=world.tom, at=NOW)
    kept = {"questions": "\n".join(texts), "analysis": "All wait for health.", "version": 1}
    assert rana.post(edit, kept).status_code == 302
    signed_in(world.tom).post(address(world, "add_outcome"), outcome(world, kind="next_step"))
    life.conclude(challenge=challenge, by=world.tom, at=NOW)
    assert "All wait for health." in ben.get(address(world, "questionnaire")).text
