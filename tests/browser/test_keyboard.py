"""Without a mouse, with an impatient one, and after a long lunch."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from cycles.models import Event, State
from people.actions import logins
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


def test_an_error_takes_the_keyboard_to_its_summary_and_on_to_the_field(world, visit):
    rana = Hand(visit(world.rana), world)
    rana.goes_to("cycles:postpone")
    rana.sends()
    page = rana.page
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.locator(".govuk-error-summary a").last.press("Enter")
    assert page.evaluate("document.activeElement.name") == "reason"


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


def test_what_was_typed_before_the_session_ended_is_there_after_signing_in(world_at, visit):
    world = world_at(State.ON_SITE)
    user = world.petra.user
    user.set_password(PASSWORD)
    user.save()
    logins.verify_address(user)
    petra = Hand(visit(world.petra), world)
    petra.goes_to("reviews:raise_hypothesis")
    petra.fills_in(text="Nobody owns the front door.")
    Session.objects.all().delete()
    petra.page.context.clear_cookies(name="session")
    petra.sends()
    petra.page.get_by_label("E-mail").or_(petra.page.locator("[name=login]")).first.fill(user.email)
    petra.page.locator("[name=password]").fill(PASSWORD)
    petra.page.locator("main form button").first.click()
    petra.page.get_by_role("button", name="Show what I typed").click()
    petra.page.wait_for_url(f"**{reverse('reviews:raise_hypothesis', args=[world.challenge.ref])}")
    assert petra.page.locator("[name=text]").input_value() == "Nobody owns the front door."
