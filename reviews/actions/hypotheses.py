"""Hypotheses: theories kept honest by what speaks for and against them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.models import EvidenceNote, Finding, Flag, Hypothesis, HypothesisNote, LineOfEnquiry
from reviews.vault import vault_of, writing_vault

from .findings import sides_of
from .resting import open_again


@transaction.atomic
def raise_hypothesis(
    *, challenge: Challenge, text: str, line: LineOfEnquiry | None, by: Person, at: datetime
) -> Hypothesis:
    """Put a theory on the board."""
    fresh = hold(challenge, "reviews.argue_hypothesis")
    made = Hypothesis(challenge=fresh, line=line, raised_by=by)
    made.seal(writing_vault(fresh), text)
    made.save(force_insert=True)
    return made


@transaction.atomic
def argue(
    *,
    hypothesis: Hypothesis,
    notes_for: Iterable[EvidenceNote],
    notes_against: Iterable[EvidenceNote],
    unlinked: Iterable[EvidenceNote] = (),
    by: Person,
    at: datetime,
) -> Hypothesis:
    """Say which more notes speak for a theory, which against it, and which are no longer linked.

    Notes not named stay as they are. A supported theory with nothing left for it is open again.
    Raises Refusal when a note is named on both sides.
    """
    challenge = hold(hypothesis.challenge, "reviews.argue_hypothesis")
    hypothesis.links.filter(note__in=[note.pk for note in unlinked]).delete()
    for note_id, speaks_for in sides_of(challenge, notes_for, notes_against).items():
        HypothesisNote.objects.update_or_create(
            hypothesis=hypothesis, note_id=note_id, defaults={"speaks_for": speaks_for}
        )
    open_again([hypothesis.pk])
    return hypothesis


@transaction.atomic
def settle(*, hypothesis: Hypothesis, status: str, seen: str, by: Person, at: datetime) -> Hypothesis:
    """Call a theory open, supported or dropped. `seen` is how it stood for whoever decides.

    Raises Refusal when somebody else has decided meanwhile, and for "supported" while a flag on it
    is unanswered or no note speaks for it.
    """
    hold(hypothesis.challenge, "reviews.argue_hypothesis")
    fresh = Hypothesis.objects.select_for_update().get(pk=hypothesis.pk)
    if fresh.status != seen:
        raise Refusal(
            f"Somebody has called it “{fresh.get_status_display().lower()}” while you were deciding. Nothing was "
            "changed: open the page again and decide on that.",
            field="status",
        )
    if status == Hypothesis.Status.SUPPORTED and fresh.flags.filter(answered_by=None).exists():
        raise Refusal("Somebody flagged this as untested. Answer the flag before you call it supported.", "status")
    if status == Hypothesis.Status.SUPPORTED and not fresh.links.filter(speaks_for=True).exists():
        raise Refusal("No note speaks for it yet. Link one before you call it supported.", "status")
    fresh.status = status
    fresh.save(update_fields=["status"])
    return fresh


@transaction.atomic
def flag(*, challenge: Challenge, thing: Hypothesis | Finding, text: str, by: Person, at: datetime) -> Flag:
    """Mark a hypothesis or a finding as untested, and say what is missing.

    A finding the lead has agreed is a draft again, and a supported theory open, until it is answered.
    """
    fresh = hold(challenge, "reviews.flag")
    made = Flag(
        challenge=fresh,
        hypothesis=thing if isinstance(thing, Hypothesis) else None,
        finding=thing if isinstance(thing, Finding) else None,
        raised_by=by,
    )
    made.seal(writing_vault(fresh), text)
    made.save(force_insert=True)
    if made.finding:
        agreed = Finding.objects.filter(pk=thing.pk, status=Finding.Status.AGREED)
        draft = {"status": Finding.Status.DRAFT, "agreed_by": None, "changed_by": by, "changed_at": at}
        agreed.update(version=F("version") + 1, **draft)
    else:
        supported = Hypothesis.objects.filter(pk=thing.pk, status=Hypothesis.Status.SUPPORTED)
        supported.update(status=Hypothesis.Status.OPEN)
    return made


@transaction.atomic
def answer_flag(*, flag: Flag, text: str, by: Person, at: datetime) -> Flag:
    """Answer a flag. A second answer is refused; nobody answers their own flag."""
    challenge = hold(flag.challenge, "reviews.answer_flag")
    fresh = Flag.objects.select_for_update().get(pk=flag.pk)
    if fresh.answered_by_id:
        raise Refusal(
            "Somebody has just answered this flag. Your words are still here, but they were not saved.", field="text"
        )
    if fresh.raised_by_id == by.pk:
        raise Refusal("Somebody else answers a flag you raised: that is what it is for.", field="text")
    fresh.seal_beside("answer", vault_of(challenge), text)
    fresh.answered_by = by
    fresh.save(update_fields=["sealed_answer", "answered_by"])
    return fresh
