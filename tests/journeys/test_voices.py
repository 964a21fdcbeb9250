"""What people say: a point by the leaflet, a survey by link and by code without an account, promises staff read."""

import pytest
from django.urls import reverse

from cycles.models import State
from tests.browser.window import PHONE
from tests.journeys.hand import Hand
from tests.voices.asking import fill, make
from tests.world import NOW
from voices.actions.answers import answer
from voices.models import Commitment, EarlyPoint, Round, Survey

pytestmark = pytest.mark.browser


def others_answer(asked, count):
    """Let so many more answer, without windows of their own."""
    questions = list(asked.survey.questions.all())
    for number in range(count):
        data = fill(asked)
        answer(
            asked=asked,
            mark=f"another {number}",
            group="Front line",
            choices={question.ref: data[question.ref] for question in questions if question.answers},
            words={question.ref: "" for question in questions if not question.answers},
            at=NOW,
        )


def test_staff_are_asked_heard_and_answered(world_at, visit):
    world = world_at(State.PREPARING)
    carys, staff = Hand(visit(world.carys), world), Hand(visit(None, PHONE), world)
    wrong = []

    # Anybody puts a point to the team from the leaflet.
    staff.goes_to("reviews:leaflet")
    staff.page.locator("a[href*='leaflet/point']").first.click()
    staff.fills_in(text="The duty room rings out after four.").sends("Hand it in")
    assert "Thank you" in staff.reads()
    assert EarlyPoint.objects.count() == 1
    wrong += staff.finds_wrong()
    # The host asks its staff; ten answer by the link, the first on a phone.
    carys.goes_to("voices:make_survey")
    carys.fills_in(kind="health_check", title="How we work").sends()
    survey = Survey.objects.get()
    carys.goes_to("voices:open_round", survey=survey.ref)
    closes = {"closes_on_day": 1, "closes_on_month": 3, "closes_on_year": 2027}
    carys.fills_in(name="Spring", way="link", asked=30, **closes).sends()
    asked = Round.objects.get()
    staff.goes_to("voices:answer_survey", link=asked.link)
    wrong += staff.finds_wrong()
    staff.page.get_by_label("Agree", exact=True).first.check(force=True)
    staff.sends("Send my answers")
    assert "Thank you" in staff.reads()
    assert staff.page.context.cookies() == []
    others_answer(asked, 9)
    carys.goes_to("voices:close_round", survey=survey.ref)
    carys.sends()
    assert "10" in carys.reads()
    assert "Agree" in carys.reads()
    wrong += carys.finds_wrong()

    # Another is asked by codes: each lets one person answer once.
    other = make(world, title="Our rooms")
    carys.goes_to("voices:open_round", survey=other.ref)
    carys.fills_in(name="Autumn", way="codes", asked=12, **closes).sends()
    code = Round.objects.get(name="Autumn").codes()[0]
    for said in ("Send my answers", "This code has been used"):
        staff.page.goto(reverse("voices:enter_code"))
        staff.fills_in(code=code.upper()).sends()
        assert said in staff.reads()
        if said == "Send my answers":
            staff.sends(said)  # a form without an answer is no reply, and the code stays good
            assert "Answer at least one question" in staff.reads()
            staff.page.get_by_label("Agree", exact=True).first.check(force=True)
            staff.sends(said)

    # What staff said is answered with a promise that they read on a page of their own.
    carys.goes_to("voices:make_commitment")
    due = {"due_day": 1, "due_month": 9, "due_year": 2027}
    carys.fills_in(said="There is no time to think.", will_do="Two hours a week without meetings.", **due).sends()
    assert Commitment.objects.count() == 1
    staff.goes_to("voices:read_commitments", link=world.challenge.commitments_page.link)
    assert "Two hours a week without meetings." in staff.reads()
    wrong += staff.finds_wrong()
    assert wrong == []
