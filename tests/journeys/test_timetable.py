"""Ben builds the timetable of the visit: by mouse, by keys alone, and from a proposal."""

from datetime import time

import pytest
from django.urls import reverse

from reviews import proposing
from reviews.actions import timetable, wanted
from reviews.models import Session, TimetableProposal
from tests import world as worlds
from tests.browser.eye import ASK, SCRIPT
from tests.world import NOW

pytestmark = pytest.mark.browser
DAY = worlds.VISIT_STARTS


@pytest.fixture
def building(world):
    """Petra is in two sessions of the first day; two more sessions are wanted, and there is a room."""
    for number, (title, hour) in enumerate([("Duty team", 9), ("Carers", 11)], 1):
        plan = timetable.Plan(
            DAY, time(hour), time(hour + 1), "group", title, leads=(world.seats["petra"],), track=number
        )
        timetable.add_session(challenge=world.challenge, plan=plan, by=world.ben, at=NOW)
    wanted.add_room(challenge=world.challenge, name="Room 4", holds=20, by=world.ben, at=NOW)
    for title in ("School heads", "Foster carers"):
        wish = wanted.Wish(title, "group", 60, expected=6)
        wanted.add_wanted(challenge=world.challenge, wish=wish, by=world.ben, at=NOW)
    return world


def stands(title):
    session = Session.objects.get(title=title)
    return (session.day - DAY).days, f"{session.starts:%H:%M}", session.track


def said(page, words):
    page.locator("#build-say", has_text=words).wait_for()


def test_sessions_are_moved_by_mouse_and_keys_and_a_timetable_is_proposed_and_used(building, visit):
    page = visit(building.ben, {"width": 1280, "height": 1600})
    page.goto(reverse("reviews:build_timetable", args=[building.challenge.ref]))
    duty = page.locator("[data-title='Duty team']")
    box = duty.bounding_box()
    quarter = page.locator(".build-grid").first.bounding_box()["height"] / (10 * 4)
    x, y = box["x"] + box["width"] - 12, box["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 8 * quarter, steps=4)  # onto the hour of the other session
    said(page, "Petra is in two sessions at once")
    page.mouse.up()
    page.locator("[data-title='Duty team']:not(.is-up)").wait_for()
    said(page, "Petra is in two sessions at once")
    assert stands("Duty team") == (0, "09:00", 1)
    box = duty.bounding_box()
    assert abs(box["y"] + 8 - y) < 2  # put back
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 4 * quarter, steps=4)
    said(page, "10:00, track 1.")
    with page.expect_navigation():
        page.mouse.up()
    assert stands("Duty team") == (0, "10:00", 1)
    with page.expect_navigation():
        page.get_by_role("button", name="Undo your last move").click()
    assert stands("Duty team") == (0, "09:00", 1)

    grip = page.locator("[data-title='Carers'] .build-slot__move a")
    grip.focus()
    page.keyboard.press("Space")
    said(page, "Picked up “Carers”: Tuesday 9 February, 11:00, track 2.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    said(page, "Left where it stands.")
    page.keyboard.press("Enter")
    for key in ("PageDown", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    said(page, "Wednesday 10 February, 11:30, track 3.")
    page.evaluate(SCRIPT.read_text())
    assert page.evaluate(f"({ASK})()") == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    said(page, "“Carers” is now on Wednesday 10 February, 11:30 to 12:30, track 3.")
    assert stands("Carers") == (1, "11:30", 3)
    assert grip.evaluate("one => one === document.activeElement")

    page.goto(reverse("reviews:propose_timetable", args=[building.challenge.ref]))
    page.get_by_role("button", name="Propose").click()
    page.get_by_text("Waiting to begin").wait_for()
    proposing.work_out(proposal_id=TimetableProposal.objects.get().pk, seconds=0.3, clock=lambda: NOW)
    page.get_by_role("link", name="Use this timetable").or_(
        page.get_by_role("button", name="Use this timetable")
    ).click()
    page.get_by_role("button", name="Use this timetable").click()
    page.get_by_text("5 sessions are in the timetable.").wait_for()
    assert {stands(title)[0] for title in ("School heads", "Foster carers")} <= {0, 1, 2}
