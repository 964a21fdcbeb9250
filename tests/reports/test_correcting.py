"""A published report is corrected by two: the version before stays, and nothing unsigned is ever shown."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from cycles.models import ClosedPeriod, State
from notices.models import Message
from reports.actions import correcting, publishing
from reports.actions.looking import run_check
from reports.document import from_json
from reports.models import Correction, Edition
from reviews.actions.destruction import destroy_notes
from tests.reports import scene
from tests.reports.passing import pass_check
from tests.reports.scene import LATER, refusal_of
from tests.reports.test_identity import html_alone

PLACE = "summary-1.text"
RIGHT = "Young people are known well by most of those who work with them."
SOON = LATER + timedelta(days=20)


@pytest.fixture
def published(world_at):
    return scene.publish(world_at(State.DRAFTING))


def change(world, place=PLACE, now=RIGHT):
    return correcting.change_words(challenge=world.challenge, place=place, now=now, by=world.tom, at=SOON)


def sign(world, reason="It said everybody; it is most."):
    return correcting.sign_correction(challenge=world.challenge, reason=reason, by=world.tom, at=SOON)


def publish(world, at=SOON):
    return correcting.publish_correction(challenge=world.challenge, by=world.rana, at=at)


def make(world):
    """Have every edition that waits ready, with bytes of its own."""
    for edition in world.report.editions.filter(status="queued"):
        content = f"{edition.what} {edition.form} of {edition.tree_sha256[:12]}".encode()
        edition.sha256, edition.size = hashlib.sha256(content).hexdigest(), len(content)
        edition.status, edition.made_at = Edition.Status.READY, SOON
        edition.storage.save(edition.stored_name, ContentFile(content))
        edition.save()
    trees = world.report.corrections.exclude(tree_sha256="").values_list("tree_sha256", flat=True)
    for sha256 in trees:
        pass_check(world.report, tree_sha256=sha256, editions=world.report.editions.filter(tree_sha256=sha256))


def test_the_new_version_takes_the_address_and_the_old_one_stays_under_its_hash(published, client):
    signed, old = published.report.tree_sha256, published.publication.html.sha256
    change(published)
    sign(published)
    address = reverse("reports:published", args=[published.publication.slug])
    assert "has been corrected" not in client.get(address).text
    make(published)
    publication = publish(published)
    correction = Correction.objects.get()
    assert from_json(correction.tree).words_at("summary-1") == RIGHT
    assert from_json(correction.tree).words_at("corrections-2").endswith("It said everybody; it is most.")
    assert publication.html.tree_sha256 == correction.tree_sha256 != signed
    published.report.refresh_from_db()
    assert published.report.tree_sha256 == from_json(published.report.signed_tree).sha256() == signed
    page = client.get(address).text
    assert correction.tree_sha256[:12] in page
    assert "This report has been corrected" in page
    assert "Read version 1" in page
    before = client.get(reverse("reports:edition", args=[publication.slug, old, "html"])).text
    assert (signed[:12] in before, "one version of the report" in before) == (True, True)
    assert "corrected 1 April 2027" in client.get(reverse("reports:register")).text
    assert sorted(set(Message.objects.filter(kind="corrected").values_list("recipient__name", flat=True))) == [
        *("Amir", "Ben", "Carys", "Grace", "Joan", "Mina", "Nia", "Olu", "Petra", "Rana", "Tom")
    ]
    change(published, now="Young people are known.")
    assert (correcting.begun(published.report).number, Correction.objects.count()) == (3, 2)


def test_every_step_refuses_in_words(published):
    assert refusal_of(sign, world=published) == "Nothing has been put right yet. Change some words, then sign."
    assert "no such words" in refusal_of(change, world=published, place="nowhere.text")
    change(published)
    change(published, now=correcting.begun(published.report).changes[0]["was"])
    assert correcting.begun(published.report).changes == []
    assert "no signed correction" in refusal_of(publish, world=published)
    change(published, now="Petra says that young people are known well.")
    assert "“Petra”" in refusal_of(sign, world=published)
    change(published)
    sign(published)
    assert "is signed and waits" in refusal_of(change, world=published)
    assert refusal_of(sign, world=published) == "The correction is already signed. Nothing was changed."
    assert "editions are still being made" in refusal_of(publish, world=published)
    make(published)
    ClosedPeriod.objects.create(
        region=published.region, kind="poll", label="Local elections", starts_on=SOON.date(), ends_on=date(2027, 5, 6)
    )
    assert "Nothing may be published before the election" in refusal_of(publish, world=published)
    ClosedPeriod.objects.all().delete()
    Correction.objects.update(tree={**correcting.begun(published.report).tree, "title": "Another"})
    assert "not those that were signed" in refusal_of(publish, world=published)
    correcting.drop_correction(challenge=published.challenge, by=published.tom, at=SOON)
    assert "No correction is being made" in refusal_of(
        correcting.drop_correction, challenge=published.challenge, by=published.tom, at=SOON
    )
    publishing.withdraw_publication(publication=published.publication, reason="Wrong file", by=published.rana, at=SOON)
    assert "not on the register" in refusal_of(change, world=published)


def test_the_lead_changes_words_on_a_page_and_the_coordinator_publishes(published, signed_in):
    page = reverse("reports:correct_report", args=[published.challenge.ref])
    lead = signed_in(published.tom)
    assert "Summary of it." in lead.get(f"{page}?q=summary").text
    assert lead.get(f"{page}?at=nowhere").status_code == 404
    assert "How should it read?" in lead.get(f"{page}?at={PLACE}").text
    assert lead.post(page, {"do": "change", "place": PLACE, "now": ""}).status_code == 422
    assert lead.post(page, {"do": "change", "place": PLACE, "now": RIGHT}).status_code == 302
    assert RIGHT in lead.get(page).text
    assert lead.post(page, {"do": "sign", "reason": "It is most."}).status_code == 302
    assert lead.post(page, {"do": "change", "place": PLACE, "now": "No."}).status_code == 409
    make(published)
    button = reverse("reports:publish_correction", args=[published.challenge.ref])
    assert RIGHT in signed_in(published.rana).get(button).text
    signed_in(published.rana).post(button)
    published.publication.refresh_from_db()
    assert published.publication.corrected_at is not None
    lead = signed_in(published.tom)
    assert lead.post(page, {"do": "drop"}).status_code == 409
    lead.post(page, {"do": "change", "place": PLACE, "now": "Other."})
    assert lead.post(page, {"do": "drop"}).status_code == 302
    assert Correction.objects.count() == 1


def test_after_a_destruction_the_corrector_types_names_for_the_check_alone(published, signed_in, monkeypatch):
    html_alone(monkeypatch)
    page = reverse("reports:correct_report", args=[published.challenge.ref])
    lead = signed_in(published.tom)
    assert "Fewer names are looked for now" not in lead.get(page).text
    destroy_notes(challenge=published.challenge, rule="early", by=None, at=SOON, early=True)
    assert "Fewer names are looked for now" in lead.get(page).text
    change(published, now="Kay Brandt says that young people are known well.")
    typed = {"do": "sign", "reason": "It is most.", "names": "Kay Brandt\r\n\r\nJo Lund"}
    refused = lead.post(page, typed)
    assert (refused.status_code, "“Kay Brandt”" in refused.text) == (409, True)
    change(published, now=RIGHT)
    assert lead.post(page, typed).status_code == 302
    check = published.report.identity_checks.last()
    assert check.sealed_names
    assert b"Kay" not in bytes(check.sealed_names)
    done = run_check(check_id=check.pk, at=SOON)
    assert (done.status, done.hits.count(), done.sealed_names) == ("done", 0, None)
