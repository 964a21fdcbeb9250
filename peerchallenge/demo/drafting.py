"""Loading a draft of the plan: two visits in other weeks and one more reviewer, chosen as a coordinator would."""

from datetime import date, timedelta

from planning.actions import drafts
from planning.judging import Judged
from planning.models import Draft
from planning.sketch import PlannedVisit, Sketch

from .stage import Stage

REASON = "Two hosts asked for another week, and one team needs another reviewer."
ASKED_FOR = (*range(1, 11), *range(-6, 0))  # how many weeks later, or earlier, a host would come at best


def load_draft(stage: Stage) -> None:
    """Begin a draft of the running cycle and take three steps in it, as far as the plan still has visits to come."""
    draft = drafts.begin(cycle=stage.cycle, reason=REASON, by=stage.people["rana"], at=stage.clock.now)
    coming = [visit for visit in Sketch.of(draft.sketch) if not visit.fixed and visit.starts_on]
    for visit in coming[:2]:
        _move(stage, draft, visit)
    for visit in coming[2:]:
        if _seat(stage, draft, visit):
            break


def _judged(draft: Draft) -> Judged:
    draft.refresh_from_db()
    return Judged.of(draft.problem, Sketch.of(draft.sketch), Sketch.of(draft.base))


def _move(stage: Stage, draft: Draft, visit: PlannedVisit) -> None:
    """Put a visit in the week near it that breaks and costs least, where the cycle has one."""
    judged = _judged(draft)
    weeks = [visit.week + timedelta(weeks=number) for number in ASKED_FOR]
    inside = [week for week in weeks if stage.clock.today < week <= stage.cycle.ends_on - timedelta(days=6)]

    def burden(week: date) -> tuple[int, int]:
        tried = judged.move(visit.key, week)
        return len(tried.breaches), tried.cost

    if inside:
        week = min(inside, key=burden)
        drafts.move(draft=draft, key=visit.key, week=week, by=stage.people["rana"], at=stage.clock.now)


def _seat(stage: Stage, draft: Draft, visit: PlannedVisit) -> bool:
    """Mean the best candidate for the first empty place of a team; say whether there was one."""
    empty = [number for number, seat in enumerate(visit.seats) if seat.person is None]
    can = [one for one in _judged(draft).candidates(visit.key, empty[0]) if not one.tried.breaches] if empty else []
    if not can:
        return False
    more = {"key": visit.key, "number": empty[0], "person": can[0].person}
    drafts.seat(draft=draft, by=stage.people["rana"], at=stage.clock.now, **more)
    return True
