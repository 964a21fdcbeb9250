"""Feedback: planned audience by audience at scoping, and ticked off once it was given."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.days import in_words
from cycles.models import Challenge, State
from people.models import Person
from people.refusal import Refusal
from reviews.guard import Stale, hold, refuse_stale
from reviews.models import PlannedFeedback

BEFORE_VISIT = (State.PROPOSED, State.SCOPING, State.PREPARING)


def _check_days(challenge: Challenge, due_on: date, given_on: date | None, today: date) -> None:
    first = challenge.visit.starts_on
    if due_on < first:
        raise Refusal(
            f"The visit begins on {in_words(first)}: choose that day or a later one for the feedback.", "due_on"
        )
    if given_on is None:
        return
    if challenge.state in BEFORE_VISIT:
        raise Refusal("The visit has not begun yet, so no feedback can have been given. Leave this empty.", "given_on")
    if given_on > today:
        raise Refusal("This day has not come yet. Enter the day on which the feedback was given.", "given_on")
    if given_on < first:
        raise Refusal(f"The visit began on {in_words(first)}: no feedback was given before.", "given_on")


@transaction.atomic
def plan_feedback(
    *,
    challenge: Challenge,
    audience: str,
    form: str,
    giver: str,
    due_on: date,
    note: str = "",
    given_on: date | None = None,
    seen: int,
    by: Person,
    at: datetime,
) -> PlannedFeedback:
    """Plan the feedback to one audience, change it, or say that it was given. `seen` is 0 while nothing is planned."""
    fresh = hold(challenge, "reviews.plan_feedback")
    _check_days(fresh, due_on, given_on, timezone.localdate(at))
    row = fresh.feedbacks.select_related("changed_by").filter(audience=audience).first()
    typed = {"form": form, "giver": giver, "due_on": due_on, "note": note, "given_on": given_on}
    if row is None:
        row = PlannedFeedback(challenge=fresh, audience=audience, version=0)
    else:
        refuse_stale(row, seen, typed)
    was_given = row.given_on
    for name, value in typed.items():
        setattr(row, name, value)
    row.version, row.changed_by, row.changed_at = row.version + 1, by, at
    row.save()
    who = row.get_audience_display().lower()
    said = f"Feedback to {who} planned for {in_words(due_on)}"
    if given_on and given_on != was_given:
        said = f"Feedback to {who} given on {in_words(given_on)}"
    history.note_event(challenge=fresh, what="plan_feedback", sentence=said, by=by, at=at)
    return row


@transaction.atomic
def drop_feedback(*, challenge: Challenge, audience: str, seen: int, by: Person, at: datetime) -> None:
    """Plan no feedback to an audience after all. What was given stays."""
    fresh = hold(challenge, "reviews.plan_feedback")
    row = fresh.feedbacks.select_related("changed_by").filter(audience=audience).first()
    if row is None:
        return
    if row.version != seen:
        raise Stale("Somebody changed this while you were looking. Nothing was removed: look again.", row.version)
    if row.given_on:
        raise Refusal("This feedback was given, so it stays. Nothing was changed.", "form")
    said = f"No feedback to {row.get_audience_display().lower()} is planned any more"
    row.delete()
    history.note_event(challenge=fresh, what="plan_feedback", sentence=said, by=by, at=at)
