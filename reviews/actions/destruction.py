"""Destroying what was said in confidence: the key first, because without it every copy is unreadable."""

import hashlib
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.days import add_months
from cycles.models import Challenge, Event, State
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reviews.models import Destruction
from reviews.vault import destroy_key, key_path

AFTER_CANCELLING = timedelta(days=14)
ENDED = (
    State.FINAL,
    State.PUBLISHED,
    State.FOLLOW_UP,
    State.CLOSED,
    State.WITHHELD,
    State.CANCELLED,
)
# Deleted from the last to the first: what hangs on a note goes before it.
SEALED = (
    "notes",
    "hypotheses",
    "flags",
    "concerns",
    "protected_names",
    "emerging_views",
    "case_audits",
    "photos",
    "parked_texts",
    "receipts",
    "devices",
)


def due_on(challenge: Challenge) -> date | None:
    """Return the day the notes are to be destroyed by the programme's rule, or None before it is known."""
    moves = Event.objects.filter(challenge=challenge, to_state__in=[State.FINAL, State.CANCELLED])
    last = moves.order_by("at").last()
    if last is None:
        return None
    day = timezone.localdate(last.at)
    if last.to_state == State.CANCELLED:
        return day + AFTER_CANCELLING
    return add_months(day, policy_of(challenge.cycle.programme)["keep_notes_months"])


def _refuse_too_soon(challenge: Challenge, early: bool, at: datetime) -> None:
    """Refuse while the notes are needed, and before their day unless they are to go early."""
    if challenge.state not in ENDED:
        raise Refusal("The notes are still needed: the report is not final and the challenge is not cancelled.")
    due = due_on(challenge)
    if early or (due and due <= timezone.localdate(at)):
        return
    if due is None:
        raise Refusal("The day of the programme’s rule is not known: no move to final or cancelled is on record.")
    raise Refusal(f"By the programme’s rule the notes are kept until {due:%-d %B %Y}.")


def destroy_notes(
    *, challenge: Challenge, rule: str, by: Person | None, at: datetime, early: bool = False
) -> Destruction:
    """Destroy key and rows, and keep that it happened, when, by which rule, with counts and the key's hash.

    Safe to die at any line and to run again: the record is begun first, the key goes before the
    rows, and the record is finished last. The record is begun under the challenge's lock and
    nothing is written after it, so a note handed in meanwhile is either refused or destroyed too.
    Findings, their numbers and activity counts stay.
    """
    record = _begin(challenge, rule, early, by, at)
    if record.finished_at:
        return record
    destroy_key(challenge)
    with transaction.atomic():
        fresh = history.lock(challenge)
        for name in reversed(SEALED):
            getattr(fresh, name).all().delete()
        Destruction.objects.filter(pk=record.pk, finished_at=None).update(finished_at=at)
    record.refresh_from_db()
    return record


@transaction.atomic
def _begin(challenge: Challenge, rule: str, early: bool, by: Person | None, at: datetime) -> Destruction:
    """Write down what is about to go; a record already begun is taken up again."""
    fresh = history.lock(challenge)
    begun = Destruction.objects.filter(challenge=fresh).first()
    if begun:
        return begun
    _refuse_too_soon(fresh, early, at)
    path = key_path(fresh)
    return Destruction.objects.create(
        challenge=fresh,
        rule=rule,
        begun_at=at,
        by=by,
        counts={name: getattr(fresh, name).count() for name in SEALED},
        key_sha256=hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "",
    )
