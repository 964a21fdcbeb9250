"""Rows that the pages of a draft show beside the draft itself."""

from typing import Any

from django.db.models import Q

from cycles.models import Challenge, ClosedPeriod, Seat
from planning.models import Draft
from planning.sketch import PlannedVisit, Sketch


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
