"""Two roads through the report: a tab dies while Petra writes; the host checks facts until the days run out."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from reports.models import UnsavedText
from reports.tasks import sweep_rounds
from tests.browser.window import PHONE
from tests.journeys.hand import Hand
from tests.reports import scene
from tests.reports.passing import pass_both
from tests.world import NOW

pytestmark = pytest.mark.browser
PAPER = {"name": "diary.txt", "mimeType": "text/plain", "buffer": b"Six panels met."}


def test_petras_words_outlive_her_tab_and_meet_minas(world_at, visit):
    world = scene.write(world_at(State.DRAFTING))
    section = {"ref": world.challenge.ref, "key": "summary"}
    petra = Hand(visit(world.petra), world)
    petra.goes_to("reports:write_section", **section)
    petra.fills_in(text="Summary of it.\n\nFamilies wait too long.")
    petra.page.locator("[name='text']").blur()
    petra.page.get_by_text("Kept for you at").wait_for()
    # The tab is gone, and what was typed last went with the page.
    petra.page.locator("[name='text']").press_sequentially(" Every")
    petra.page.close(run_before_unload=False)

    mina = Hand(visit(world.mina), world)
    mina.goes_to("reports:write_section", **section)
    mina.fills_in(text="A summary of it.").sends("Save")
    assert "Families" not in mina.reads()

    again = Hand(visit(world.petra, size=PHONE), world)
    again.goes_to("reports:write_section", **section)
    assert "You typed words here" in again.reads()
    again.page.get_by_role("button", name="Go on with these words").click()
    again.page.locator("main form[data-keep]").wait_for()
    assert "Families wait too long." in again.page.locator("[name='text']").input_value()
    again.sends("Save")
    assert "Two texts of this section" in again.reads()
    again.sends("Put both texts into the box")
    joined = again.page.locator("[name='text']").input_value()
    assert joined.startswith("A summary of it.\n\nFamilies wait too long.")
    again.sends("Save")
    text = world.challenge.report.sections.get(key="summary").text.replace("\r", "")
    assert text.startswith("A summary of it.\n\nFamilies wait too long.")
    again.goes_to("reports:write_section", **section)
    assert "You typed words here" not in again.reads()  # nothing is offered that is saved


def test_ben_checks_facts_gets_more_time_and_the_round_closes_by_itself(world_at, visit, clock):
    world = scene.send(world_at(State.DRAFTING))
    ben = Hand(visit(world.ben), world)
    ben.goes_to("reports:read_draft")
    ben.page.locator("a[href*='comment/summary-1/']").click()
    ben.page.locator("[name='file']").set_input_files(PAPER)
    ben.fills_in(kind="fact", text="There are six, not five.")
    # Kept while it is typed, the chosen file left out; sent, nothing unsaved is left behind.
    ben.page.locator("[name='text']").blur()
    ben.page.get_by_text("Kept for you at").wait_for()
    ben.sends()
    assert not UnsavedText.objects.exists()
    assert "There are six, not five." in ben.reads()

    mina = Hand(visit(world.mina), world)
    mina.goes_to("reports:extend_round")
    mina.fills_in(days=3, reason="A service is moving.").sends()
    assert "Extended from 24 February 2027 to 1 March 2027 by Mina: A service is moving." in mina.reads()

    clock.move_to(NOW + timedelta(days=20))
    sweep_rounds()
    ben, mina, tom = (Hand(visit(person), world) for person in (world.ben, world.mina, world.tom))
    ben.page.goto(reverse("reports:comment", args=[world.challenge.ref, "summary-1"]))
    ben.fills_in(kind="wording", text="It could be misread.").sends()
    assert "The last day for comments was 1 March." in ben.reads()
    assert ben.page.locator("[name='text']").input_value() == "It could be misread."

    comment = world.report.comments.get()
    mina.goes_on_to("reports:decide_comment", comment=comment.ref)
    mina.fills_in(decision="accepted", reason="The diary says so.").sends()
    assert "1 point raised, 1 accepted." in mina.reads()
    pass_both(world.challenge.report, world.rana)
    tom.goes_to("reports:sign")
    tom.sends()
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.FINAL
