"""Rows that the pages of a draft show beside the draft itself."""

from typing import Any

from django.db.models import Exists, Q

from cycles.models import Challenge, ClosedPeriod, Cycle, Event, Seat
from planning.models import Draft
from planning.sketch import PlannedVisit, Sketch

# What happens to a challenge that makes the plan another one.
CHANGES_THE_PLAN = ("create", "move_visit", "postpone", "resume", "cancel", "go_on_site", "stand_down")


def challenges_of(draft: Draft, sketch: Sketch) -> dict[int, Challenge]:
    """Return the challenges a draft plans, by id."""
    wanted = [visit.challenge for visit in sketch if visit.challenge]
    return draft.cycle.challenges.in_bulk(wanted)


def closed_for(draft: Draft, sketch: Sketch) -> list[ClosedPeriod]:
    """Return the closed days of the draft's hosts while the cycle runs."""
    cycle = draft.cycle
    hosts = Q(body__in={visit.host for visit in sketch}) | Q(body=None)
    periods = cycle.programme.region.closed_periods.filter(hosts)
    return list(periods.touching(cycle.starts_on, cycle.ends_on).order_by("starts_on", "pk"))


def answers_of(visit: PlannedVisit) -> dict[int, str]:
    """Return how those already asked have answered, by person."""
    if visit.challenge is None:
        return {}
    seats = Seat.objects.holding().filter(challenge=visit.challenge)
    return {seat.person_id: seat.get_status_display() for seat in seats}


def last_step(draft: Draft) -> Any:
    """Return the step that would be taken back, or None."""
    return draft.steps.order_by("-number").first()


def is_behind(draft: Draft) -> bool:
    """Say whether visits or teams have changed since the draft last looked."""
    of_cycle = {"challenge__cycle": draft.cycle_id}
    events = Event.objects.filter(**of_cycle, what__in=CHANGES_THE_PLAN, at__gt=draft.looked_at)
    since = Q(invited_at__gt=draft.looked_at) | Q(answered_at__gt=draft.looked_at)
    changed = Exists(events) | Exists(Seat.objects.filter(since, **of_cycle))
    return draft.is_open and Cycle.objects.filter(changed, pk=draft.cycle_id).exists()
