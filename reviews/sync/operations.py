"""Reading one operation of a device: what it is, whether it is whole, and what its body says."""

import binascii
import hashlib
import json
import re
from base64 import b64decode
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from people.characters import CONTROL
from reviews.models import EvidenceNote
from reviews.sources import Source

WITH_NOTE = ("write", "edit")
KINDS = (*WITH_NOTE, "delete", "settle", "concern")
MOST_LETTERS = 400
MOST_SETTLED = 50
MOST_SEEN = 2**31 - 1
LEAST_SALT = 16
CHOICES = {
    "kind": frozenset(EvidenceNote.Kind.values),
    "source": frozenset(Source.values),
    "leans": frozenset(EvidenceNote.Leans.values),
    "feeling": frozenset(["", *EvidenceNote.Feeling.values]),
    "follow_up_source": frozenset(["", *Source.values]),
}
TEXTS = ("text", "session", "day", "line", *CHOICES)
TRUTHS = ("verbatim", "quote_checked", "follow_up")
_HASH = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


class Unreadable(Exception):  # noqa: N818 -- an answer to a device, as Refusal is one to a person
    """An operation that cannot be taken. `result` is `malformed`, or `damaged` when its hash does not fit."""

    def __init__(self, code: str, result: str = "malformed") -> None:
        super().__init__(code)
        self.code = code
        self.result = result


@dataclass(frozen=True)
class Operation:
    """One frozen message of a device. `raw` is its body as it was sent, `body` what that says."""

    id: UUID
    note: UUID
    kind: str
    seen: int
    sha256: str
    raw: str
    body: dict

    @property
    def key(self) -> tuple[UUID, str]:
        """What a receipt is found by."""
        return self.id, self.sha256


def random_id(text: Any) -> UUID:
    """Return a random id (version 4). One that tells time would, beside the timetable, name the session."""
    if not isinstance(text, str) or not _UUID.fullmatch(text):
        raise Unreadable("no_id")
    found = UUID(text)
    if found.version != 4:
        raise Unreadable("id_not_random")
    return found


def read(given: Any) -> Operation:
    """Return the operation a device sent. Raises Unreadable."""
    if not isinstance(given, dict):
        raise Unreadable("no_operation")
    kind, seen, sha256, raw = (given.get(name) for name in ("kind", "seen", "sha256", "body"))
    if kind not in KINDS if isinstance(kind, str) else True:
        raise Unreadable("no_kind")
    if type(seen) is not int or not 0 <= seen <= MOST_SEEN:
        raise Unreadable("no_revision")
    if not isinstance(sha256, str) or not _HASH.fullmatch(sha256) or not isinstance(raw, str):
        raise Unreadable("no_body")
    ids = random_id(given.get("id")), random_id(given.get("note"))
    return Operation(*ids, kind, seen, sha256, raw, _body(kind, raw, sha256))


def _body(kind: str, raw: str, sha256: str) -> dict:
    """Return what a body says, every field of the right type. Missing ones are empty."""
    try:
        sent = raw.encode()
    except UnicodeEncodeError:
        raise Unreadable("no_text") from None
    if hashlib.sha256(sent).hexdigest() != sha256:
        raise Unreadable("hash_differs", "damaged")
    said = json_of(raw)
    if not isinstance(said, dict):
        raise Unreadable("no_body")
    if not _salted(said.get("salt")):
        raise Unreadable("no_salt")
    read_as = {"concern": _concern, "delete": lambda said: {}, "settle": lambda said: {}}.get(kind, _note)
    return {**read_as(said), "settles": _settles(said.get("settles"))}


def json_of(raw: str | bytes) -> Any:
    """Return what JSON says, or None when it is none. Numbers beyond any sense are none."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _salted(salt: Any) -> bool:
    try:
        return isinstance(salt, str) and len(b64decode(salt, validate=True)) >= LEAST_SALT
    except (binascii.Error, ValueError):
        return False


def _text(said: dict, name: str) -> str:
    """Return a text without characters nobody types."""
    text = said.get(name)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise Unreadable("wrong_field")
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair: no database keeps it
        raise Unreadable("no_text") from None
    return CONTROL.sub("", text.replace("\r\n", "\n")).strip()


def _truth(said: dict, name: str) -> bool:
    truth = said.get(name, False)
    if not isinstance(truth, bool):
        raise Unreadable("wrong_field")
    return truth


def _note(said: dict) -> dict:
    read_texts = {name: _text(said, name) for name in TEXTS}
    found = {**read_texts, **{name: _truth(said, name) for name in TRUTHS}, "day": _day(read_texts["day"])}
    if not found["follow_up"]:
        found["follow_up_source"] = ""
    return found


def without_session(raw: str) -> str:
    """Return a body that does not know its session any more, as no note does off the site."""
    said = json.loads(raw)
    said["session"] = None
    return json.dumps(said)


def note_fields(raw: str) -> dict:
    """Return what a body that was taken says of a note."""
    return _note(json.loads(raw))


def _day(text: str) -> date | None:
    """Return the day by the device's clock, if it says one: it is data and never grants anything."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _concern(said: dict) -> dict:
    return {"text": _text(said, "text"), "told_whom": _text(said, "told_whom"), "told_at": _time(said)}


def _time(said: dict) -> time | None:
    text = _text(said, "told_at")
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        raise Unreadable("wrong_field") from None


def _settles(ids: Any) -> frozenset[UUID]:
    if ids is None:
        return frozenset()
    if not isinstance(ids, list) or len(ids) > MOST_SETTLED:
        raise Unreadable("wrong_field")
    return frozenset(random_id(text) for text in ids)
