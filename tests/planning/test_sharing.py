"""A region asks for places, another offers people, and what they save is shown."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cycles.models import Challenge, ClosedPeriod, ProgrammeSetting, Seat, State, Visit
from people.models import Membership, Profile, Programme, Training
from people.refusal import Refusal
from planning.actions import drafts, rounds, sharing
from planning.models import PlaceOffer, PlaceRequest, Proposal, Wish
from planning.queries import waiting_for
from planning.sketch import NEW
from planning.solving import work_out
from planning.views.rounds import Compared
from tests.planning import neighbours
from tests.planning import scene as scenes
from tests.planning.neighbours import ask, fresh, offer
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(db):
    """Three authorities, a lead alone to a team."""
    return scenes.build(("Ashby", "Brigg", "Crowle"), size=1)


@pytest.fixture
def beside(small):
    """North East, where Nell coordinates."""
    return neighbours.build()


def client_of(person):
    """Return a browser of somebody's own, so that two may act in turn."""
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(response):
    return " ".join(response.content.decode().split())


def seen(person):
    """Return the requests somebody finds, asked afresh."""
    return set(PlaceRequest.objects.visible_to(type(person).objects.get(pk=person.pk).user))


def test_who_sees_a_request(small, beside):
    asked = ask(small.cycle, small.rana)
    assert seen(small.ravi) == seen(beside.nell) == {asked}
    adults = Programme.objects.create(region=beside.region, name="adults", service="adults")
    held = Membership.objects.filter(person=beside.nell)
    held.update(programme=adults)
    assert seen(beside.nell) == set()
    held.update(programme=Programme.objects.create(region=small.region, name="the north"))
    assert seen(beside.nell) == set()
    held.update(programme=beside.programme)
    sharing.close_request(request=asked, at=NOW)
    assert seen(beside.nell) == set()
    assert seen(small.rana) == {asked}


def test_from_asking_to_offering_to_withdrawing(small, beside, clock):
    rana, nell = client_of(small.rana), client_of(beside.nell)
    drafts_page = words(rana.get(reverse("planning:drafts", args=[small.cycle.ref])))
    here = reverse("planning:asked_places", args=[small.cycle.ref])
    assert f'href="{here}">Places from other regions' in drafts_page
    assert "do not go round" in words(rana.get(here))
    ask_url = reverse("planning:ask_places", args=[small.cycle.ref])
    wrong = rana.post(ask_url, {"number": "99", "what_for": "Two directors"})
    assert wrong.status_code == 422
    assert "Enter a number from 1 to 50" in words(wrong)
    assert "Two directors" in words(wrong)
    assert "no message is sent" in words(rana.post(ask_url, {"number": "2", "what_for": "Two directors"}, follow=True))
    asked = PlaceRequest.objects.get()

    (line,) = waiting_for(beside.nell.user, NOW.date())
    assert (line.what, line.url) == ("Isle of Axholme asks for 2 places", reverse("planning:places"))
    assert waiting_for(small.rana.user, NOW.date()) == []
    listed = words(nell.get(reverse("planning:places")))
    assert "Isle of Axholme: 2 places" in listed
    assert "Two directors" in listed
    assert "4 January 2027 to 30 June 2028" in listed
    front = reverse("planning:place_request", args=[asked.ref])
    for page in (listed, words(nell.get(front))):
        assert small.cycle.name not in page
        assert "Ashby" not in page

    Training.objects.filter(person=beside.manager).update(expires_on=date(2026, 12, 1))
    offer_url = reverse("planning:offer_place", args=[asked.ref])
    choice = words(nell.get(offer_url))
    assert "Jarrow director" in choice
    assert "Jarrow manager" not in choice
    assert "Ashby director" not in choice
    assert "matches these words" in words(nell.get(offer_url, {"q": "Zebedee"}))
    assert "choose somebody of the list" in words(nell.post(offer_url, {"person": beside.manager.ref}, follow=True))
    assert "is offered. No message" in words(nell.post(offer_url, {"person": beside.director.ref}, follow=True))
    assert "already offered" in words(nell.post(offer_url, {"person": beside.director.ref}, follow=True))
    assert waiting_for(beside.nell.user, NOW.date()) == []
    assert rana.get(offer_url).status_code == 404

    shown = words(rana.get(front))
    assert "Jarrow director" in shown
    assert "Jarrow, North East" in shown
    (made,) = PlaceOffer.objects.all()
    withdraw = reverse("planning:withdraw_offer", args=[made.ref])
    assert rana.get(withdraw).status_code == 404
    close = reverse("planning:close_request", args=[asked.ref])
    assert nell.post(close).status_code == 403
    assert "Closed. Who is offered" in words(rana.post(close, follow=True))
    assert "takes no more offers" in words(nell.get(offer_url))
    done = nell.post(withdraw, follow=True)
    assert done.redirect_chain[-1][0] == reverse("planning:places")
    assert "The offer is withdrawn" in words(done)
    assert "0 people offered" in words(rana.get(here))


def test_what_is_refused(small, beside):
    asked = ask(small.cycle, small.rana)
    for person in (small.people["Ashby director"], small.rana):
        with pytest.raises(Refusal, match="works in no region you coordinate"):
            offer(asked, person, beside.nell)
    Profile.objects.filter(person=beside.manager).update(active=False)
    with pytest.raises(Refusal, match="is not in the pool"):
        offer(asked, beside.manager, beside.nell)
    made = offer(asked, beside.director, beside.nell)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceOffer.objects.create(request=asked, person=beside.director, offered_by=beside.nell, offered_at=NOW)
    with pytest.raises(Refusal, match="1 to 50"):
        ask(small.cycle, small.rana, number=0)
    with pytest.raises(Refusal, match="cycle is over"):
        sharing.ask_places(cycle=small.cycle, number=1, what_for="A lead", by=small.rana, at=NOW + timedelta(days=1000))
    visit = Visit.objects.create(starts_on=date(2027, 6, 8), ends_on=date(2027, 6, 10))
    challenge = Challenge.objects.create(
        cycle=small.cycle, shape=small.shape, visit=visit, host=small.bodies["Ashby"], state=State.PROPOSED
    )
    days = {"starts_on": visit.starts_on, "ends_on": visit.ends_on}
    seat = Seat.objects.create(
        challenge=challenge, visit=visit, person=beside.director, role="lead", status="pencilled", **days
    )
    with pytest.raises(Refusal, match="Isle of Axholme holds a place for Jarrow director"):
        sharing.withdraw_offer(offer=made, at=NOW)
    Seat.objects.filter(pk=seat.pk).update(status="withdrawn")
    sharing.withdraw_offer(offer=made, at=NOW)
    with pytest.raises(Refusal, match="withdrawn already"):
        sharing.withdraw_offer(offer=made, at=NOW)
    sharing.close_request(request=asked, at=NOW)
    with pytest.raises(Refusal, match="takes no more offers"):
        offer(asked, beside.director, beside.nell)
    with pytest.raises(Refusal, match="closed already"):
        sharing.close_request(request=asked, at=NOW)


def test_who_is_offered_may_be_planned_with_and_owes_nothing(small, beside):
    ProgrammeSetting.objects.create(
        programme=small.programme, key="plan_reviewer_breaks", value="block", reason="Families", changed_at=NOW
    )
    ClosedPeriod.objects.create(
        region=beside.region,
        body=beside.body,
        kind="school_break",
        label="Easter",
        starts_on=date(2027, 3, 29),
        ends_on=date(2027, 4, 9),
    )
    draft = drafts.begin(cycle=small.cycle, reason="The first plan", by=small.rana, at=NOW)
    assert beside.director.pk not in {row["id"] for row in draft.problem["reviewers"]}
    made = offer(ask(small.cycle, small.rana), beside.director, beside.nell)
    draft = drafts.begin(cycle=small.cycle, reason="With guests", by=small.rana, at=NOW)
    (row,) = [row for row in draft.problem["reviewers"] if row["id"] == beside.director.pk]
    assert set(row["why"].values()) == {"Easter in Jarrow"}
    assert draft.problem["shares"][str(beside.body.pk)] == [0, 99]
    key = NEW + small.bodies["Ashby"].pk
    draft = drafts.seat(draft=draft, key=key, number=0, person=beside.director, by=small.rana, at=NOW)
    sharing.withdraw_offer(offer=made, at=NOW)
    drafts.look_again(draft=draft, version=draft.version, by=small.rana, at=NOW)
    draft.refresh_from_db()
    (row,) = [row for row in draft.problem["reviewers"] if row["id"] == beside.director.pk]
    assert set(row["why"].values()) == {"Easter in Jarrow", "no longer offered by their region"}
    assert len(row["unavailable"]) == draft.problem["weeks"]


def answered(cycle, by, *aims):
    asked = rounds.ask(cycle=cycle, aims=aims, seconds=30, by=by, at=NOW)
    for proposal in asked.proposals.all():
        work_out(proposal_id=proposal.pk, clock=lambda: NOW)
    return asked


def test_what_people_from_other_regions_save_is_said(small, beside, clock):
    with pytest.raises(Refusal, match="nobody to plan without"):
        rounds.ask(cycle=small.cycle, aims=["own_people"], by=small.rana, at=NOW)
    rana, ask_url = client_of(small.rana), reverse("planning:ask", args=[small.cycle.ref])
    assert "own people only" not in words(rana.get(ask_url))
    Profile.objects.filter(grade="director").exclude(person=beside.director).update(grade="service_manager")
    offer(ask(small.cycle, small.rana), beside.director, beside.nell)
    form = rana.get(ask_url).context["form"]
    assert form["aims"].value() == ["cheapest", "fairest", "own_people"]
    assert beside.director in form.fields["person"].queryset

    asked = answered(small.cycle, small.rana, "cheapest", "own_people")
    assert asked.guests == [beside.director.pk]
    assert [one.status for one in asked.proposals.order_by("pk")] == ["done", "nothing_fits"]
    page = words(rana.get(reverse("planning:round", args=[asked.ref])))
    assert "Without people from other regions nothing fits." in page
    assert "Nothing fits with own people only" in page
    assert "Places filled from other regions" in page

    Profile.objects.filter(person__name__endswith=" director").update(grade="director")
    words_wanted = ["data", "SEND", "fostering"]
    Profile.objects.filter(person=beside.director).update(skills=words_wanted)
    for member in small.cycle.members.all():
        Wish.objects.create(member=member, desired=words_wanted, changed_by=small.rana, changed_at=NOW)
    asked = answered(small.cycle, small.rana, "cheapest", "own_people")
    best, own = asked.proposals.order_by("pk")
    compared = Compared(asked, [best, own])
    places = next(row for row in compared.rows if row.label == "Places filled from other regions")
    assert places.cells[0] > places.cells[1] == 0
    assert best.proved
    assert own.proved
    assert own.cost - best.cost > 1
    assert compared.saved == f"People from other regions save {own.cost - best.cost} points."
    Proposal.objects.filter(pk=own.pk).update(proved=False)
    assert "as far as the time given could tell" in Compared(asked, list(asked.proposals.order_by("pk"))).saved
    assert Compared(asked, [best]).saved == ""


def _queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_queries_do_not_grow(small, beside, clock):
    asked = ask(small.cycle, small.rana)
    offer(asked, beside.director, beside.nell)
    rana, nell = client_of(small.rana), client_of(beside.nell)
    front = reverse("planning:place_request", args=[asked.ref])
    pages = {
        (rana, reverse("planning:asked_places", args=[small.cycle.ref])): 6,
        (rana, reverse("planning:ask_places", args=[small.cycle.ref])): 4,
        (rana, reverse("planning:ask", args=[small.cycle.ref])): 7,
        (rana, front): 7,
        (nell, front): 7,
        (nell, reverse("planning:places")): 5,
        (nell, reverse("planning:offer_place", args=[asked.ref])): 6,
    }
    assert {key: _queries(*key) for key in pages} == pages
    for number in range(4):
        again = ask(small.cycle, small.rana, number=number + 1)
        offer(again, beside.manager, beside.nell)
        person = scenes.make_reviewer(f"Jarrow helper {number}", beside.body)
        scenes.make_reviewer(f"Jarrow other {number}", beside.body)
        offer(fresh(asked), person, beside.nell)
    assert {key: _queries(*key) for key in pages} == pages
