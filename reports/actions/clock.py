"""What the coordinator says of the publication clock: met on a day, or why it is late."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reports.models import ClockStep
from reports.queries.clock import clock_of
from reviews.guard import hold

REPORT = ClockStep.Step.REPORT


@transaction.atomic
def state_step(
    *, challenge: Challenge, step: int, met_on: date | None, reason: str, by: Person, at: datetime
) -> ClockStep:
    """Say when a step of the clock was met, or why it is late; what was said before is replaced."""
    fresh = hold(challenge, "reports.keep_clock")
    today = timezone.localdate(at)
    tick = next(tick for tick in clock_of(fresh, today) if tick.step == step)
    if step == REPORT and met_on:
        raise Refusal("The register itself knows when the report became public. Say only why it is late.", "met_on")
    if met_on and met_on > today:
        raise Refusal("Give the day on which it was met: it cannot be in the future.", field="met_on")
    if not met_on and not reason:
        raise Refusal("Say on which day it was met, or why it is late.", field="reason")
    if met_on and met_on > tick.due and not reason:
        raise Refusal(f"It was due on {tick.due:%-d %B %Y}. Say why it was late: the reason is public.", field="reason")
    said = {"met_on": met_on, "reason": reason, "stated_by": by, "stated_at": at}
    return ClockStep.objects.update_or_create(challenge=fresh, step=step, defaults=said)[0]


def meet_step(*, challenge: Challenge, step: int, by: Person, at: datetime) -> ClockStep:
    """Say that a step was met today, because what it waits for has just been published. An earlier day stands."""
    row = ClockStep.objects.filter(challenge=challenge, step=step).first() or ClockStep(challenge=challenge, step=step)
    if row.met_on is None:
        row.met_on, row.stated_by, row.stated_at = timezone.localdate(at), by, at
        row.save()
    return row
