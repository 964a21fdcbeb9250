"""Rows that the pages of a draft show beside the draft itself."""

import hashlib
import json
from collections.abc import Iterable
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


def closed_for(cycle: Cycle, sketch: Sketch) -> list[ClosedPeriod]:
    """Return the closed days of a plan's hosts while the cycle runs."""
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


def surroundings_of(cycle: Cycle, closed: Iterable[ClosedPeriod]) -> str:
    """Return a mark that is another one when a closed day or a member changes (one query)."""
    days = sorted((row.body_id or 0, row.kind, row.label, str(row.starts_on), str(row.ends_on)) for row in closed)
    members = [(body, str(left_on)) for body, left_on in cycle.members.order_by("body").values_list("body", "left_on")]
    return hashlib.sha256(json.dumps([days, members]).encode()).hexdigest()


def is_behind(draft: Draft, closed: Iterable[ClosedPeriod]) -> bool:
    """Say whether visits, teams, closed days or members have changed since the draft last looked (two queries)."""
    around = surroundings_of(draft.cycle, closed)
    of_cycle = {"challenge__cycle": draft.cycle_id}
    events = Event.objects.filter(**of_cycle, what__in=CHANGES_THE_PLAN, at__gt=draft.looked_at)
    since = Q(invited_at__gt=draft.looked_at) | Q(answered_at__gt=draft.looked_at)
    changed = Exists(events) | Exists(Seat.objects.filter(since, **of_cycle))
    planned = Cycle.objects.filter(changed, pk=draft.cycle_id).exists()
    return draft.is_open and (planned or draft.surroundings not in ("", around))
