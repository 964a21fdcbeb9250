"""What each host asks of a plan: which weeks are closed, doubtful or wished for, and what its team must know."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cycles.models import Shape
from planning.sketch import PlannedVisit, Sketch

from .closing import against
from .known import Known
from .weeks import days_in_week

DOUBT = 8  # points for a visit in a week a programme only warns of
EXPERIENCED = "has been on a challenge before"


def days_of(known: Known, visit: PlannedVisit, week: int) -> tuple[date, date]:
    """Return the days a visit takes in a week: its own where it is there, else the same weekday."""
    monday = known.weeks.monday(week)
    if visit.starts_on is not None and visit.week == monday:
        return visit.starts_on, visit.ends_on
    weekday = visit.starts_on.weekday() if visit.starts_on else 1
    return days_in_week(monday, visit.days, weekday)


def challenge_row(known: Known, visit: PlannedVisit, sketch: Sketch) -> dict[str, Any]:
    """Return a visit as the planner's challenge; one that has begun is a week without places."""
    if visit.fixed:
        week = known.weeks.number(visit.starts_on)
        wished = [week] if 0 <= week < known.weeks.count else []
        return _row(visit, slots=[], blocked={}, preferred=wished, acceptable=[], required=[], desired=[])
    blocked, doubtful = _weeks(known, visit)
    wish = getattr(known.hosts.get(visit.host), "wish", None)
    preferred, acceptable = _wished(known, wish)
    skills = {"required": list(wish.required) if wish else [], "desired": list(wish.desired) if wish else []}
    weight = known.policy["plan_first_timers"]
    if weight != "ignore":
        skills["required" if weight == "block" else "desired"].append(EXPERIENCED)
    return _row(
        visit,
        slots=[seat.slot for seat in visit.seats],
        blocked=blocked,
        doubtful=doubtful,
        preferred=preferred,
        acceptable=acceptable,
        original=sorted(_original_team(known, visit, sketch)),
        **skills,
    )


def _original_team(known: Known, visit: PlannedVisit, sketch: Sketch) -> set[int]:
    """Return who is first in line, or where nobody says so who came last time to the host of a progress review."""
    if first := known.asked_first.get(visit.challenge):
        return first
    if known.shapes[visit.shape].kind != Shape.Kind.PROGRESS_REVIEW:
        return set()
    here = [other for other in sketch if other.fixed and other.host == visit.host]
    if here:
        return set(max(here, key=lambda other: other.starts_on).people)
    before = [seat for seat in known.earlier if seat.challenge.host_id == visit.host]
    latest = max((seat.starts_on for seat in before), default=None)
    return {seat.person_id for seat in before if seat.starts_on == latest}


def _row(visit: PlannedVisit, **fields: Any) -> dict[str, Any]:
    return {"id": visit.key, "host": visit.host, "format": "", "focus": visit.topic, **fields}


def _wished(known: Known, wish: Any) -> tuple[list[int], list[int]]:
    """Return the weeks a host prefers and accepts: without a best week those that suit are; with none at all, all."""
    said = (wish.preferred, wish.acceptable) if wish else ([], [])
    numbers = [
        [number for text in weeks if 0 <= (number := known.weeks.number(date.fromisoformat(text))) < known.weeks.count]
        for weeks in said
    ]
    preferred, acceptable = numbers
    if preferred:
        return preferred, acceptable
    return acceptable or list(range(known.weeks.count)), []


def _weeks(known: Known, visit: PlannedVisit) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """Return the weeks closed to a visit with the reason, and those to be doubted with reason and points."""
    blocked: dict[str, str] = {}
    doubtful: dict[str, dict[str, Any]] = {}
    for week in range(known.weeks.count):
        first, last = days_of(known, visit, week)
        closed, doubts = [], []
        for reason, weight in _against(known, visit, first, last):
            (closed if weight == "block" else doubts).append(reason)
        if closed:
            blocked[str(week)] = "; ".join(dict.fromkeys(closed))
        elif doubts:
            doubtful[str(week)] = {"points": DOUBT * len(doubts), "reason": "; ".join(dict.fromkeys(doubts))}
    return blocked, doubtful


def _against(known: Known, visit: PlannedVisit, first: date, last: date) -> Iterator[tuple[str, str]]:
    """Return why days are closed or doubtful for a visit, each with "block" or "warn"."""
    periods = [*known.closed[visit.host], *known.closed[None]]
    stays = visit.starts_on is not None and visit.starts_on == first
    return against(known.cycle, known.policy, periods, known.today, (first, last), stays=stays)
