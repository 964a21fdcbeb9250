"""What meetings asked of somebody."""

from datetime import date
from typing import Any

from django.urls import reverse

from cycles.models import Challenge, MeetingAction
from cycles.rules import possible
from people.waiting import Waiting

MOST = 50


def waiting_for(user: Any, today: date) -> list[Waiting]:  # every floor's part of home has one shape
    """Return the actions of meetings somebody has still to do, in the challenges they have a part in."""
    rows = (
        MeetingAction.objects.filter(owner=user.person_id, done_on=None)
        .filter(meeting__challenge__in=Challenge.objects.visible_to(user))
        .select_related("meeting__challenge__host")
        .order_by("due_on", "pk")[:MOST]
    )
    return [
        Waiting(
            what=f"Do what the meeting asked: {row.text}",
            about=str(row.meeting.challenge.host),
            url=reverse("cycles:meeting", args=[row.meeting.challenge.ref, row.meeting.ref]),
            due=row.due_on,
        )
        for row in rows
        if possible("cycles.view_meetings", row.meeting.challenge)
    ]
