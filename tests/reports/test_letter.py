"""The letter and the slides of a frozen presentation: made on freezing, kept by those who may see it."""

import io

import docx
import pptx
import pytest
from django.urls import reverse

from cycles.models import State
from reports.actions import editions, presentation
from reports.document import from_json
from reports.models import Edition
from tests.reports import scene
from tests.reports.scene import DEVELOPMENT, STRENGTH, refusal_of
from tests.world import NOW

pytestmark = pytest.mark.either


def test_letter_and_slides_say_the_frozen_words_to_team_and_host_alone(world_at, signed_in):
    world = scene.find(world_at(State.ON_SITE))
    page = reverse("reports:view_presentation", args=[world.challenge.ref])
    early = presentation.Presentation(challenge=world.challenge)
    assert "not frozen yet" in refusal_of(
        presentation.make_letter_and_slides, challenge=world.challenge, presentation=early, at=NOW
    )
    presentation.draft_presentation(
        challenge=world.challenge,
        opening="Thank you all.",
        key_messages="Start earlier.",
        closing="A report follows in May.",
        version=0,
        by=world.tom,
        at=NOW,
    )
    presentation.freeze_presentation(challenge=world.challenge, by=world.tom, at=NOW)
    made = {edition.name: edition for edition in Edition.objects.order_by("pk")}
    assert list(made) == ["Feedback letter (PDF)", "Feedback letter (Word)", "Slides (PowerPoint)"]
    assert {edition.is_private for edition in made.values()} == {True}
    assert made["Feedback letter (PDF)"].tree["title"] == "Peer challenge of Calderdale"
    for edition in made.values():
        editions.make_edition(edition_id=edition.pk, at=NOW)
        edition.refresh_from_db()
        assert (edition.status, edition.problem) == ("ready", "")
    host = signed_in(world.carys)
    shown = host.get(page).text
    letter = b"".join(host.get(page, {"file": made["Feedback letter (Word)"].ref}).streaming_content)
    said = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(letter)).paragraphs)
    for words in ("Thank you all.", STRENGTH, DEVELOPMENT, "Start earlier.", "Tom, lead challenger, for the team"):
        assert words in said
    slides = made["Slides (PowerPoint)"]
    with slides.storage.open(slides.stored_name) as file:
        deck = pptx.Presentation(file)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:2] == ["Peer challenge of Calderdale", "Opening"]
    assert "Feedback letter (PDF)" in shown
    assert "Make the letter and the slides" not in shown
    assert from_json(made["Slides (PowerPoint)"].tree).kind == "Feedback letter"
    # The report's own pages give none of them out, and strangers get nothing.
    other = reverse("reports:draft_pdf", args=[world.challenge.ref, made["Feedback letter (PDF)"].ref])
    assert signed_in(world.tom).get(other).status_code in (403, 404)
    assert signed_in(world.sam).get(page, {"file": made["Feedback letter (PDF)"].ref}).status_code == 404


def test_what_failed_is_asked_for_again_from_the_page(world_at, signed_in):
    world = scene.find(world_at(State.ON_SITE))
    presentation.freeze_presentation(challenge=world.challenge, by=world.tom, at=NOW)
    Edition.objects.filter(form="pptx").update(status="failed", problem="No memory.")
    client = signed_in(world.petra)
    page = reverse("reports:view_presentation", args=[world.challenge.ref])
    assert "Slides (PowerPoint): No memory." in client.get(page).text
    assert "The letter and the slides are being made." in client.post(page, follow=True).text
    assert set(Edition.objects.values_list("status", flat=True)) == {"queued"}


def test_an_edition_being_made_is_stopped_from_the_page(world_at, signed_in):
    world = scene.write(world_at(State.DRAFTING))
    client = signed_in(world.mina)
    make = reverse("reports:make_draft_pdf", args=[world.challenge.ref])
    client.post(make)
    edition = Edition.objects.get(form="pdf")
    Edition.objects.update(status="rendering", progress=20)
    assert "Stop making this: Report (PDF)?" in client.get(make, {"stop": edition.ref}).text
    answer = client.post(f"{make}?stop={edition.ref}", follow=True).text
    assert "It was stopped. Make it again when you need it." in answer
    assert client.get(make, {"stop": "0123456789ab"}).status_code == 404
    edition.refresh_from_db()
    assert edition.status == "failed"
