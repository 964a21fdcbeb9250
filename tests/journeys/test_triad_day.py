"""A triad day of three hosts, from its rotation to what they ask, offer and do next, in the browser."""

import pytest
from django.urls import reverse

from cycles.history import advance
from cycles.kinds import components_of, usual
from cycles.models import Challenge, Component, HostBody, Shape, State
from people.models import Person
from tests.journeys.hand import Hand
from tests.world import NOW, VISIT_STARTS

pytestmark = pytest.mark.browser
HOSTS = ("Calderdale", "Wakefield", "York")


@pytest.fixture
def triad(world):
    """Three challenges on one visit, preparing, nobody of the two new ones in their teams yet."""
    world.shape = Shape.objects.create(programme=world.programme, **usual("triad"))
    visit = world.challenge.visit
    visit.ends_on = VISIT_STARTS
    visit.save()
    world.challenge.seats.update(ends_on=VISIT_STARTS)
    Challenge.objects.filter(pk=world.challenge.pk).update(shape=world.shape)
    for place in HOSTS[1:]:
        host = world.bodies[place]
        made = Challenge.objects.create(
            cycle=world.cycle, shape=world.shape, visit=visit, host=host, topic="The front door", state=State.PREPARING
        )
        HostBody.objects.create(challenge=made, body=host)
    world.york = made
    world.challenge = Challenge.objects.with_host().get(pk=world.challenge.pk)
    return world


def test_three_hosts_take_turns_and_end_with_asks_offers_and_next_steps(triad, visit):
    world = triad
    rana = Hand(visit(world.rana), world)
    rana.goes_to("cycles:rotation", ref=world.cycle.ref)
    assert rana.finds_wrong() == []
    turns = rana.page.locator("#day-1 tbody tr")
    leads = [turns.nth(number).locator("td").first.inner_text().split("\n")[0] for number in range(3)]
    assert sorted(leads) == list(HOSTS)
    lead = leads[HOSTS.index("York")]
    Person.objects.filter(pk=world.sam.pk).update(home=world.bodies[lead])
    rana.page.get_by_role("link", name="York", exact=True).click()
    rana.page.goto(reverse("cycles:candidates", args=[world.york.ref]) + "?role=lead")
    first = rana.page.locator("ul.lines > li").first
    assert "Their turn" in first.inner_text()
    first.get_by_role("link", name="Invite").click()
    rana.sends()
    rana.goes_to("cycles:rotation", ref=world.cycle.ref)
    assert "Now: Sam" in rana.reads()

    for key in components_of("triad"):
        Component.objects.create(challenge=world.challenge, key=key, done_at=NOW, done_by=world.rana)
    for move in ("go_on_site", "leave_site"):
        advance(challenge=world.challenge, move=move, by=world.rana, at=NOW)
    tom = Hand(visit(world.tom), world)
    tom.goes_to("cycles:conclude")
    assert "at least one ask, offer or next step" in tom.reads()
    for kind, text in (("ask", "Lend us an analyst"), ("offer", "Sit with our help desk"), ("next_step", "Meet again")):
        tom.goes_to("reviews:add_outcome")
        tom.fills_in(kind=kind, text=text, owner=world.host.ref, due_on_day=9, due_on_month=6, due_on_year=2027).sends()
    tom.page.get_by_role("link", name="Lend us an analyst", exact=True).click()
    tom.fills_in(text="Lend us an analyst for a week", is_done="yes").sends()
    assert "10 Feb 2027" in tom.reads()
    tom.page.get_by_role("link", name="Lend us an analyst for a week", exact=True).click()
    tom.fills_in(is_done="no").sends()
    tom.page.get_by_role("link", name="Meet again", exact=True).click()
    tom.page.get_by_role("link", name="Take it out").click()
    tom.sends()
    assert ("Meet again" in tom.reads(), "Lend us an analyst for a week" in tom.reads()) == (False, True)
    assert tom.finds_wrong() == []
    tom.goes_to("cycles:conclude")
    tom.sends()
    ben = Hand(visit(world.ben), world)
    ben.goes_to("reviews:outcomes")
    ben.page.get_by_role("link", name="Mark as done").first.click()
    ben.sends()
    assert "Marked as done." in ben.page.locator("body").inner_text()
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.FOLLOW_UP
    assert world.challenge.outcomes.exclude(done_on=None).get().done_by == world.ben
