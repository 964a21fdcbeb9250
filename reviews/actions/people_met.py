"""Counting the people met, each once, without ever knowing who they were."""

from datetime import datetime

from django.db import transaction

from people.models import Person
from people.refusal import Refusal
from reviews.guard import hold, refuse_stale
from reviews.models import Session


@transaction.atomic
def record_people_met(*, session: Session, met: int, already_met: int, seen: int, by: Person, at: datetime) -> None:
    """Record how many were met and how many of them the team had met before. The session was held then.

    `seen` is the version the editor started from. The same numbers sent twice change nothing.
    """
    hold(session.challenge, "reviews.record_people_met")
    fresh = Session.objects.select_related("changed_by").get(pk=session.pk)
    if (fresh.met, fresh.already_met) == (met, already_met):
        return
    if fresh.status == Session.Status.CANCELLED:
        raise Refusal("This session was cancelled. Restore it in the timetable first if it was held after all.")
    if already_met > met:
        raise Refusal("Of the people met, no more can have been met already. Check both numbers.", "already_met")
    if fresh.met is not None:
        refuse_stale(fresh, seen, {"met": met, "already_met": already_met})
    Session.objects.filter(pk=fresh.pk).update(
        met=met,
        already_met=already_met,
        status=Session.Status.HELD,
        version=fresh.version + 1,
        changed_by=by,
        changed_at=at,
    )
