"""Asks, offers and next steps: what a day without a report ends with, and whether it was done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.models import Challenge
from people.models import Body, Person
from people.refusal import Refusal
from reviews.guard import hold, refuse_stale
from reviews.models import Outcome


@transaction.atomic
def add_outcome(
    *, challenge: Challenge, kind: str, text: str, owner: Body, due_on: date, by: Person, at: datetime
) -> Outcome:
    """Write down an ask, an offer or a next step. The timeline says that, not what."""
    fresh = hold(challenge, "reviews.keep_outcomes")
    _refuse_early(fresh, due_on)
    if fresh.outcomes.filter(kind=kind, text=text, owner=owner).exists():
        raise Refusal("This is already written down for the same body. Nothing was added.", "text")
    made = Outcome.objects.create(
        challenge=fresh, kind=kind, text=text, owner=owner, due_on=due_on, changed_by=by, changed_at=at
    )
    _note(made, "written down", "add_outcome", by, at)
    return made


@transaction.atomic
def edit_outcome(
    *,
    outcome: Outcome,
    kind: str,
    text: str,
    owner: Body,
    due_on: date,
    is_done: bool,
    seen: int,
    by: Person,
    at: datetime,
) -> Outcome:
    """Change what was written down, or say that it is done, or not after all."""
    challenge = hold(outcome.challenge, "reviews.keep_outcomes")
    fresh = _fresh(outcome)
    typed = {"kind": kind, "text": text, "owner": owner, "due_on": due_on}
    ended = () if is_done == fresh.is_done else ("it is done" if fresh.is_done else "it is not done",)
    refuse_stale(fresh, seen, typed, ended)
    if due_on != fresh.due_on:
        _refuse_early(challenge, due_on)
    if challenge.outcomes.filter(kind=kind, text=text, owner=owner).exclude(pk=fresh.pk).exists():
        raise Refusal("This is already written down for the same body. Nothing was changed.", "text")
    for name, value in typed.items():
        setattr(fresh, name, value)
    if is_done != fresh.is_done:
        fresh.done_on, fresh.done_by = (timezone.localdate(at), by) if is_done else (None, None)
    _keep(fresh, by, at)
    _note(fresh, "changed", "edit_outcome", by, at)
    return fresh


@transaction.atomic
def remove_outcome(*, outcome: Outcome, by: Person, at: datetime) -> None:
    """Take out what should not have been written down; the second of two who do it changes nothing."""
    hold(outcome.challenge, "reviews.keep_outcomes")
    if fresh := Outcome.objects.select_for_update().filter(pk=outcome.pk).first():
        _note(fresh, "taken out", "remove_outcome", by, at)
        fresh.delete()


@transaction.atomic
def finish_outcome(*, outcome: Outcome, by: Person, at: datetime) -> Outcome:
    """Say that something agreed on the day is done, by whom and when."""
    hold(outcome.challenge, "reviews.keep_outcomes")
    fresh = _fresh(outcome)
    if fresh.is_done:
        raise Refusal(f"This was already marked as done on {fresh.done_on:%-d %B %Y}. Nothing was changed.")
    fresh.done_on, fresh.done_by = timezone.localdate(at), by
    _keep(fresh, by, at)
    _note(fresh, "is done", "finish_outcome", by, at)
    return fresh


def _fresh(outcome: Outcome) -> Outcome:
    rows = Outcome.objects.select_for_update(of=("self",)).select_related("changed_by", "owner", "challenge")
    if found := rows.filter(pk=outcome.pk).first():
        return found
    raise Refusal("Somebody has taken this out meanwhile. Nothing was changed.")


def _keep(outcome: Outcome, by: Person, at: datetime) -> None:
    outcome.version += 1
    outcome.changed_by, outcome.changed_at = by, at
    outcome.save()


def _refuse_early(challenge: Challenge, due_on: date) -> None:
    if due_on < challenge.visit.starts_on:
        raise Refusal("Choose a day that is not before the visit.", "due_on")


def _note(outcome: Outcome, done: str, what: str, by: Person, at: datetime) -> None:
    said = f"{outcome.get_kind_display()} of {outcome.owner} {done}"
    history.note_event(challenge=outcome.challenge, what=what, sentence=said[:400], by=by, at=at)
