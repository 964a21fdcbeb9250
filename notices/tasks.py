"""Delivery, now and swept: the table is the truth, Celery the doorbell."""

import logging
import time
from typing import Any

from celery import shared_task
from celery.utils.nodenames import worker_direct
from django.utils import timezone

from . import post
from .actions import ladder, liveness, sending

log = logging.getLogger(__name__)
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


@shared_task(name="notices.canary", bind=True)
def canary(self: Any) -> None:
    """Answer, and ask every worker there is to answer from its own queue; one that stays mute is deaf."""
    at = timezone.now()
    liveness.hear(worker=self.request.hostname, at=at)
    for worker in liveness.known(at=at):
        if worker != self.request.hostname:
            answer.apply_async(queue=worker_direct(worker), expires=60)
    if deaf := liveness.state_of_workers(at).deaf:
        log.error("%d workers are connected but have not answered for two minutes", deaf)


@shared_task(name="notices.answer", bind=True)
def answer(self: Any) -> None:
    """Say that this worker hears."""
    liveness.hear(worker=self.request.hostname, at=timezone.now())
