"""Petra's calendar: she makes its address, and when Rana moves the visit by three weeks it follows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.browser.eye import ASK, SCRIPT
from tests.browser.window import PHONE
from tests.journeys.hand import Hand
from tests.world import VISIT_STARTS

pytestmark = pytest.mark.browser


def visit_in(page, address):
    """Return the visit as a calendar that has the address fetches it."""
    [event] = Calendar.from_ical(page.request.get(address).body()).walk("VEVENT")
    return str(event["UID"]), event["DTSTART"].dt, event["SEQUENCE"]


def test_a_visit_moves_three_weeks_and_the_calendar_follows(world, visit):
    petra = visit(world.petra, PHONE)
    petra.goto(reverse("cycles:my_calendar"))
    petra.get_by_role("button", name="Make my address").click()
    address = petra.locator(".typed strong").inner_text()
    petra.evaluate(SCRIPT.read_text())
    assert petra.evaluate(ASK) == []
    path = address[address.index("/my-calendar/") :]
    outside = visit(None)
    uid, first, sequence = visit_in(outside, path)
    assert (first, sequence) == (VISIT_STARTS, 0)

    rana = Hand(visit(world.rana), world)
    rana.goes_to("cycles:move_visit")
    day = VISIT_STARTS + timedelta(weeks=3)
    rana.fills_in(starts_on_day=str(day.day), starts_on_month=str(day.month), starts_on_year=str(day.year)).sends()
    assert visit_in(outside, path) == (uid, day, 1)
    assert outside.context.cookies() == []

    petra.goto(reverse("cycles:my_calendar"))
    petra.get_by_role("button", name="Revoke the address").click()
    petra.get_by_text("The address no longer answers.").wait_for()
    assert outside.request.get(path).status == 404
