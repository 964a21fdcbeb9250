"""Delivery, now and swept: the table is the truth, Celery the doorbell."""

import time

from celery import shared_task
from django.utils import timezone

from . import post
from .actions import ladder, sending

# A sweep ends before the next is due; what is left waits for it.
SECONDS = 50


@shared_task(name="notices.sweep")
def sweep() -> int:
    """Send whatever may leave, from whichever transaction it came; return how many mails have left."""
    sending.drop_needless(at=timezone.now())
    begun, sent = time.monotonic(), 0
    with post.office() as office:
        while time.monotonic() - begun < SECONDS:
            outcomes = sending.send_batch(office=office, at=timezone.now())
            sent += outcomes.count(sending.Outcome.SENT)
            if not outcomes or sending.Outcome.UNREACHABLE in outcomes:
                break
    return sent


@shared_task(name="notices.climb")
def climb() -> int:
    """Write down the reminders whose day has come, then send them; return how many are new."""
    new = ladder.climb(at=timezone.now())
    sweep()
    return new
