"""Without a mouse, with an impatient one, and after a long lunch."""

import pytest

from cycles.models import Event
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
PASSWORD = "a-long-enough-secret"
FOCUSED = "document.activeElement.className + ' ' + document.activeElement.getAttribute('href')"


def test_the_first_press_of_tab_offers_the_way_to_the_content(world, visit):
    page = visit(world.rana)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "govuk-skip-link #main"
    assert page.locator(".govuk-skip-link").bounding_box()["height"] > 10
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_two_presses_send_one_form(world, visit):
    rana = Hand(visit(world.rana), world)
    rana.goes_to("cycles:postpone")
    rana.fills_in(cause="inspection", reason="An inspection began")
    sent = []
    rana.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    rana.page.locator("main form[method=post] button").last.dblclick()
    rana.page.wait_for_url("**/challenges/*/")
    assert len(sent) == 1
    assert Event.objects.filter(challenge=world.challenge).count() == 1
