"""Reminding those who were invited to a team and have said nothing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cycles import emails
from cycles.models import Postponement, Seat
from cycles.models.state import UNDER_WAY

EVERY_DAYS = 5
TIMES = 3


@transaction.atomic
def chase_invitations(*, at: datetime) -> int:
    """Remind after five, ten and fifteen days, while the visit lies ahead; return how many are asked to answer.

    Run again it says nothing new. After a pause only the last reminder is said.
    """
    day = timezone.localdate(at)
    paused = Postponement.objects.filter(resumed_at=None).values("challenge")
    asked = Seat.objects.filter(status=Seat.Status.INVITED, starts_on__gt=day, challenge__state__in=UNDER_WAY)
    waiting = asked.exclude(challenge__in=paused)
    chased = 0
    for seat in waiting.select_related("person", "challenge__host", "challenge__cycle__programme").order_by("pk"):
        number = (day - timezone.localdate(seat.invited_at)).days // EVERY_DAYS
        if 1 <= number <= TIMES:
            emails.invitation_unanswered(seat, number, at)
            chased += 1
    return chased
