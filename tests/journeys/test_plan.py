"""A cycle planned: a host gives wishes, Rana asks, compares, drafts and releases; and what if nothing fits."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from playwright.sync_api import Error

from cycles.models import Challenge, Seat, Shape
from notices.models import Message
from people.models import Membership
from planning.models import Draft, Proposal, Round, Wish
from planning.sketch import NEW, Sketch
from planning.solving import work_out
from tests.journeys.hand import Hand
from tests.planning import scene as scenes
from tests.world import NOW

pytestmark = pytest.mark.browser


def looks_again(hand):
    """Open the page anew; it may just be doing so by itself, and then that is waited for."""
    with suppress(Error):
        hand.page.reload()
    hand.page.wait_for_load_state()


@pytest.fixture
def scene(db, clock):
    """Five authorities, one reviewer beside the lead: planned in a second."""
    return scenes.build(size=2)


@pytest.fixture
def rana(scene, visit):
    """Rana at her window."""
    return Hand(visit(scene.rana))


def answered():
    """Do what a worker does when the bell rings."""
    for proposal in Proposal.objects.unfinished().order_by("pk"):
        work_out(proposal_id=proposal.pk, clock=lambda: NOW)


def follows(rana, name):
    """Follow a link, by what it says."""
    with rana.page.expect_navigation():
        rana.page.locator("main a", has_text=name).first.click()


def test_rana_asks_compares_moves_by_keyboard_and_releases_telling_one(scene, rana):
    rana.goes_to("planning:rounds", ref=scene.cycle.ref)
    follows(rana, "Ask for proposals")
    rana.fills_in(aims="cheapest", seconds="30").sends()
    assert "waiting to begin" in rana.reads()
    answered()
    looks_again(rana)
    assert "Cost in points" in rana.reads()
    follows(rana, "Begin a draft")
    rana.sends("Begin")
    draft = Draft.objects.get()
    key = NEW + scene.bodies["Ashby"].pk
    before = Sketch.of(draft.sketch)[key]

    rana.page.locator(f"[data-visit='{key}']").focus()
    rana.page.keyboard.press("ArrowRight")
    rana.page.locator("#board-say", has_text=": ").wait_for()
    with rana.page.expect_navigation():
        rana.page.keyboard.press("Enter")
    draft.refresh_from_db()
    planned = Sketch.of(draft.sketch)[key]
    assert planned.week == before.week + timedelta(weeks=1)

    follows(rana, "Review and release")
    lead = planned.seats[0].person
    rana.fills_in(tell="ticked", notices=f"invite-{key}-{lead}", note="The first plan").sends("Release")
    assert "Release 1 is made. 1 message queued." in rana.page.locator("body").inner_text()
    assert "The first plan" in rana.reads()
    assert f"Ashby: planned for {planned.starts_on.day}" in rana.reads()
    assert Challenge.objects.get(host=scene.bodies["Ashby"]).visit.starts_on == planned.starts_on
    assert list(Seat.objects.filter(status="invited").values_list("person", flat=True)) == [lead]
    assert [message.recipient_id for message in Message.objects.all()] == [lead]
    rana.goes_to("cycles:cycle", ref=scene.cycle.ref)
    assert "Ashby" in rana.reads()


def test_what_fits_nowhere_is_explained_and_planned_without(scene, rana):
    rana.goes_to("planning:ask", ref=scene.cycle.ref)
    rana.fills_in(tries="closed", host=scene.bodies["Ashby"].ref, why="Inspection", seconds="30")
    rana.fills_in(first_day=4, first_month=1, first_year=2027, last_day=30, last_month=6, last_year=2028)
    rana.page.locator("main [name=aims][value=fairest]").uncheck(force=True)
    rana.sends()
    answered()
    looks_again(rana)
    assert "Nothing fits" in rana.reads()
    assert "Ashby is closed for 77 weeks: Inspection." in rana.reads()
    follows(rana, "Plan it without")
    rana.sends("Plan it without")
    assert Round.objects.count() == 2
    answered()
    looks_again(rana)
    follows(rana, "Begin a draft")
    rana.sends("Begin")
    assert all(one.starts_on for one in Sketch.of(Draft.objects.get().sketch))
    assert not scene.region.closed_periods.exists()


def test_a_sponsor_gives_wishes_and_the_coordinator_sees_them(scene, rana, visit):
    director = scenes.with_login(scene.people["Ashby director"])
    ashby = scene.bodies["Ashby"]
    Membership.objects.create(person=director, role="host_sponsor", programme=scene.programme, body=ashby)
    shape = Shape.objects.create(programme=scene.programme, name="Progress review", team_size=2)
    sponsor = Hand(visit(director))
    sponsor.goes_to("planning:give_wishes", ref=scene.cycle.ref, body=ashby.ref)
    month = sponsor.page.locator("details", has_text="September 2027")
    month.locator("summary").click()
    month.locator("select").first.select_option("best")
    sponsor.fills_in(more_required="data", shape=str(shape.pk), note="After the summer.").sends()
    wish = Wish.objects.get()
    assert (wish.required, wish.shape, wish.changed_by) == (["data"], shape, director)
    assert [date.fromisoformat(day).month for day in wish.preferred] in ([8], [9])
    rana.goes_to("planning:wishes", ref=scene.cycle.ref)
    said = rana.reads()
    assert "Needs: data" in said
    assert "Progress review" in said
    assert "After the summer." in said
    assert "Nobody brings it" in said
