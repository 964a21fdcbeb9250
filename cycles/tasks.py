"""What the service does of itself about cycles and challenges."""

from celery import shared_task
from django.utils import timezone

from . import duties


@shared_task(name="cycles.keep_duties_in_step")
def keep_duties_in_step() -> None:
    """Bring every duty in step with what it hangs on, whatever nobody called for."""
    duties.keep_all_in_step(timezone.now())
