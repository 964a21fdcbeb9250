"""Destroying what was said in confidence: the key first, because without it every copy is unreadable."""

import hashlib
from datetime import date, datetime, timedelta

from django.db import transaction

from cycles.models import Challenge, Event, State
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reviews.models import Destruction
from reviews.vault import destroy_key, key_path

AFTER_CANCELLING = timedelta(days=14)
DAYS_A_MONTH = 30.4375
SEALED = ("notes", "hypotheses", "flags", "concerns", "protected_names")


def due_on(challenge: Challenge) -> date | None:
    """Return the day the notes are to be destroyed by the programme's rule, or None before it is known."""
    moves = Event.objects.filter(challenge=challenge, to_state__in=[State.FINAL, State.CANCELLED])
    last = moves.order_by("at").last()
    if last is None:
        return None
    if last.to_state == State.CANCELLED:
        return last.at.date() + AFTER_CANCELLING
    months = policy_of(challenge.cycle.programme)["keep_notes_months"]
    return last.at.date() + timedelta(days=round(months * DAYS_A_MONTH))


def destroy_notes(*, challenge: Challenge, rule: str, by: Person | None, at: datetime) -> Destruction:
    """Destroy key and rows, and keep that it happened, when, by which rule, with counts and the key's hash.

    Safe to die at any line and to run again: the record is begun first, the key goes before the
    rows, and the record is finished last. Findings, their numbers and activity counts stay.
    """
    if challenge.state not in (
        State.FINAL,
        State.PUBLISHED,
        State.FOLLOW_UP,
        State.CLOSED,
        State.WITHHELD,
        State.CANCELLED,
    ):
        raise Refusal("The notes are still needed: the report is not final and the challenge is not cancelled.")
    record = _begin(challenge, rule, by, at)
    if record.finished_at:
        return record
    destroy_key(challenge)
    with transaction.atomic():
        for name in reversed(SEALED):
            getattr(challenge, name).all().delete()
        Destruction.objects.filter(pk=record.pk).update(finished_at=at)
    record.refresh_from_db()
    return record


@transaction.atomic
def _begin(challenge: Challenge, rule: str, by: Person | None, at: datetime) -> Destruction:
    """Write down what is about to go; a record already begun is taken up again."""
    path = key_path(challenge)
    record, _ = Destruction.objects.get_or_create(
        challenge=challenge,
        defaults={
            "rule": rule,
            "begun_at": at,
            "by": by,
            "counts": {name: getattr(challenge, name).count() for name in SEALED},
            "key_sha256": hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "",
        },
    )
    return record
