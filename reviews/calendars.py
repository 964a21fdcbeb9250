"""Somebody's own sessions in their calendar: when and with which host, never with whom or about what."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from cycles.calendars import BEFORE_ANY_CHANGE, KEPT, MOST, changes_of, paused
from cycles.models import Challenge, Seat
from cycles.rules import remember_standings
from notices.calendars import Entry

from .models import Session


def session_entry(session: Session) -> Entry:
    """Return a session by its times. Title, kind and room would tell whom the team meets, so it has none of them."""
    zone, challenge = get_current_timezone(), session.challenge
    visit = challenge.visit
    is_left_behind = not visit.starts_on <= session.day <= visit.ends_on  # the visit moved, and the session not yet
    return Entry(
        uid=f"session-{session.ref}",
        title=f"Session of the peer challenge at {challenge.host}",
        first=datetime.combine(session.day, session.starts, zone),
        last=datetime.combine(session.day, session.ends, zone),
        changed=max(at or BEFORE_ANY_CHANGE for at in (session.changed_at, session.moved_at)),
        sequence=session.version + session.times_moved,
        words="What it is and where is in the timetable.",
        place=str(challenge.host),
        path=reverse("reviews:timetable", args=[challenge.ref]),
        is_cancelled=session.status == Session.Status.CANCELLED or session.is_paused or is_left_behind,
    )


def sessions(user: Any, at: datetime) -> list[Entry]:
    """Return the sessions somebody is down for, while they may read the timetable."""
    mine = {"reviewers__seat__person": user.person_id, "reviewers__seat__status": Seat.Status.ACCEPTED}
    found = (
        Session.objects.filter(**mine, day__gte=localdate(at - KEPT))
        .filter(challenge__in=Challenge.objects.visible_to(user))
        .select_related("challenge__host", "challenge__visit", "challenge__cycle")
        .annotate(**changes_of("challenge__visit"), is_paused=paused("challenge"))
        .order_by("day", "starts", "pk")
    )
    rows = list(found[:MOST])
    remember_standings(user, {row.challenge_id: row.challenge for row in rows}.values())
    return [session_entry(row) for row in rows if user.has_perm("reviews.view_timetable", row.challenge)]
