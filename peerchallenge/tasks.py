"""What the whole installation does by itself."""

import logging

from celery import shared_task
from django.utils.timezone import localdate

from .invariants import breaches

log = logging.getLogger(__name__)


@shared_task(name="peerchallenge.check_invariants")
def check_invariants() -> int:
    """Count the breaches of what must hold across rows; the command names them, the log carries no names."""
    found = sum(1 for _ in breaches(localdate()))
    if found:
        log.error("%d breaches of what must hold across rows: run manage.py check_invariants", found)
    return found
