"""The operations of one request, worked through in memory between a few reads and a few writes.

The challenge is locked by whoever makes a batch. As many queries for forty operations as for one.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cycles.models import Challenge, Seat, State
from cycles.policy import policy_of
from cycles.rules import ROLE_OF_SEAT
from people import roles
from people.models import Person
from reviews.models import EvidenceNote, ParkedText, Receipt
from reviews.names import finder_of
from reviews.sources import safe_source
from reviews.vault import Vault

from .deciding import CLOSED, WAITING, Act, Decision, Door, Held, Known, decide
from .judging import fault_of_concern, fault_of_note
from .operations import WITH_NOTE, Operation, without_session
from .sentences import sentence_of

BEFORE_VISIT = timedelta(weeks=6)
PLAIN = ("kind", "leans", "feeling", "verbatim", "quote_checked", "follow_up")
FACTS = (*PLAIN, "source", "follow_up_source", "session_id", "line_id")
SAVED = [*PLAIN, "source", "follow_up_source", "session", "line", "day", "revision", "sealed"]
WAS_KEPT = frozenset({Receipt.Result.KEPT, Receipt.Result.LATE, Receipt.Result.REMOVED})
IS_KEPT = frozenset({Receipt.Result.KEPT, Receipt.Result.LATE})


def answer(  # noqa: PLR0917 -- the columns of docs/sync.md
    operation: Any, note: Any, sha256: Any, result: str, code: str = "", revision: int = 0, parked: Any = None
) -> dict:
    """Return what the device is told of one operation."""
    return {
        "operation": operation if operation is None else str(operation),
        "note": note if note is None else str(note),
        "sha256": sha256,
        "result": str(result),
        "revision": revision,
        "code": str(code),
        "sentence": sentence_of(code),
        "parked": str(parked) if parked else None,
    }


def door_of(challenge: Challenge, by: Person) -> Door:
    """Return what somebody of the team may do in the challenge's state, by the seat they hold now."""
    seat = Seat.objects.filter(challenge=challenge, person=by, status=Seat.Status.ACCEPTED).first()
    return _door(challenge, seat.role if seat else None)


def _door(challenge: Challenge, role: str | None) -> Door:
    held = frozenset({ROLE_OF_SEAT[role]} if role else ())
    for permission, door in (("reviews.write_note", Door.WRITE), ("reviews.hand_in_late_note", Door.HAND_IN)):
        if roles.decide(permission, held, state=challenge.code, own=True):
            return door
    return Door.NOTHING


@dataclass(frozen=True)
class Surroundings:
    """What a note is judged by: the door, names nobody may write, group sizes, sessions and lines by ref."""

    door: Door
    names_somebody: Callable[[str], bool]
    sizes: dict[str, int]
    smallest: int
    sessions: dict[str, tuple[int, date]]
    lines: dict[str, int]


def look_around(challenge: Challenge, by: Person, operations: Iterable[Operation]) -> Surroundings:
    """Read what notes are judged by: two queries, and four more where there is a note to judge."""
    seats = list(Seat.objects.filter(challenge=challenge).values_list("person", "person__name", "role", "status"))
    role = next((role for person, _, role, status in seats if (person, status) == (by.pk, "accepted")), None)
    bodies = [operation.body for operation in operations if operation.kind in WITH_NOTE]
    sessions = {body["session"] for body in bodies} - {""}
    lines = {body["line"] for body in bodies} - {""}
    found_sessions = challenge.sessions.filter(ref__in=sessions).values_list("ref", "pk", "day") if sessions else ()
    return Surroundings(
        door=_door(challenge, role),
        names_somebody=finder_of(name for _, name, _, _ in seats),
        sizes=dict(challenge.group_sizes.values_list("source", "size")) if bodies else {},
        smallest=policy_of(challenge.cycle.programme_id)["smallest_group"] if bodies else 0,
        sessions={ref: (pk, day) for ref, pk, day in found_sessions},
        lines=dict(challenge.lines.filter(ref__in=lines).values_list("ref", "pk")) if lines else {},
    )


class Batch:
    """What is known while operations are worked through, and what is to be written at the end."""

    def __init__(self, challenge: Challenge, vault: Vault, by: Person, at: datetime, raising: Callable) -> None:
        self.challenge, self.vault, self.by, self.at = challenge, vault, by, at
        self.today = timezone.localdate(at)
        self.raising = raising
        self.created: dict[uuid.UUID, EvidenceNote] = {}
        self.changed: dict[uuid.UUID, EvidenceNote] = {}
        self.weighed: dict[uuid.UUID, EvidenceNote] = {}  # of another kind or group than before
        self.removed: list[EvidenceNote] = []
        self.parked: list[ParkedText] = []
        self.settled: set[uuid.UUID] = set()
        self.answered: list[Receipt] = []

    def read(self, operations: list[Operation]) -> None:
        """Fetch what is known of these operations and their notes."""
        self.around = look_around(self.challenge, self.by, operations)
        notes = {operation.note for operation in operations}
        ids = {operation.id for operation in operations}
        rows = Receipt.objects.filter(challenge=self.challenge, author=self.by)
        self.receipts: dict[tuple[uuid.UUID, str], Receipt] = {}
        self.hashes: dict[uuid.UUID, int] = defaultdict(int)
        self.gone: set[uuid.UUID] = set()
        for receipt in rows.filter(Q(operation__in=ids) | Q(note__in=notes)):
            self._remember(receipt)
        self.notes = {note.pk: note for note in EvidenceNote.objects.filter(pk__in=notes)}

    def _remember(self, receipt: Receipt) -> None:
        self.receipts[receipt.operation, receipt.sha256] = receipt
        self.hashes[receipt.operation] += 1
        if receipt.result in WAS_KEPT:
            self.gone.add(receipt.note)  # unless it is still there

    def work(self, operation: Operation) -> dict:
        """Answer one operation, as it was answered before when it was."""
        receipt = self.receipts.get(operation.key)
        if receipt is None:
            receipt = self._decided(operation)
        elif (receipt.note, receipt.kind) != (operation.note, operation.kind):
            return answer(operation.id, operation.note, operation.sha256, "malformed", "another_operation")
        return answer(
            receipt.operation,
            receipt.note,
            receipt.sha256,
            receipt.result,
            receipt.code,
            receipt.revision,
            receipt.parked,
        )

    def _decided(self, operation: Operation) -> Receipt:
        """Decide, do it in memory, and keep a receipt unless tomorrow's answer may be another."""
        facts, remark = self._facts(operation)
        decision = decide(operation.kind, operation.seen, self._known(operation, facts))
        receipt = Receipt(
            challenge_id=self.challenge.pk,  # an id costs a third of setting the object
            author_id=self.by.pk,
            operation=operation.id,
            note=operation.note,
            sha256=operation.sha256,
            kind=operation.kind,
            result=decision.result,
            code=decision.code or (remark if decision.act in {Act.CREATE, Act.CHANGE} else ""),
            revision=decision.revision,
        )
        getattr(self, f"_{decision.act.value}")(operation, decision, facts, receipt)
        if decision.result in IS_KEPT or decision.act == Act.SETTLE:
            self.settled |= operation.body["settles"]
        if decision.result != CLOSED:
            self.answered.append(receipt)
            self._remember(receipt)
        return receipt

    def _facts(self, operation: Operation) -> tuple[dict, str]:
        """Return what a note will say beside its words, and a remark where that is not what was sent."""
        if operation.kind not in WITH_NOTE:
            return {}, ""
        body, around = operation.body, self.around
        facts = {name: body[name] for name in PLAIN}
        for name in ("source", "follow_up_source"):
            facts[name] = safe_source(body[name], around.sizes, around.smallest)
        session, line = around.sessions.get(body["session"]), around.lines.get(body["line"])
        facts["session_id"] = session[0] if session and self.challenge.state == State.ON_SITE else None
        facts["line_id"] = line
        if facts["source"] != body["source"]:
            return facts, "broader_group"
        if body["line"] and line is None:
            return facts, "line_gone"
        return facts, "session_gone" if body["session"] and session is None else ""

    def _known(self, operation: Operation, facts: dict) -> Known:
        note = self.notes.get(operation.note)
        fault = ""
        if operation.kind in WITH_NOTE:
            fault = fault_of_note(operation.body, self.around.names_somebody)
        elif operation.kind == "concern":
            fault = fault_of_concern(operation.body)
        return Known(
            door=self.around.door,
            note=note and self._held(note, operation, facts),
            gone=operation.note in self.gone,
            otherwise=self.hashes[operation.id] > 0,
            fault=fault,
        )

    def _held(self, note: EvidenceNote, operation: Operation, facts: dict) -> Held:
        mine = (note.author_id, note.challenge_id) == (self.by.pk, self.challenge.pk)
        same = mine and bool(facts) and all(getattr(note, name) == facts[name] for name in FACTS)
        if same:
            same = note.text(self.vault) == operation.body["text"]
        return Held(mine, note.revision, note.late, same)

    def _day(self, body: dict, otherwise: date) -> date:
        """Return the session's day, else the device's where it can be true."""
        visit, session = self.challenge.visit, self.around.sessions.get(body["session"])
        day = session[1] if session and session[1] <= self.today else body["day"]
        if day and visit.starts_on - BEFORE_VISIT <= day <= min(visit.ends_on, self.today):
            return day
        return otherwise

    def _nothing(self, operation: Operation, decision: Decision, facts: dict, receipt: Receipt) -> None:
        """What is asked for is so already, or cannot be."""

    _settle = _nothing  # the same as with a kept note, which may settle too

    def _create(self, operation: Operation, decision: Decision, facts: dict, receipt: Receipt) -> None:
        note = EvidenceNote(pk=operation.note, challenge_id=self.challenge.pk, author_id=self.by.pk, **facts)
        note.late = WAITING if self.around.door == Door.HAND_IN else ""
        note.day = self._day(operation.body, self.today)
        note.seal(self.vault, operation.body["text"])
        self.notes[note.pk] = self.created[note.pk] = note

    def _change(self, operation: Operation, decision: Decision, facts: dict, receipt: Receipt) -> None:
        note = self.notes[operation.note]
        if (note.kind, note.source) != (facts["kind"], facts["source"]):
            self.weighed[note.pk] = note
        for name, value in facts.items():
            setattr(note, name, value)
        if facts["session_id"]:
            note.day = self._day(operation.body, note.day)
        note.revision = decision.revision
        note.seal(self.vault, operation.body["text"])
        if note.pk not in self.created:
            self.changed[note.pk] = note

    def _remove(self, operation: Operation, decision: Decision, facts: dict, receipt: Receipt) -> None:
        note = self.notes.pop(operation.note)
        if self.created.pop(note.pk, None) is None:
            self.changed.pop(note.pk, None)
            self.weighed.pop(note.pk, None)
            self.removed.append(note)

    def _park(self, operation: Operation, decision: Decision, facts: dict, receipt: Receipt) -> None:
        text = ParkedText(
            challenge=self.challenge,
            author=self.by,
            note=operation.note,
            operation=operation.id,
            sha256=operation.sha256,
            why=decision.code,
            day=self._day(operation.body, self.today),
        )
        on_site = self.challenge.state == State.ON_SITE
        text.seal(self.vault, operation.raw if on_site else without_session(operation.raw))
        self.parked.append(text)
        receipt.parked = text.pk

    def _raise(self, operation: Operation, decision: Decision, facts: dict, receipt: Receipt) -> None:
        self.raising(self.challenge, operation, self.by, self.at)
