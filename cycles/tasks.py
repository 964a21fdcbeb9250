"""What the service does of itself about cycles and challenges."""

from celery import shared_task
from django.utils import timezone

from . import duties
from .actions import chasing


@shared_task(name="cycles.keep_duties_in_step")
def keep_duties_in_step() -> None:
    """Bring every duty in step with what it hangs on, whatever nobody called for."""
    duties.keep_all_in_step(timezone.now())


@shared_task(name="cycles.chase_invitations")
def chase_invitations() -> None:
    """Remind those who have never answered an invitation."""
    chasing.chase_invitations(at=timezone.now())
