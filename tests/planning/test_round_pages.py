"""Asking, watching, comparing, releasing: the pages a coordinator goes through."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cycles.models import Challenge
from planning.actions import drafts, rounds
from planning.models import Draft, Proposal, Release, Round
from planning.sketch import NEW
from planning.solving import work_out
from tests.planning import scene as scenes
from tests.world import NOW

pytestmark = pytest.mark.django_db
JUNE = date(2027, 6, 7)


@pytest.fixture
def small(db):
    """Five authorities, two to a team."""
    return scenes.build(size=2)


@pytest.fixture
def rana(small, signed_in, clock):
    """The coordinator's browser."""
    return signed_in(small.rana)


def words(response):
    return " ".join(response.content.decode().split())


def ask(client, scene, **answers):
    url = reverse("planning:ask", args=[scene.cycle.ref])
    data = {"aims": ["cheapest"], "seconds": "30", "tries": "nothing", **answers}
    return client.post(url, data)


def days(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_from_the_question_to_a_draft(rana, small):
    assert "Nobody has asked the planner yet" in words(rana.get(reverse("planning:rounds", args=[small.cycle.ref])))
    page = ask(rana, small, aims=["cheapest", "fairest"])
    asked = Round.objects.get()
    here = reverse("planning:round", args=[asked.ref])
    assert page.url == here
    waiting = words(rana.get(here))
    assert "waiting to begin" in waiting
    assert f'data-poll="{here}" data-reload' in waiting
    for proposal in asked.proposals.all():
        work_out(proposal_id=proposal.pk, clock=lambda: NOW)
    ready = words(rana.get(here))
    assert "Side by side" in ready
    assert "Proved: nothing costs less" in ready
    assert "Points of the worst-served host" in ready
    best = asked.proposals.get(aim="cheapest")
    made = rana.post(reverse("planning:make_draft", args=[best.ref]))
    assert made.url == reverse("planning:draft", args=[Draft.objects.get().ref])
    assert "Best on the whole" in words(rana.get(reverse("planning:rounds", args=[small.cycle.ref])))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"aims": []}, "Choose at least one"),
        ({"tries": "closed"}, "Choose the host that is closed"),
        ({"tries": "gone"}, "Choose the person"),
        ({"tries": "away"}, "Enter the first day"),
        ({"seconds": "5"}, "Select a valid choice"),
    ],
)
def test_a_question_that_says_too_little_is_sent_back(rana, small, answers, sentence):
    page = ask(rana, small, **answers)
    assert page.status_code == 422
    assert sentence in words(page)
    assert not Round.objects.exists()


def test_a_what_if_that_fits_nowhere_says_why_and_offers_a_way_out(rana, small):
    closed = {**days("first", date(2027, 1, 4)), **days("last", date(2028, 6, 30))}
    ask(rana, small, tries="closed", host=small.bodies["Ashby"].ref, why="Inspection", **closed)
    (proposal,) = Proposal.objects.all()
    work_out(proposal_id=proposal.pk, clock=lambda: NOW)
    page = words(rana.get(reverse("planning:round", args=[proposal.round.ref])))
    assert "Only tried here, not recorded" in page
    assert "These rules cannot hold together" in page
    relax = reverse("planning:relax", args=[proposal.ref])
    assert "Inspection" in words(rana.get(relax))
    again = rana.post(relax)
    assert again.url == reverse("planning:round", args=[Round.objects.latest("pk").ref])
    assert "Set aside:" in words(rana.get(again.url))


def test_a_failed_proposal_is_begun_again_and_a_running_one_stopped(rana, small):
    ask(rana, small)
    (proposal,) = Proposal.objects.all()
    rana.post(reverse("planning:stop", args=[proposal.ref]))
    assert "Try again" in words(rana.get(reverse("planning:round", args=[proposal.round.ref])))
    rana.post(reverse("planning:try_again", args=[proposal.ref]))
    proposal.refresh_from_db()
    assert proposal.status == Proposal.Status.WAITING
    page = rana.post(reverse("planning:make_draft", args=[proposal.ref]), follow=True)
    assert "holds no plan" in words(page)


def test_releasing_shows_first_what_it_would_do(rana, small):
    draft = drafts.begin(cycle=small.cycle, reason="The first plan", by=small.rana, at=NOW)
    key = NEW + small.bodies["Ashby"].pk
    drafts.move(draft=draft, key=key, week=JUNE, by=small.rana, at=NOW)
    draft = drafts.seat(draft=draft, key=key, number=0, person=small.people["Brigg director"], by=small.rana, at=NOW)
    url = reverse("planning:release", args=[draft.ref])
    page = words(rana.get(url))
    assert "Ashby: planned for 8 to 10 June 2027" in page
    assert "Brigg director joins as lead challenger" in page
    assert "Brigg director: Invitation to be lead challenger at Ashby, 8 to 10 June 2027" in page
    sent = {"version": draft.version, "note": "Our first plan", "despite": "", "tell": "ticked"}
    assert "Tick who is told" in words(rana.post(url, sent))
    assert "draft has changed" in words(rana.post(url, {**sent, "version": 0, "tell": "nobody"}))
    done = rana.post(url, {**sent, "tell": "nobody"}, follow=True)
    assert "Release 1 is made. No message was sent." in words(done)
    assert Challenge.objects.count() == 1
    assert "no longer changes anything" in words(rana.get(url))
    assert "no longer changes" in words(rana.post(url, {**sent, "tell": "nobody"}))
    assert Release.objects.count() == 1


def test_everybody_reads_the_days_and_coordinators_alone_the_teams(rana, small, signed_in):
    test_releasing_shows_first_what_it_would_do(rana, small)
    url = reverse("planning:releases", args=[small.cycle.ref])
    assert "Brigg director joins" in words(rana.get(url))
    reader = signed_in(scenes.with_login(small.people["Crowle director"]))
    page = words(reader.get(url))
    assert "Ashby: planned for 8 to 10 June 2027" in page
    assert "Our first plan" in page
    assert "Brigg director" not in page


def _queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_queries_do_not_grow(rana, small):
    asked = rounds.ask(cycle=small.cycle, aims=["cheapest"], seconds=5, by=small.rana, at=NOW)
    work_out(proposal_id=asked.proposals.get().pk, clock=lambda: NOW)
    draft = rounds.make_draft(proposal=asked.proposals.get(), by=small.rana, at=NOW)
    cycle = small.cycle.ref
    pages = {
        reverse("planning:rounds", args=[cycle]): 7,
        reverse("planning:ask", args=[cycle]): 7,
        reverse("planning:round", args=[asked.ref]): 6,
        reverse("planning:release", args=[draft.ref]): 6,
        reverse("planning:releases", args=[cycle]): 5,
    }
    assert {url: _queries(rana, url) for url in pages} == pages
    for minutes in range(3):
        rounds.ask(cycle=small.cycle, aims=["cheapest", "fairest"], by=small.rana, at=NOW + timedelta(minutes=minutes))
    assert {url: _queries(rana, url) for url in pages} == pages
