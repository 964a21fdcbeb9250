"""Timetables, worked out now and swept: the table is the truth, Celery the doorbell."""

from celery import shared_task
from django.utils import timezone

from .actions import promises, proposals


@shared_task(name="reviews.propose")
def propose(proposal_id: int) -> None:
    """Work out one timetable if nobody has."""
    from .proposing import work_out  # noqa: PLC0415 -- the search is loaded where it is used

    work_out(proposal_id=proposal_id)


@shared_task(name="reviews.sweep_timetables")
def sweep_timetables() -> None:
    """Begin what the doorbell missed, and what a worker left behind."""
    for proposal_id in proposals.overdue(timezone.now()):
        propose.delay(proposal_id)


@shared_task(name="reviews.keep_promises")
def keep_promises() -> dict[str, int]:
    """Destroy what is due, after the notice; finish what died; sweep what an older backup brought back."""
    return dict(promises.keep_promises(at=timezone.now()))
