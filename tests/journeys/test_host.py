"""The host and those around: Carys, Ben, Grace, Idris, Sam and the public."""

import pytest

from cycles.models import State
from reports.models import SignOff
from reviews.models import Document, ProtectedName
from tests.access.full import full_world
from tests.journeys.hand import Hand
from tests.reports import scene
from tests.reports.passing import pass_check
from tests.reviews.corpus import PDF

pytestmark = pytest.mark.browser


def test_ben_uploads_a_document_and_gives_names_to_protect(world, visit):
    ben = Hand(visit(world.ben), world)
    ben.goes_to("reviews:upload_document")
    paper = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    ben.fills_in(file=paper, kind="board", title="Minutes").sends()
    assert Document.objects.get().title == "Minutes"
    ben.goes_to("reviews:protect_names")
    ben.fills_in(names="Kay Brandt").sends("Add")
    assert ProtectedName.objects.count() == 1


def test_ben_comments_on_a_line_of_the_draft(db, clock, visit):
    world = full_world(State.ACCURACY)
    ben = Hand(visit(world.ben), world)
    ben.goes_to("reports:read_draft")
    ben.page.locator("a[href*='comment/background-1/']").first.click()
    ben.fills_in(kind="fact", text="There were nine panels, not eight.").sends()
    assert world.report.comments.get(text__startswith="There were nine").made_by == world.ben


@pytest.mark.breaks_rules
def test_carys_agrees_rana_publishes_and_the_public_reads(world_at, visit):
    world = scene.made(world_at(State.DRAFTING), forms=("html", "pdf", "docx"))
    pass_check(world.report, editions=world.report.editions.all())
    SignOff.objects.all().delete()
    carys = Hand(visit(world.carys), world)
    carys.goes_to("reports:agree_to_publish")
    carys.sends()
    rana = Hand(visit(world.rana), world)
    rana.goes_to("reports:publish")
    rana.sends()

    grace = Hand(visit(world.grace), world)
    assert grace.goes_to("reports:read_draft") == 403
    for reader in (grace, Hand(visit(None), world)):
        page = reader.page
        page.goto("/reports/")
        page.get_by_role("link", name="Calderdale: Transitions").click()
        page.get_by_role("heading", name="Calderdale: Transitions").wait_for()
        assert scene.STRENGTH in reader.reads()
        address = page.get_by_role("link", name="Download as PDF").get_attribute("href")
        assert page.request.get(address).body().startswith(b"%PDF-1.7")


def test_idris_sees_what_becomes_of_the_notes(db, clock, visit):
    world = full_world(State.PUBLISHED)
    idris = Hand(visit(world.idris), world)
    assert idris.goes_to("reviews:destruction") == 200
    assert "destroyed" in idris.reads()


def test_sam_finds_nothing_of_the_challenge_but_the_register(db, clock, visit):
    world = full_world(State.ON_SITE)
    sam = Hand(visit(world.sam), world)
    for name in ("reviews:notes", "reviews:documents", "reports:read_draft", "reviews:findings", "cycles:team"):
        assert sam.goes_to(name) == 404
    assert sam.page.goto("/reports/").status == 200
