"""Destroying what is kept beside the notes: documents, proofs and drafts, each by its own rule."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.keeping import Kept, kinds
from reviews.models import Clearance

from .destruction import NotGone, day_for, days_of, refuse_while_held, refuse_while_needed

RULE_OF_KINDS = "the programme’s time for keeping them has ended"


def due_for(challenge: Challenge, kept: Kept) -> date | None:
    """Return the day a kind is to be destroyed by the programme's rule, or None before it is known."""
    return day_for(challenge, kept.policy)


def days_for(challenge: Challenge) -> dict[str, date | None]:
    """Return the day of every kind, by its name (two queries)."""
    return days_of(challenge, {kept.name: kept.policy for kept in kinds()})


def standing_of(challenge: Challenge) -> dict[str, Clearance]:
    """Return the destructions of kinds that were begun, by the kind's name (one query)."""
    return {row.what: row for row in Clearance.objects.filter(challenge=challenge)}


def _refuse_too_soon(challenge: Challenge, kept: Kept, *, early: bool, at: datetime) -> None:
    refuse_while_needed(challenge)
    refuse_while_held(challenge)
    due = due_for(challenge, kept)
    if not early and (due is None or due > timezone.localdate(at)):
        until = f"until {due:%-d %B %Y}" if due else "until the report is final"
        raise Refusal(f"By the programme’s rule {kept.in_words} are kept {until}.")


@transaction.atomic
def begin_clearing(
    *, challenge: Challenge, kept: Kept, rule: str, by: Person | None, at: datetime, early: bool = False
) -> Clearance:
    """Write down what is about to go; what was begun already is taken up again."""
    fresh = history.lock(challenge)
    begun = Clearance.objects.filter(challenge=fresh, what=kept.name).first()
    if begun:
        return begun
    _refuse_too_soon(fresh, kept, early=early, at=at)
    return Clearance.objects.create(
        challenge=fresh,
        what=kept.name,
        rule=rule,
        begun_at=at,
        by=by,
        counts={name: rows.count() for name, rows in kept.rows(fresh).items()},
    )


def clear(
    *, challenge: Challenge, kept: Kept, rule: str, by: Person | None, at: datetime, early: bool = False
) -> Clearance:
    """Destroy one kind, look whether anything is left, and keep that it happened.

    Safe to die at any line and to run again: the record is begun first and finished last. What came back with an
    older backup goes again. Findings, the numbers of the meter, activity counts and published editions stay.
    """
    record = begin_clearing(challenge=challenge, kept=kept, rule=rule, by=by, at=at, early=early)
    if record.finished_at and not kept.left_of(challenge):
        return record
    kept.destroy(challenge)
    if left := kept.left_of(challenge):
        raise NotGone(", ".join(sorted(left)))
    record.verified = dict.fromkeys(kept.rows(challenge), 0)
    record.finished_at = record.finished_at or at
    record.save(update_fields=["verified", "finished_at"])
    return record


def still_kept(challenge: Challenge) -> list[Kept]:
    """Return the kinds whose destruction has not begun (one query)."""
    begun = standing_of(challenge)
    return [kept for kept in kinds() if kept.name not in begun]
