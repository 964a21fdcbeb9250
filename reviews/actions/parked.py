"""Parked texts: what their author decides about them, and what they forget off the site."""

import hashlib
import json
from base64 import b64encode
from datetime import datetime
from enum import StrEnum
from secrets import token_bytes
from uuid import uuid4

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.models import EvidenceNote, ParkedText
from reviews.sync.operations import without_session
from reviews.vault import KeyMissing, vault_of

from .sync import take_operations


@transaction.atomic
def settle_parked(*, text: ParkedText, by: Person, at: datetime) -> bool:
    """Let a parked text go, and say whether it was still parked. It stays sealed, unseen, until the notes go."""
    rows = ParkedText.objects.filter(pk=text.pk, author=by, settled=False)
    return bool(rows.update(settled=True))


def still_parked(text: ParkedText, by: Person) -> ParkedText:
    """Return a text as it is now. Refuses when its author has decided about it elsewhere."""
    fresh = ParkedText.objects.filter(pk=text.pk, author=by, settled=False).first()
    if fresh is None:
        raise Refusal("You have decided about this text on another device. Nothing was changed now.")
    return fresh


def forget_sessions_of_parked(challenge: Challenge) -> None:
    """Seal parked texts afresh without the session they name: off the site nothing knows it any more."""
    rows = list(challenge.parked_texts.all())
    if not rows:
        return
    try:
        vault = vault_of(challenge)
    except KeyMissing:  # then nobody reads it either
        return
    for row in rows:
        row.seal(vault, without_session(row.text(vault)))
    ParkedText.objects.bulk_update(rows, ["sealed"])


class Choice(StrEnum):
    """What may become of a parked text and the note beside it."""

    NOTE = "note"
    TEXT = "text"
    MERGE = "merge"
    BOTH = "both"


def decide_on_parked(*, text: ParkedText, choice: str, words: str, seen: int, by: Person, at: datetime) -> None:
    """Do what the author decided, by the same rules as if a device had sent it. Pressed twice it is done once."""
    challenge = text.challenge
    still_parked(text, by)
    if choice == Choice.NOTE:
        settle_parked(text=text, by=by, at=at)
        return
    said = json.loads(text.text(vault_of(challenge)))
    if choice == Choice.MERGE:
        said["text"] = words
    is_new = choice == Choice.BOTH or not EvidenceNote.objects.filter(pk=text.note, author=by).exists()
    receipt = _sent(text, {**said, "settles": [str(text.pk)]}, is_new, seen, by, at)
    if receipt["result"] in ("kept", "late"):
        return
    if receipt["result"] == "parked":
        raise Refusal("You changed this note on another device meanwhile. What you chose is kept beside it.")
    raise Refusal(receipt["sentence"], field="words" if choice == Choice.MERGE else None)


def _sent(  # noqa: PLR0917 -- called above, once
    text: ParkedText, said: dict, is_new: bool, seen: int, by: Person, at: datetime
) -> dict:
    """Take the decision in as an operation; a note of its own gets the parked text's id, which is random too."""
    raw = json.dumps({**said, "salt": b64encode(token_bytes(16)).decode()})
    operation = {
        "id": str(uuid4()),
        "note": str(text.pk if is_new else text.note),
        "kind": "write" if is_new else "edit",
        "seen": 0 if is_new else seen,
        "sha256": hashlib.sha256(raw.encode()).hexdigest(),
        "body": raw,
    }
    return take_operations(challenge=text.challenge, sent=[operation], by=by, at=at)[0]
