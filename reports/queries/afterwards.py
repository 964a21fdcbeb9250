"""What waits for somebody once the report is signed or public: a destruction to confirm, a correction to publish."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from cycles.models import Challenge, Seat
from people.rules import programmes_where
from people.waiting import Waiting
from reports.models import Correction
from reviews.models import EarlyDestruction

Office = EarlyDestruction.Office
MOST = 50


def waiting_for(user: Any, today: date) -> list[Waiting]:  # every floor's part of home has one shape
    """Return what waits in challenges that are over: they are no longer among the open ones (one query)."""
    if getattr(user, "person_id", None) is None:
        return []
    asked = EarlyDestruction.objects.filter(challenge=OuterRef("pk"), confirmed_at=None, cancelled_at=None)
    leads = Seat.objects.accepted().filter(challenge=OuterRef("pk"), person=user.person_id, role=Seat.Role.LEAD)
    signed = Correction.objects.filter(report__challenge=OuterRef("pk"), published_at=None, signed_at__isnull=False)
    coordinated = Q(cycle__programme__in=programmes_where(user, "cycles.plan"))
    rows = (
        Challenge.objects.with_host()
        .annotate(asked_by=Subquery(asked.values("office")[:1]), i_lead=Exists(leads), is_signed=Exists(signed))
        .filter(
            Q(i_lead=True, asked_by=Office.COORDINATOR) | (coordinated & (Q(asked_by=Office.LEAD) | Q(is_signed=True)))
        )
        .order_by("visit__starts_on", "pk")[:MOST]
    )
    return [line for row in rows for line in _lines(row)]


def _lines(row: Challenge) -> list[Waiting]:
    said = []
    if row.asked_by == (Office.COORDINATOR if row.i_lead else Office.LEAD):
        said.append(("Confirm early destruction, or take the request back", "reviews:destroy_early"))
    if row.is_signed and not row.i_lead:
        said.append(("Publish a signed correction of the report", "reports:publish_correction"))
    return [Waiting(what, str(row.host), reverse(page, args=[row.ref])) for what, page in said]
