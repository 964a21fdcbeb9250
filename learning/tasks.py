"""What this floor does by itself."""

from celery import shared_task
from django.utils import timezone

from .actions import passages


@shared_task(name="learning.keep_passages")
def keep_passages() -> None:
    """Take down what the register shows anew. A missed minute is caught at the next."""
    passages.keep_in_step()


@shared_task(name="learning.make_annual_edition")
def make_annual_edition(edition_id: int) -> None:
    """Make one edition of an annual report."""
    from .actions import annual  # noqa: PLC0415 -- web workers import this module to ring, not to draw

    annual.make_edition(edition_id=edition_id, at=timezone.now())


@shared_task(name="learning.sweep_annual_editions")
def sweep_annual_editions() -> None:
    """Finish what a dead worker or a silent broker left behind."""
    from .actions import annual  # noqa: PLC0415 -- as above

    for edition_id in annual.stalled(timezone.now()):
        annual.make_edition(edition_id=edition_id, at=timezone.now())
