"""A survey that is asked, and people who answer it by its page."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from tests.world import NOW
from voices.actions import closing, surveys
from voices.models import Round


def make(world, kind="health_check", title="How we work", *, of_cycle=False):
    """Make a ready-made survey of the world's challenge or cycle."""
    challenge = None if of_cycle else world.challenge
    by = world.rana if of_cycle else world.carys
    return surveys.make_survey(cycle=world.cycle, challenge=challenge, kind=kind, title=title, by=by, at=NOW)


def ask(world, survey, name="2027", way=Round.Way.LINK, asked=60, at=NOW):
    """Open a round for three weeks."""
    closes = (at + timedelta(weeks=3)).date()
    return surveys.open_round(survey=survey, name=name, way=way, asked=asked, closes_on=closes, by=world.carys, at=at)


def fill(asked, group="", words="", **by_number):
    """Return a filled form: answers by the question's number as `q1`, words for each that asks for them."""
    questions = list(asked.survey.questions.order_by("number"))
    data = {q.ref: words if not q.answers else by_number.get(f"q{q.number}", "Agree") for q in questions}
    data |= {q.ref: by_number.get(f"q{q.number}", q.answers[0]) for q in questions if q.choices}
    return {**data, "group": group}


def send(asked, data, link=None, client=None):
    """Open the page, fill it in and send it; return the answer."""
    client = client or Client()
    url = reverse("voices:answer_survey", args=[link or asked.link])
    once = client.get(url).context["form"]["once"].value()
    return client.post(url, {"once": once, **data})


def close(asked, by=None, at=NOW):
    """Close a round."""
    return closing.close_round(asked=asked, by=by, at=at)
