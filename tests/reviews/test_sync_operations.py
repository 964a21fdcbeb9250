"""Operations of devices: every row of the tables of docs/sync.md, over HTTP."""

import hashlib
import json
import uuid

import pytest
from django.urls import reverse

from cycles.actions import life
from cycles.models import Seat, State
from reviews.models import EvidenceNote, GroupSize, LineOfEnquiry, ParkedText, Receipt, Session, UrgentConcern
from reviews.vault import vault_of
from tests.access.full import full_world
from tests.reviews.devices import delete, edit, fresh, operation, send, whose, write
from tests.world import NOW

CONCERN = {"text": "Somebody may be at risk.", "told_whom": "The lead", "told_at": "14:30"}


@pytest.fixture
def on_site(world_at):
    return world_at(State.ON_SITE)


@pytest.fixture
def petra(on_site, signed_in):
    """Return what sends operations as Petra and gives back (result, code, revision) of each."""
    client = signed_in(on_site.petra)

    def sends(*operations):
        answer = send(client, on_site, on_site.petra, *operations)
        assert answer.status_code == 200, answer.text
        assert answer.headers["Peer-Sync"] == "1"
        receipts = answer.json()["receipts"]
        return [(receipt["result"], receipt["code"], receipt["revision"]) for receipt in receipts]

    return sends


def texts(world):
    vault = vault_of(world.challenge)
    return {str(note.pk): note.text(vault) for note in EvidenceNote.objects.all()}


def test_the_same_operation_gets_the_same_receipt_however_often(on_site, petra):
    sent = write()
    first = petra(sent, sent)
    assert first == [("kept", "", 1)] * 2
    assert petra(sent) == [("kept", "", 1)]
    assert texts(on_site) == {sent["note"]: "Letters go out late."}
    assert Receipt.objects.get().sha256 == sent["sha256"]


def test_a_note_is_written_changed_and_deleted_and_what_comes_after_is_parked(on_site, petra):
    sent = write()
    note = sent["note"]
    assert petra(sent, edit(note, 1)) == [("kept", "", 1), ("kept", "", 2)]
    assert petra(edit(note, 1, "Older words.")) == [("parked", "older_revision", 0)]
    assert petra(edit(note, 1)) == [("kept", "", 2)], "the same words are no conflict"
    assert petra(write("Other words.", note=note)) == [("parked", "another_body", 0)]
    assert petra(write("Letters go out early.", note=note)) == [("kept", "", 2)]
    assert petra(delete(note, 1)) == [("refused", "changed_since", 2)]
    assert petra(delete(note, 2), delete(note, 2)) == [("removed", "", 0)] * 2
    assert petra(edit(note, 2, "Too late."), write("Again.", note=note)) == [("parked", "deleted", 0)] * 2
    assert petra(sent) == [("kept", "", 1)], "its receipt stays as it was"
    assert texts(on_site) == {}
    vault = vault_of(on_site.challenge)
    kept = {json.loads(row.text(vault))["text"] for row in ParkedText.objects.all()}
    assert kept == {"Older words.", "Other words.", "Too late.", "Again."}


def test_one_operation_with_another_body_is_parked_and_with_another_note_a_fault(on_site, petra):
    sent = write()
    petra(sent)
    assert petra(write("Other words.", op_id=sent["id"])) == [("parked", "another_body", 0)]
    assert petra({**sent, "note": fresh()}) == [("malformed", "another_operation", 0)]
    assert petra({**sent, "kind": "edit"}) == [("malformed", "another_operation", 0)]
    assert texts(on_site) == {sent["note"]: "Letters go out late."}


def test_an_id_of_somebody_else_tells_nothing_and_loses_nothing(on_site, petra, client, signed_in):
    sent = write()
    petra(sent)
    signed_in(on_site.amir)
    answers = send(
        client, on_site, on_site.amir, write("Mine.", note=sent["note"]), edit(sent["note"], 1), delete(sent["note"], 1)
    ).json()["receipts"]
    assert [(answer["result"], answer["code"]) for answer in answers] == [
        ("parked", "another_body"),
        ("parked", "another_body"),
        ("removed", ""),
    ]
    assert texts(on_site) == {sent["note"]: "Letters go out late."}


FAULTS = (
    ({"text": " "}, "empty"),
    ({"text": "x" * 401}, "too_long"),
    ({"text": "Amir said so"}, "name"),
    ({"text": "ring 01422 555123"}, "contact"),
    ({"verbatim": True}, "unchecked_quote"),
    ({"kind": ""}, "incomplete"),
    ({"source": "the mayor"}, "incomplete"),
)


def test_what_its_author_must_correct_is_refused_once_and_for_all(on_site, petra):
    sent = [write(**facts) for facts, _ in FAULTS]
    refused = [("refused", code, 0) for _, code in FAULTS]
    assert petra(*sent) == petra(*sent) == refused
    assert petra(*(write(note=one["note"]) for one in sent)) == [("kept", "", 1)] * len(FAULTS)


ENVELOPES = (
    ({"sha256": "0" * 64}, "damaged", "hash_differs"),
    ({"sha256": "short"}, "malformed", "no_body"),
    ({"id": "7"}, "malformed", "no_id"),
    ({"note": str(uuid.uuid1())}, "malformed", "id_not_random"),
    ({"kind": "shout"}, "malformed", "no_kind"),
    ({"kind": ["write"]}, "malformed", "no_kind"),
    ({"seen": -1}, "malformed", "no_revision"),
    ({"seen": True}, "malformed", "no_revision"),
    ({"body": {}}, "malformed", "no_body"),
    ({"body": "\ud800"}, "malformed", "no_text"),
    ({"body": "[]", "sha256": hashlib.sha256(b"[]").hexdigest()}, "malformed", "no_body"),
)
BODIES = (
    ({"salt": "short"}, "no_salt"),
    ({"text": 5}, "wrong_field"),
    ({"text": "\ud800"}, "no_text"),
    ({"verbatim": "yes"}, "wrong_field"),
    ({"settles": ["x"]}, "no_id"),
    ({"settles": "x"}, "wrong_field"),
)


def test_faulty_operations_hold_up_none_of_the_others(on_site, petra):
    faulty = [{**write(), **changed} for changed, _, _ in ENVELOPES]
    assert petra(*faulty, write()) == [*((result, code, 0) for _, result, code in ENVELOPES), ("kept", "", 1)]
    faulty = [operation("write", body) for body, _ in BODIES]
    assert petra(*faulty, write()) == [*(("malformed", code, 0) for _, code in BODIES), ("kept", "", 1)]
    no_operation = ("malformed", "no_operation", 0)
    assert petra(7, write(), None) == [no_operation, ("kept", "", 1), no_operation]
    assert Receipt.objects.count() == 3


def test_facts_are_kept_as_the_page_keeps_them(on_site, petra):
    line = LineOfEnquiry.objects.create(challenge=on_site.challenge, number=1, question="Do families know?")
    session = Session.objects.create(
        challenge=on_site.challenge, day="2027-02-09", starts="09:00", ends="10:00", kind="group", title="Duty"
    )
    GroupSize.objects.create(challenge=on_site.challenge, source="carers", size=40)
    facts = {"session": session.ref, "line": line.ref, "follow_up": True, "follow_up_source": "carers"}
    sent = write(source="front_line", **facts)
    assert petra(sent) == [("kept", "broader_group", 1)]
    note = EvidenceNote.objects.get()
    assert (note.source, note.follow_up_source, note.session, note.line, str(note.day)) == (
        "staff",
        "carers",
        session,
        line,
        "2027-02-09",
    )
    assert petra(write(line="gone")) == [("kept", "line_gone", 1)]
    assert petra(write(session="gone")) == [("kept", "session_gone", 1)]


def test_the_day_of_the_device_stands_where_it_can_be_true(on_site, petra):
    sent = [write(day=day) for day in ("2027-02-09", "2027-01-05", "2026-12-01", "2027-02-12", "x")]
    petra(*sent)
    days = {str(note.pk): str(note.day) for note in EvidenceNote.objects.all()}
    kept = ["2027-02-09", "2027-01-05", "2027-02-10", "2027-02-10", "2027-02-10"]
    assert [days[one["note"]] for one in sent] == kept


def test_parked_texts_are_settled_alone_or_with_what_takes_their_place(on_site, petra):
    sent = write()
    note = sent["note"]
    petra(sent, edit(note, 1))
    petra(edit(note, 1, "A."), edit(note, 1, "B."), edit(note, 1, "C."))
    first, second, third = ParkedText.objects.order_by("pk").values_list("pk", flat=True)
    assert petra(operation("settle", {"settles": [str(first)]})) == [("settled", "", 0)]
    assert petra(edit(note, 1, "Still older.", settles=[str(second)])) == [("parked", "older_revision", 0)]
    assert not ParkedText.objects.get(pk=second).settled
    assert petra(edit(note, 2, "Both.", settles=[str(second)]), write("A new one.", settles=[str(third)])) == [
        ("kept", "", 3),
        ("kept", "", 1),
    ]
    assert set(ParkedText.objects.filter(settled=True).values_list("pk", flat=True)) == {first, second, third}


def test_nobody_settles_a_text_of_somebody_else(on_site, petra, client, signed_in):
    sent = write()
    petra(sent, write("Other.", note=sent["note"]))
    signed_in(on_site.amir)
    text = ParkedText.objects.get()
    send(client, on_site, on_site.amir, operation("settle", {"settles": [str(text.pk)]}))
    text.refresh_from_db()
    assert not text.settled


def test_an_urgent_concern_is_raised_once_and_never_parked(on_site, petra):
    sent = operation("concern", CONCERN)
    assert petra(sent, sent) == [("raised", "", 0)] * 2
    assert petra(operation("concern", CONCERN, note=sent["note"])) == [("raised", "", 0)]
    assert petra(operation("concern", {**CONCERN, "text": "Another."}, note=sent["note"])) == [("raised", "", 0)]
    for part, code in (("told_whom", "nobody_told"), ("text", "empty")):
        assert petra(operation("concern", {**CONCERN, part: ""})) == [("refused", code, 0)]
    assert petra(operation("concern", {**CONCERN, "text": "x" * 2_001})) == [("refused", "too_long", 0)]
    assert petra(operation("concern", {**CONCERN, "told_at": "soon"})) == [("malformed", "wrong_field", 0)]
    vault = vault_of(on_site.challenge)
    assert sorted(row.text(vault) for row in UrgentConcern.objects.all()) == ["Another.", "Somebody may be at risk."]


def test_requests_that_fail_say_why_in_json(on_site, client, signed_in, settings):
    address = reverse("reviews:operations", args=[on_site.challenge.ref])

    def asked(who=None, said=None, person=None, **more):
        if who:
            signed_in(who)
        headers = whose(person or who) if who else {}
        body = {"operations": []} if said is None else said
        answer = client.post(address, body, **{"content_type": "application/json", "headers": headers, **more})
        assert answer.headers["Peer-Sync"] == "1"
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status_code, answer.json().get("error")

    assert asked() == (401, "signed_out")
    assert asked(on_site.sam) == (404, "not_found")
    assert asked(on_site.carys) == (403, "not_allowed")
    assert asked(on_site.petra, person=on_site.amir) == (403, "another_person")
    assert asked(on_site.petra, {"person": "x", "operations": []}) == (403, "another_person")
    assert asked(on_site.petra, headers={}) == (400, "malformed")
    assert asked(on_site.petra, "[") == (400, "malformed")
    assert asked(on_site.petra, {"operations": 3}) == (400, "malformed")
    assert asked(on_site.petra, {"operations": [1] * 51}) == (413, "too_much")
    assert asked(on_site.petra, " " * 600_000) == (413, "too_much")
    assert asked(on_site.petra, "x", content_type="text/plain") == (415, "wrong_type")
    assert asked(on_site.petra) == (200, None)
    Seat.objects.filter(person=on_site.petra).update(status="withdrawn")
    assert asked(on_site.petra) == (404, "not_found")


def test_a_finding_that_rested_on_a_deleted_note_is_a_draft_again(world_at, signed_in):
    world = full_world(State.ON_SITE)
    client = signed_in(world.petra)
    sent = [edit(world.note.pk, 1, "CANARYNOTE", source="cases"), delete(world.note.pk, 2)]
    assert [r["result"] for r in send(client, world, world.petra, *sent).json()["receipts"]] == ["kept", "removed"]
    world.finding.refresh_from_db()
    assert (world.finding.status, world.finding.notes_for) == ("draft", 1)


def test_one_note_that_cannot_be_read_holds_up_none_of_the_others(on_site, petra, caplog):
    sent = write()
    petra(sent)
    EvidenceNote.objects.update(sealed=b"rotten beyond any reading")
    assert petra(write("A."), edit(sent["note"], 1, "SECRET words"), write("B.")) == [
        ("kept", "", 1),
        ("failed", "server", 0),
        ("kept", "", 1),
    ]
    assert on_site.challenge.ref in caplog.text
    assert "SECRET" not in caplog.text
    EvidenceNote.objects.filter(pk=sent["note"]).delete()
    Receipt.objects.filter(note=sent["note"]).delete()


def test_a_parked_text_forgets_its_session_when_the_site_is_left(on_site, petra):
    session = on_site.challenge.sessions.create(
        day="2027-02-10", starts="09:00", ends="10:00", kind="group", title="Duty"
    )
    sent = write(session=session.ref)
    gone = write("Gone at once.")
    petra(sent, edit(sent["note"], 7, "Parked.", session=session.ref))
    assert petra(gone, edit(gone["note"], 1, kind="seen"), delete(gone["note"], 2))[2] == ("removed", "", 0)
    vault, text = vault_of(on_site.challenge), ParkedText.objects.get()
    assert session.ref in text.text(vault)
    life.leave_site(challenge=on_site.challenge, by=on_site.tom, at=NOW)
    petra(edit(sent["note"], 7, "Parked off the site.", session=session.ref))
    assert [session.ref in row.text(vault) for row in ParkedText.objects.all()] == [False, False]
    assert EvidenceNote.objects.get().session is None
