"""Parked texts: what their author decides about them, and what they forget off the site."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.models import ParkedText
from reviews.sync.operations import without_session
from reviews.vault import KeyMissing, vault_of


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
