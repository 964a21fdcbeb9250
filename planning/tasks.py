"""Proposals, worked out now and swept: the table is the truth, Celery the doorbell."""

from celery import shared_task
from django.utils import timezone

from .actions import rounds


@shared_task(name="planning.work_out")
def work_out(proposal_id: int) -> None:
    """Work out one proposal if nobody has."""
    from .solving import work_out as solve  # noqa: PLC0415 -- the solver is loaded where it is used

    solve(proposal_id=proposal_id)


@shared_task(name="planning.sweep")
def sweep() -> None:
    """Begin what the doorbell missed, and what a worker left behind."""
    for proposal_id in rounds.overdue(timezone.now()):
        work_out.delay(proposal_id)
