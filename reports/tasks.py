"""Making editions, now and swept; closing accuracy rounds whose days have run out."""

from celery import shared_task
from django.utils import timezone

from .actions import editions, identity, rounds


@shared_task(name="reports.make_edition")
def make_edition(edition_id: int) -> None:
    """Make one edition."""
    editions.make_edition(edition_id=edition_id, at=timezone.now())


@shared_task(name="reports.sweep_editions")
def sweep_editions() -> None:
    """Finish what a dead worker or a silent broker left behind."""
    for edition_id in editions.stalled(timezone.now()):
        editions.make_edition(edition_id=edition_id, at=timezone.now())


@shared_task(name="reports.sweep_rounds")
def sweep_rounds() -> None:
    """Close every accuracy round that is over. A missed night is caught later: nobody can comment meanwhile."""
    now = timezone.now()
    for challenge_id in rounds.rounds_over(timezone.localdate(now)):
        rounds.close_overdue(challenge_id=challenge_id, at=now)


@shared_task(name="reports.check_identity")
def check_identity(check_id: int) -> None:
    """Look through the editions of one check."""
    from .actions.looking import run_check  # noqa: PLC0415 -- web workers import this module to ring, not to look

    run_check(check_id=check_id, at=timezone.now())


@shared_task(name="reports.sweep_identity_checks")
def sweep_identity_checks() -> None:
    """Run checks that wait, and ask again where words have changed since they were checked."""
    for check_id in identity.waiting(timezone.now()):
        check_identity(check_id)
    identity.check_changed(timezone.now())
