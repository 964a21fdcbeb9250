"""The demo's duties: derived from what was loaded, with a few that somebody extended, delegated or no longer needs."""

from datetime import timedelta

from cycles import duties
from cycles.actions import duty as actions
from cycles.days import add_working_days
from cycles.models import Challenge
from notices.models import Duty

from .stage import Stage


def load_duties(stage: Stage) -> None:
    """Bring every duty in step a fortnight ago and now, so that some are done, and change a few by hand."""
    then, now = stage.clock.now - timedelta(days=14), stage.clock.now
    challenges = Challenge.objects.filter(cycle=stage.cycle).order_by("visit__starts_on", "pk")
    duties.keep_in_step(list(challenges.values_list("pk", flat=True)), now, with_done=True)
    duties.keep_cycles_in_step([stage.cycle.pk], now)
    Duty.objects.filter(programme=stage.cycle.programme_id, done_at=now).update(done_at=then)
    _extend(stage)
    _mark(stage)


def _open(kind: str, stage: Stage) -> list[Duty]:
    found = Duty.objects.open().filter(kind=kind, programme=stage.cycle.programme_id)
    return list(found.order_by("due_on", "pk"))


def _extend(stage: Stage) -> None:
    """One late duty got a later day."""
    for duty in [*_open("documents", stage), *_open("draft", stage)][:1]:
        later = add_working_days(max(duty.set_on, stage.clock.today), 4)
        reason = "Two of the strategies are with the cabinet until then."
        given = {"by": stage.people["rana"], "at": stage.clock.now}
        actions.extend(duty=duty, version=duty.version, due_on=later, reason=reason, **given)


def _mark(stage: Stage) -> None:
    """One duty is not needed."""
    for duty in _open("case_audit", stage)[-1:]:
        reason = "The host’s own audit of last month was validated instead."
        given = {"by": stage.people["rana"], "at": stage.clock.now}
        actions.mark_not_needed(duty=duty, version=duty.version, reason=reason, **given)
