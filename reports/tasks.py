"""Making editions, now and swept."""

from celery import shared_task
from django.utils import timezone

from .actions import editions


@shared_task(name="reports.make_edition")
def make_edition(edition_id: int) -> None:
    """Make one edition."""
    editions.make_edition(edition_id=edition_id, at=timezone.now())


@shared_task(name="reports.sweep_editions")
def sweep_editions() -> None:
    """Finish what a dead worker or a silent broker left behind."""
    for edition_id in editions.stalled(timezone.now()):
        editions.make_edition(edition_id=edition_id, at=timezone.now())
