"""Asks, offers and next steps: what a day without a report ends with, and whether it was done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.models import Challenge
from people.models import Body, Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.models import Outcome


@transaction.atomic
def add_outcome(
    *, challenge: Challenge, kind: str, text: str, owner: Body, due_on: date, by: Person, at: datetime
) -> Outcome:
    """Write down an ask, an offer or a next step. The timeline says that, not what."""
    fresh = hold(challenge, "reviews.keep_outcomes")
    if due_on < fresh.visit.starts_on:
        raise Refusal("Choose a day that is not before the visit.", "due_on")
    if fresh.outcomes.filter(kind=kind, text=text, owner=owner).exists():
        raise Refusal("This is already written down for the same body. Nothing was added.", "text")
    made = Outcome.objects.create(challenge=fresh, kind=kind, text=text, owner=owner, due_on=due_on)
    said = f"{made.get_kind_display()} of {owner} written down"
    history.note_event(challenge=fresh, what="add_outcome", sentence=said[:400], by=by, at=at)
    return made


@transaction.atomic
def finish_outcome(*, outcome: Outcome, by: Person, at: datetime) -> Outcome:
    """Say that something agreed on the day is done, by whom and when."""
    hold(outcome.challenge, "reviews.keep_outcomes")
    fresh = Outcome.objects.select_for_update().get(pk=outcome.pk)
    if fresh.done_on:
        raise Refusal(f"This was already marked as done on {fresh.done_on:%-d %B %Y}. Nothing was changed.")
    fresh.done_on, fresh.done_by = timezone.localdate(at), by
    fresh.save()
    return fresh
