"""What becomes of one operation, decided from what is known and from nothing else.

No database and no clock is asked here, so that every case can be tried.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reviews.models import EvidenceNote, ParkedText, Receipt

WAITING = EvidenceNote.Late.WAITING.value
R = Receipt.Result
W = ParkedText.Why
CLOSED = "closed"  # an answer that is not kept: tomorrow it may be another


class Door(StrEnum):
    """What the challenge takes in its present state."""

    WRITE = "write"
    HAND_IN = "hand_in"
    NOTHING = "nothing"


class Act(StrEnum):
    """What is to be done."""

    NOTHING = "nothing"
    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"
    PARK = "park"
    SETTLE = "settle"
    RAISE = "raise"


@dataclass(frozen=True)
class Held:
    """The note kept under the operation's id. `same`: its words and facts are the operation's own."""

    mine: bool
    revision: int = 1
    late: str = ""
    same: bool = False


@dataclass(frozen=True)
class Known:
    """All that counts. `gone`: there was such a note of the author's. `otherwise`: this operation, other body."""

    door: Door
    note: Held | None = None
    gone: bool = False
    otherwise: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Decision:
    """What the device is told, and what is to be done."""

    result: str
    code: str = ""
    act: Act = Act.NOTHING
    revision: int = 0


def decide(kind: str, seen: int, known: Known) -> Decision:
    """Decide on one operation that has no receipt yet."""
    if known.door == Door.NOTHING:
        return Decision(CLOSED, "state")
    return _BY_KIND[kind](seen, known)


def _park(why: str) -> Decision:
    return Decision(R.PARKED, why, Act.PARK)


def _safe(late: str, revision: int, act: Act = Act.NOTHING) -> Decision:
    return Decision(R.LATE if late == WAITING else R.KEPT, act=act, revision=revision)


def _write(seen: int, known: Known) -> Decision:
    note = known.note
    if note is not None:
        return _safe(note.late, note.revision) if note.mine and note.same else _park(W.ANOTHER_BODY)
    if known.gone:
        return _park(W.DELETED)
    if known.otherwise:
        return _park(W.ANOTHER_BODY)
    if known.fault:
        return Decision(R.REFUSED, known.fault)
    return _safe(WAITING if known.door == Door.HAND_IN else "", 1, Act.CREATE)


def _reaches(note: Held, known: Known) -> bool:
    """Say whether a note may still be changed: after drafting only what waits for the lead."""
    return known.door == Door.WRITE or note.late == WAITING


def _edit(seen: int, known: Known) -> Decision:
    note = known.note
    if note is None:
        return _park(W.DELETED)
    if not note.mine:
        return _park(W.ANOTHER_BODY)
    if note.same:
        return _safe(note.late, note.revision)
    return _change(seen, note, known)


def _change(seen: int, note: Held, known: Known) -> Decision:
    if not _reaches(note, known):
        return Decision(CLOSED, "state")
    if known.otherwise:
        return _park(W.ANOTHER_BODY)
    if note.revision != seen:
        return _park(W.OLDER_REVISION)
    if known.fault:
        return Decision(R.REFUSED, known.fault)
    return _safe(note.late, note.revision + 1, Act.CHANGE)


def _delete(seen: int, known: Known) -> Decision:
    note = known.note
    if note is None or not note.mine:  # nothing is told of the other
        return Decision(R.REMOVED)
    if not _reaches(note, known):
        return Decision(CLOSED, "state")
    if note.revision != seen:
        return Decision(R.REFUSED, "changed_since", revision=note.revision)
    return Decision(R.REMOVED, act=Act.REMOVE)


def _settle(seen: int, known: Known) -> Decision:
    return Decision(R.SETTLED, act=Act.SETTLE)


def _concern(seen: int, known: Known) -> Decision:
    return Decision(R.REFUSED, known.fault) if known.fault else Decision(R.RAISED, act=Act.RAISE)


_BY_KIND: dict[str, Callable[[int, Known], Decision]] = {
    "write": _write,
    "edit": _edit,
    "delete": _delete,
    "settle": _settle,
    "concern": _concern,
}
