"""The lead of a progress review opens a finding again, agrees it and sends the draft; axe looks at each page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cycles.models import Challenge, Shape, State
from followup.actions.reviewing import plan_review
from reviews.models import Finding
from tests import world as worlds
from tests.access.full import full_world
from tests.browser.eye import ASK, HEIGHT, SCRIPT, WIDTHS
from tests.followup.test_indicators import publish
from tests.journeys.hand import Hand
from tests.world import NOW

pytestmark = [pytest.mark.browser, pytest.mark.breaks_rules]  # the first report is made by hand


@pytest.fixture
def reviewed(db, clock):
    world = full_world(State.PUBLISHED)
    publish(world)
    shape = Shape.objects.create(
        programme=world.programme, name="Progress review", kind=Shape.Kind.PROGRESS_REVIEW, days=2, team_size=2
    )
    first = Finding.objects.filter(challenge=world.challenge).first()
    Finding.objects.filter(challenge=world.challenge).update(status=Finding.Status.DROPPED, dropped_reason="Thin.")
    Finding.objects.filter(pk=first.pk).update(status=Finding.Status.AGREED, dropped_reason="")
    days = NOW.date() + timedelta(days=307)
    told = {"cycle": world.cycle, "shape": shape, "starts_on": days, "by": world.rana, "at": NOW}
    world.review = plan_review(original=world.challenge, **told)
    world.challenge = Challenge.objects.with_host().get(pk=world.review.challenge_id)
    worlds.seat(world.challenge, world.tom, "lead")
    Challenge.objects.filter(pk=world.challenge.pk).update(state=State.DRAFTING)
    return world


def seen_by_axe(page):
    """Return what axe finds on the page as it stands, at both widths."""
    page.evaluate(SCRIPT.read_text())
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += page.evaluate(ASK)
    return found


def test_a_finding_is_opened_again_and_only_then_the_report_is_sent(reviewed, visit):
    tom = Hand(visit(reviewed.tom), reviewed)
    tom.goes_to("followup:progress_review")
    assert "0 of 1 are opened again and agreed" in tom.reads()
    assert seen_by_axe(tom.page) == []
    tom.page.get_by_role("link", name="Open again").click()
    assert seen_by_axe(tom.page) == []
    tom.fills_in(verdict="moved", text="Plans begin at 15 in two areas.").sends()
    tom.page.get_by_role("link", name="Evidence and agreement").click()
    tom.page.get_by_role("link", name="Agree").first.click()
    tom.fills_in(thin_reason="Every record says so.").sends()
    tom.goes_to("followup:progress_review")
    assert "1 of 1 is opened again and agreed" in tom.reads()
    assert seen_by_axe(tom.page) == []
    tom.goes_to("reports:send_to_host")
    tom.sends("Send to the host")
    reviewed.challenge.refresh_from_db()
    assert reviewed.challenge.state == State.ACCURACY
    assert tom.page.goto(reverse("reports:read_draft", args=[reviewed.challenge.ref])).status == 200
    assert "Plans begin at 15 in two areas." in tom.reads()
