"""The protocol of docs/sync.md by a machine that knows nothing of the server's code.

A small client follows the contract over the real endpoints while requests are lost, answers are lost after the server
acted, copies come in any order, sessions end, tabs are killed, two devices of one person write at once, and somebody
else is signed in. What a device was told is kept must be there; nothing is twice; nothing is by another.
"""

import json
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cycles.models import State
from reviews.models import EvidenceNote, ParkedText, Receipt
from reviews.vault import writing_vault
from tests import soak
from tests import world as worlds
from tests.reviews.devices import delete, edit, operation, whose, write

HAS_IT = {"kept", "late", "removed", "parked", "settled", "raised"}
LINES = ["good", "good", "good", "request lost", "answer lost", "signed out", "somebody else", "garbled"]
ONE_IN_FOUR = st.sampled_from([False, False, False, True])
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Tab:
    """A device as docs/sync.md has it: frozen operations, one of a note under way, let go only by a receipt."""

    def __init__(self, person, names):
        self.person, self.names = person, names
        self.waiting, self.told = [], []
        self.revisions, self.parked = {}, []

    def ready(self):
        """Return the first operation of each note."""
        first = {}
        for one in self.waiting:
            first.setdefault(one["note"], one)
        return list(first.values())

    def hear(self, receipts):
        """Take receipts: only one for the very body of an own operation counts."""
        for receipt in receipts:
            one = next((one for one in self.waiting if one["id"] == receipt["operation"]), None)
            if one is None or receipt["sha256"] != one["sha256"] or receipt["note"] != one["note"]:
                continue
            if receipt["result"] in HAS_IT or receipt["result"] == "refused":
                self.waiting.remove(one)
                self.told.append((one, receipt))
            if receipt["result"] == "kept":
                self.revisions[one["note"]] = receipt["revision"]
            if receipt["parked"] and receipt["parked"] not in self.parked:
                self.parked.append(receipt["parked"])


class Protocol(RuleBasedStateMachine):
    """Two devices of Petra's and one of another reviewer's, on one challenge."""

    point = None
    moved = False  # whether the server was asked for anything since all was last looked at

    @initialize()
    def begins(self):
        self.point = transaction.atomic()
        self.point.__enter__()
        self.world = worlds.build(State.ON_SITE)
        self.vault = writing_vault(self.world.challenge)
        self.address = reverse("reviews:operations", args=[self.world.challenge.ref])
        self.people = {"petra": self.world.petra, "amir": self.world.amir}
        self.clients = {name: self.signed_in(person) for name, person in self.people.items()}
        self.tabs = [Tab("petra", "AB"), Tab("petra", "CD"), Tab("amir", "EF")]
        self.sent, self.answers, self.settled, self.count = [], {}, set(), 0

    def signed_in(self, person):
        client = Client()
        client.force_login(person.user, backend=BACKEND)
        return client

    def teardown(self):
        if self.point is None:
            return
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def fresh_text(self):
        self.count += 1
        return f"Point number {self.count}."

    # --- What people do --------------------------------------------------------------------

    @rule(tab=st.integers(0, 2))
    def writes(self, tab):
        self.tabs[tab].waiting.append(write(self.fresh_text()))

    @rule(tab=st.integers(0, 2), which=st.integers(0, 5), old=st.booleans(), goes=ONE_IN_FOUR)
    def changes_or_deletes(self, tab, which, old, goes):
        device = self.tabs[tab]
        known = self.in_order({**self.revisions_of(device.person), **device.revisions})
        if not known:
            return
        note, revision = known[which % len(known)]
        seen = max(1, revision - old)
        device.waiting.append(delete(note, seen) if goes else edit(note, seen, self.fresh_text()))

    @rule(tab=st.integers(0, 2), which=st.integers(0, 30), same=st.booleans())
    def uses_an_id_again(self, tab, which, same):
        """A fault of a client: another body under an id that was sent, of the note or of the operation too."""
        device = self.tabs[tab]
        mine = [one for person, one in self.sent if person == device.person] if tab else [one for _, one in self.sent]
        if mine:
            old = mine[which % len(mine)]
            device.waiting.insert(0, write(self.fresh_text(), old["note"], old["id"] if same else None))
            self.flush(device, "good", 1)

    @rule(tab=st.integers(0, 1), which=st.integers(0, 5), again=st.booleans())
    def has_missed_what_happened(self, tab, which, again):
        """A device that was away for long: it changes what was changed since, or writes what was deleted since."""
        device = self.tabs[tab]
        known = self.in_order(self.revisions_of(device.person))
        if not known:
            return
        note, revision = known[which % len(known)]
        change = delete(note, revision) if again else edit(note, revision, self.fresh_text())
        late = write(self.fresh_text(), note) if again else edit(note, revision, self.fresh_text())
        for one in (change, late):
            device.waiting.insert(0, one)
            self.flush(device, "good", 1)

    @rule(tab=st.integers(0, 2))
    @precondition(lambda self: any(tab.parked for tab in self.tabs))
    def decides(self, tab):
        device = self.tabs[tab]
        if device.parked:
            gone = device.parked.pop(0)
            self.settled.add(gone)
            device.waiting.append(operation("settle", {"settles": [gone]}))

    # --- What the line does ----------------------------------------------------------------

    @rule(tab=st.integers(0, 2), how=st.sampled_from(LINES), copies=st.integers(1, 5), order=st.randoms())
    def flushes(self, tab, how, copies, order):
        self.flush(self.tabs[tab], how, copies, order.shuffle)

    def flush(self, device, how, copies, shuffle=list):
        """Send what may go, in so many copies, on a line that does this to them."""
        batch = device.ready()
        shuffle(batch)
        if not batch or how == "request lost":
            return
        for _ in range(copies):
            answer = self.post(device.person, batch, how)
            if how in ("signed out", "somebody else", "garbled"):
                assert answer.status_code == {"signed out": 401, "somebody else": 403, "garbled": 400}[how]
                return
            assert answer.status_code == 200, answer.text
            receipts = answer.json()["receipts"]
            self.same_again(device.person, batch, receipts)
        if how != "answer lost":
            device.hear(receipts)

    @rule(which=st.integers(0, 30), copies=st.integers(1, 3))
    def comes_late(self, which, copies):
        """An old copy, held up on its way, arrives now; nobody reads the answer."""
        if not self.sent:
            return
        person, one = self.sent[which % len(self.sent)]
        for _ in range(copies):
            answer = self.post(person, [one], "good")
            assert answer.status_code == 200
            self.same_again(person, [one], answer.json()["receipts"])

    def post(self, person, batch, how):
        """Put a request to the server as a device does."""
        self.moved = True
        client = {"signed out": Client(), "somebody else": self.clients["amir" if person == "petra" else "petra"]}
        said = json.dumps({"device": str(uuid.uuid4()), "operations": batch})
        said = said[: len(said) // 2] if how == "garbled" else said
        headers = whose(self.people[person])
        if how not in ("signed out", "somebody else", "garbled"):
            self.sent += [(person, one) for one in batch if (person, one) not in self.sent]
        asked = client.get(how, self.clients[person])
        return asked.post(self.address, said, content_type="application/json", headers=headers)

    def same_again(self, person, batch, receipts):
        """The same operation gets the same receipt, however often."""
        for one, receipt in zip(batch, receipts, strict=True):
            assert (receipt["operation"], receipt["note"]) == (one["id"], one["note"])
            assert receipt["result"] not in ("failed", "damaged"), receipt
            if receipt["result"] in HAS_IT | {"refused"}:
                key = (person, one["id"], one["sha256"], one["note"], one["kind"])
                assert self.answers.setdefault(key, receipt) == receipt

    # --- What must hold --------------------------------------------------------------------

    def revisions_of(self, person):
        notes = EvidenceNote.objects.filter(author=self.people[person])
        return {str(note.pk): note.revision for note in notes}

    def in_order(self, revisions):
        """Return (note, revision) as first sent: ids are random, and the same draws must mean the same."""
        sent = list(dict.fromkeys(one["note"] for _, one in self.sent))
        return sorted(revisions.items(), key=lambda row: sent.index(row[0]))

    @invariant()
    def what_must_hold_holds(self):
        if self.moved:
            self.moved = False
            self.nothing_told_as_safe_is_lost()
            self.nothing_is_twice()
            self.what_its_author_deleted_stays_away()

    def nothing_told_as_safe_is_lost(self):
        notes = {str(note.pk): note for note in EvidenceNote.objects.all()}
        texts = {note.text(self.vault) for note in notes.values()}
        parked = {str(one.pk): json.loads(one.text(self.vault))["text"] for one in ParkedText.objects.all()}
        for person, written in self.texts_by_person().items():
            mine = {note.text(self.vault) for note in notes.values() if note.author_id == self.people[person].pk}
            assert mine <= written, "a note by somebody who did not write it"
        for text in self.safe_texts():
            assert text in texts | set(parked.values()) | self.superseded(), f"{text} was told as safe and is lost"
        for receipt in (receipt for tab in self.tabs for _, receipt in tab.told):
            assert not receipt["parked"] or receipt["parked"] in parked

    def nothing_is_twice(self):
        texts = [note.text(self.vault) for note in EvidenceNote.objects.all()]
        texts += [json.loads(one.text(self.vault))["text"] for one in ParkedText.objects.all()]
        assert len(texts) == len(set(texts)), "one text at two places"
        keys = list(Receipt.objects.values_list("author", "operation", "sha256"))
        assert len(keys) == len(set(keys))

    def what_its_author_deleted_stays_away(self):
        gone = {key[::3] for key, told in self.answers.items() if told["result"] == "removed"}
        notes = EvidenceNote.objects.select_related("author")
        assert not gone & {(note.author.name.lower(), str(note.pk)) for note in notes}

    def texts_by_person(self):
        """Return every text each person's devices ever made."""
        made = {name: set() for name in self.people}
        for person, one in [*self.sent, *((tab.person, one) for tab in self.tabs for one in tab.waiting)]:
            made[person].add(json.loads(one["body"]).get("text"))
        return made

    def safe_texts(self):
        """Return every text a device was told is safe as a note or beside one."""
        for tab in self.tabs:
            for one, receipt in tab.told:
                if one["kind"] in ("write", "edit") and receipt["result"] in ("kept", "parked"):
                    yield json.loads(one["body"])["text"]

    def superseded(self):
        """Return texts that their own author changed or deleted afterwards, knowing what stood there."""
        gone = set()
        for person, one in self.sent:
            answer = self.answers.get((person, one["id"], one["sha256"], one["note"], one["kind"]))
            if not answer or answer["result"] not in ("kept", "removed") or one["kind"] not in ("edit", "delete"):
                continue
            for other, before in self.sent:
                told = self.answers.get((other, before["id"], before["sha256"], before["note"], before["kind"]))
                is_before = told and told["result"] == "kept" and told["revision"] <= one["seen"]
                if (other, before["note"]) == (person, one["note"]) and is_before and before["kind"] != "delete":
                    gone.add(json.loads(before["body"])["text"])
        return gone


@pytest.mark.fault
def test_the_protocol_loses_and_doubles_nothing(db, clock):
    sample = soak.settings_of(sample=10, full=1000)
    run_state_machine_as_test(Protocol, settings=sample)
