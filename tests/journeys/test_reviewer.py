"""Petra reviews: asked, declared, reading, and writing on her phone in somebody else's building."""

import pytest

from cycles.models import Declaration, Seat, State
from reviews.models import EvidenceNote
from reviews.vault import vault_of
from tests import world as worlds
from tests.access.full import full_world
from tests.browser.window import PHONE
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


def test_petra_accepts_and_declares_that_she_has_no_interest(world, visit):
    Seat.objects.filter(person=world.petra).delete()
    worlds.seat(world.challenge, world.petra, "reviewer", status="invited", declared=None)
    petra = Hand(visit(world.petra), world)

    petra.page.goto("/")
    assert "Calderdale" in petra.reads()
    petra.goes_to("cycles:answer_invitation")
    petra.fills_in(answer="accept").sends()
    petra.fills_in(has_interest="no").sends()

    seat = Seat.objects.get(person=world.petra)
    assert seat.status == "accepted"
    assert Declaration.objects.get(seat=seat).outcome == "clear"


def test_petra_reads_a_document_as_a_file(db, clock, visit):
    world = full_world(State.PREPARING)
    petra = Hand(visit(world.petra), world)

    petra.goes_to("reviews:documents")
    petra.page.get_by_role("link", name="CANARYDOCUMENT").first.click()
    with petra.page.expect_download() as kept:
        petra.page.locator(f"a[href*='{world.document_version.ref}']").first.click()

    assert kept.value.path().read_bytes() == b"a pack\n\n"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_petra_writes_a_note_on_her_phone(world_at, visit, scripts):
    world = world_at(State.ON_SITE)
    petra = Hand(visit(world.petra, size=PHONE, java_script_enabled=scripts), world)

    petra.goes_to("reviews:write_note")
    page = petra.page
    page.get_by_label("What did you find?").fill("Letters reach families too late.")
    petra.fills_in(kind="heard", source="front_line", leans="development")
    page.get_by_role("button", name="Save note").click()
    page.get_by_text("Your notes of today").wait_for()

    note = EvidenceNote.objects.get()
    assert note.author == world.petra
    assert note.text(vault_of(world.challenge)) == "Letters reach families too late."
    assert "Letters reach families too late." in petra.reads()
