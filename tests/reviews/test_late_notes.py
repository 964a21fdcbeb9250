"""Late notes wait for the lead: no evidence until let in, and nobody but lead and author knows of them."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cycles.models import Event, State
from notices.models import Message
from people.refusal import Refusal
from reviews import queries
from reviews.actions import findings, late_notes
from reviews.actions.notes import hand_in_late_note
from reviews.guard import Stale
from reviews.models import EvidenceNote, FindingNote
from reviews.vault import vault_of
from tests.access.full import full_world
from tests.reviews.test_invariants import found
from tests.reviews.test_notes import FACTS, post
from tests.waits import waits_on
from tests.world import NOW

# The full world is put down by hand, not walked to.
pytestmark = pytest.mark.breaks_rules


@pytest.fixture
def world(db, clock):
    """The accuracy round, with one late note of Petra's."""
    return full_world(State.ACCURACY)


def let_in(world, by=None, seen=1):
    return late_notes.let_in_late_note(note=world.late_note, seen=seen, by=by or world.tom, at=NOW)


def leave_out(world, reason="It is in the report."):
    return late_notes.leave_out_late_note(note=world.late_note, reason=reason, seen=1, by=world.tom, at=NOW)


def waits(world, key):
    person = getattr(world, key)
    person.user.__dict__.pop("standings", None)
    return [line.what for line in waits_on(queries, person.user, NOW.date()) if "late note" in line.what]


def listed(world, signed_in, key):
    page = signed_in(getattr(world, key)).get(reverse("reviews:notes", args=[world.challenge.ref]))
    return {note.text for note in page.context["notes"]}


def test_a_late_note_waits_and_is_no_evidence_until_it_is_let_in(world, signed_in):
    for key in ("tom", "mina", "petra", "amir"):
        assert "CANARYLATE" not in listed(world, signed_in, key)
    facts = {"notes_for": [world.late_note], "notes_against": [], "by": world.tom, "at": NOW}
    findings.link_evidence(finding=world.draft_finding, **facts)
    assert not world.draft_finding.links.filter(note=world.late_note).exists()
    let_in(world)
    assert "CANARYLATE" in listed(world, signed_in, "amir")
    findings.link_evidence(finding=world.draft_finding, **facts)
    assert world.draft_finding.links.filter(note=world.late_note).exists()


def test_the_lead_is_asked_and_the_author_is_answered_without_mail_or_event(world, signed_in):
    assert waits(world, "tom") == ["Decide on 1 late note"]
    assert waits(world, "petra") == waits(world, "mina") == []
    leave_out(world)
    assert waits(world, "tom") == waits(world, "mina") == []
    assert waits(world, "petra") == ["See what became of your late note"]
    assert not Message.objects.exists()
    assert not Event.objects.exists()
    client = signed_in(world.petra)
    page = client.get(reverse("reviews:late_notes", args=[world.challenge.ref]))
    assert "Left out: It is in the report." in page.text
    client.post(reverse("reviews:read_decisions", args=[world.challenge.ref]))
    assert waits(world, "petra") == []
    page = client.get(reverse("reviews:late_notes", args=[world.challenge.ref]))
    assert ("Left out: It is in the report." in page.text, page.context["is_news"]) == (True, False)
    world.late_note.refresh_from_db()
    assert b"It is in the report" not in bytes(world.late_note.sealed_reason)


@pytest.mark.parametrize(("key", "shown"), [("tom", True), ("petra", True), ("mina", False), ("olu", False)])
def test_only_lead_and_author_read_a_late_note(world, signed_in, key, shown):
    page = signed_in(getattr(world, key)).get(reverse("reviews:late_notes", args=[world.challenge.ref]))
    assert ("CANARYLATE" in page.text) == shown
    assert ("Let it in" in page.text) == (key == "tom")
    if not shown:
        assert "No late note" in page.text


def test_of_two_decisions_the_second_is_told_of_the_first(world):
    leave_out(world)
    with pytest.raises(Refusal, match=r"^Tom has already decided: this note is left out\. Nothing was changed\.$"):
        let_in(world)
    world.late_note.refresh_from_db()
    assert (world.late_note.late, world.late_note.decided_by) == ("left_out", world.tom)


def test_the_lead_decides_on_the_words_he_read(world, signed_in):
    EvidenceNote.objects.filter(pk=world.late_note.pk).update(revision=2)
    with pytest.raises(Stale, match="It now says: “CANARYLATE”"):
        let_in(world)
    address = reverse("reviews:let_in_late_note", args=[world.challenge.ref, world.late_note.pk])
    page = signed_in(world.tom).post(address, {"version": 1})
    assert page.status_code == 409
    assert signed_in(world.tom).post(address, {"version": page.context["form"]["version"].value()}).status_code == 302
    world.late_note.refresh_from_db()
    assert world.late_note.late == "let_in"


def test_leaving_out_needs_a_reason_and_a_deleted_note_a_sentence(world, signed_in):
    address = reverse("reviews:leave_out_late_note", args=[world.challenge.ref, world.late_note.pk])
    page = signed_in(world.tom).post(address, {"version": 1, "reason": " "})
    assert (page.status_code, "reason" in page.context["form"].errors) == (422, True)
    kept = world.late_note
    EvidenceNote.objects.filter(pk=kept.pk).delete()
    with pytest.raises(Refusal, match="Its author has deleted this note"):
        let_in(world)
    assert signed_in(world.tom).get(address).status_code == 404


def test_handing_in_says_who_decides_and_sending_it_again_keeps_one(world, signed_in):
    client, typed = signed_in(world.amir), post(source="documents")
    address = reverse("reviews:hand_in_late_note", args=[world.challenge.ref])
    page = client.post(address, typed, follow=True)
    assert "The lead lets it in or leaves it out" in page.text
    assert "edit/" not in page.text  # nobody changes a note any more
    note = EvidenceNote.objects.get(author=world.amir)
    assert (note.late, note.session) == ("waiting", None)
    client.post(address, typed)
    late_notes.let_in_late_note(note=note, seen=1, by=world.tom, at=NOW)
    again = {"challenge": world.challenge, "note_id": note.pk, "text": typed["text"], "line": None}
    with pytest.raises(Refusal, match="The lead has decided on this late note since"):
        hand_in_late_note(**again, by=world.amir, at=NOW, **{**FACTS, "leans": "question"})
    assert EvidenceNote.objects.filter(author=world.amir).count() == 1


def test_the_database_wants_who_decided_and_why(world):
    for change in (
        {"late": "let_in"},
        {"late": "left_out", "decided_by": world.tom},
        {"session": world.session},
        {"sealed_reason": b"x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceNote.objects.filter(pk=world.late_note.pk).update(**change)


def test_a_link_to_a_note_that_was_not_let_in_is_found(world):
    FindingNote.objects.create(finding=world.draft_finding, note=world.late_note)
    assert found() == [f"Finding {world.draft_finding.ref}: it rests on a late note that was not let in."]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_inbox_asks_the_same_queries_whatever_its_length(world, signed_in, rows, django_assert_num_queries):
    vault = vault_of(world.challenge)
    for number in range(rows):
        note = EvidenceNote(
            pk=uuid.uuid4(),
            challenge=world.challenge,
            author=world.amir,
            day=NOW.date(),
            kind="read",
            source="documents",
            leans="context",
            late="waiting",
        )
        note.seal(vault, f"Late {number}")
        note.save()
    client = signed_in(world.tom)
    with django_assert_num_queries(8):
        client.get(reverse("reviews:late_notes", args=[world.challenge.ref]))
