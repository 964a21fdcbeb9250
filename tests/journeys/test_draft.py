"""Rana moves visits of a draft on the board: once with the mouse, once with the keyboard alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.models import ClosedPeriod
from planning.actions import drafts
from planning.sketch import NEW, Sketch
from tests.planning import scene as scenes
from tests.world import NOW

pytestmark = pytest.mark.browser
JUNE, JULY = date(2027, 6, 7), date(2027, 7, 5)
FOCUSED = "document.activeElement.getAttribute('data-visit')"


@pytest.fixture
def scene(db, clock):
    """Three authorities, Ashby inspected in the week before its visit."""
    scene = scenes.build(("Ashby", "Brigg", "Crowle"))
    ClosedPeriod.objects.create(
        region=scene.region,
        body=scene.bodies["Ashby"],
        kind="inspection",
        label="Inspection",
        starts_on=JULY - timedelta(weeks=1),
        ends_on=JULY - timedelta(days=1),
    )
    scene.draft = drafts.begin(cycle=scene.cycle, reason="Ashby was inspected", by=scene.rana, at=NOW)
    scene.key = NEW + scene.bodies["Ashby"].pk
    drafts.move(draft=scene.draft, key=scene.key, week=JULY, by=scene.rana, at=NOW)
    drafts.move(draft=scene.draft, key=NEW + scene.bodies["Brigg"].pk, week=JUNE, by=scene.rana, at=NOW)
    return scene


def opened(scene, visit, **options):
    """Open the board as Rana; return the page and Ashby's visit on it."""
    page = visit(scene.rana, **options)
    page.goto(reverse("planning:draft", args=[scene.draft.ref]))
    return page, page.locator(f"[data-visit='{scene.key}']")


def stands(scene):
    scene.draft.refresh_from_db()
    return Sketch.of(scene.draft.sketch)[scene.key].week


def said(page, words):
    """Wait until the board says something."""
    page.locator("#board-say", has_text=words).wait_for()


def test_a_visit_is_drawn_along_with_the_mouse_and_put_back(scene, visit):
    page, ashby = opened(scene, visit)
    track = ashby.locator("xpath=ancestor::*[@class='board__track']").bounding_box()
    week = track["width"] / 78
    box = ashby.locator(".bar").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - week, y, steps=4)
    said(page, "Ashby cannot be visited in the week of 28 June 2027: Inspection")
    assert "is-bad" in ashby.get_attribute("class")
    page.mouse.move(x + 3 * week, y, steps=4)
    said(page, "27 to 29 July 2027: ")
    assert stands(scene) == JULY
    with page.expect_navigation():
        page.mouse.up()
    assert stands(scene) == JULY + timedelta(weeks=3)
    assert "Moved to 27 to 29 July 2027 in this draft." in page.locator("main").inner_text()
    with page.expect_navigation():
        page.locator(".draft-undo button").click()
    assert stands(scene) == JULY
    with page.expect_navigation():
        page.locator(f"[data-visit='{scene.key}'] .bar").click()
    assert "Selected" in page.locator("#visit").inner_text()


def test_a_finger_draws_a_visit_along_and_may_leave_it(scene, visit):
    page, ashby = opened(scene, visit, has_touch=True)
    ashby.scroll_into_view_if_needed()
    box = ashby.locator(".bar").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = page.context.new_cdp_session(page)
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 8 * step, "y": y}]})
    said(page, "2027: ")
    hand.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    page.locator(f"[data-visit='{scene.key}']:not(.is-tried)").wait_for()
    assert stands(scene) == JULY


def test_a_visit_is_moved_by_keyboard_alone(scene, visit):
    page, ashby = opened(scene, visit)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == str(scene.key):
            break
    assert (ashby.get_attribute("role"), ashby.get_attribute("aria-valuetext")) == ("slider", "6 to 8 July 2027")
    page.keyboard.press("ArrowLeft")
    said(page, "Ashby cannot be visited in the week of 28 June 2027: Inspection")
    assert ashby.get_attribute("aria-valuetext") == "29 June to 1 July 2027"
    page.keyboard.press("Escape")
    said(page, "Left where it stands: 6 to 8 July 2027.")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowLeft")
    said(page, "27 to 29 July 2027: ")
    assert stands(scene) == JULY
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert stands(scene) == JULY + timedelta(weeks=3)
    assert page.evaluate(FOCUSED) == str(scene.key)  # where the hand was
    assert "Moved to 27 to 29 July 2027 in this draft." in page.locator("[role=alert]").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")  # with nothing tried, it is chosen
    page.locator("#visit a", has_text="Move week").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("select[name=week]").select_option(JULY.isoformat())
    with page.expect_navigation():
        page.locator("main form[method=post] button").press("Enter")
    assert stands(scene) == JULY
