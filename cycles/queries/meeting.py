"""What meetings asked of somebody."""

from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.urls import reverse

from cycles.models import Challenge, MeetingAction
from cycles.models.state import STATE_OF_CODE
from people import roles
from people.waiting import Waiting

ASKED = "asked"


def asked_of(user: Any) -> QuerySet:
    """Return the actions of meetings somebody has still to do, in the challenges they have a part in.

    Their columns are those of the duties that wait for them, so that home asks for both at once.
    """
    cells = roles.table()["cycles.view_meetings"].values()
    seen = [state for code, state in STATE_OF_CODE.items() if any(code in cell.states for cell in cells)]
    nothing = {name: Value("", CharField()) for name in ("why", "chief")}
    return (
        MeetingAction.objects.filter(owner=user.person_id, done_on=None, meeting__challenge__state__in=seen)
        .filter(meeting__challenge__in=Challenge.objects.visible_to(user))
        .order_by()
        .annotate(
            origin=Value(ASKED, CharField()),
            what=F("text"),
            place=F("meeting__challenge__host__name"),
            path=F("meeting__challenge__ref"),
            due=F("due_on"),
            owed_by=F("meeting__ref"),
            rung=Value(0, IntegerField()),
            **nothing,
        )
        .values_list("origin", "ref", "what", "place", "path", "due", "why", "chief", "owed_by", "rung")
    )


def line(row: tuple) -> Waiting:
    """Return the line of one of them."""
    _, _, what, host, challenge, due, _, _, meeting, _ = row
    return Waiting(
        f"Do what the meeting asked: {what}", host, reverse("cycles:meeting", args=[challenge, meeting]), due
    )
