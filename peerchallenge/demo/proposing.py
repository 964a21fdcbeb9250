"""Loading what the planner was asked about the next cycle, and what it answered.

The weeks and teams of its plans are written down in the content: to work them out takes minutes. The days
of the region fall otherwise each time, so a visit whose week is closed now goes to the week near it that
suits, and the independent checker has the last word: what does not pass waits for a worker.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from cycles.planner.problem import Problem
from cycles.planner.rules import Rule
from cycles.planner.switches import switches
from planning import trying
from planning.asking.weeks import Weeks, days_in_week
from planning.judging import Judged, weeks_of
from planning.live import standing
from planning.models import Proposal, Round
from planning.queries.facts import facts_of
from planning.sketch import PlannedVisit, Sketch
from planning.trying import Tried

from .stage import Stage

ASKED, TRIED = -3, -2  # the days of the two questions
TOOK = timedelta(minutes=4)
CLOSED, WHY = "york", "Inspection"
NEAR = (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8)  # weeks tried in place of a closed one


def load_proposals(stage: Stage) -> None:
    """Ask twice about the next cycle: for proposals side by side, and what if one host were closed throughout."""
    asked = _ask(stage, ASKED, [])
    for aim, written in stage.content.proposals.items():
        _answer(stage, asked, aim, written)
    cycle, york = stage.next_cycle, stage.bodies[CLOSED]
    tried = trying.closed(york.pk, york.name, cycle.starts_on, cycle.ends_on, WHY)
    _say_clash(stage, _ask(stage, TRIED, [tried]), york.pk)


def _ask(stage: Stage, day: int, tried: list[Tried]) -> Round:
    cycle, at = stage.next_cycle, stage.clock.moment(day)
    base = standing(cycle, localdate(at))
    plan = base.as_data()
    return Round.objects.create(
        cycle=cycle,
        problem=trying.with_tried(facts_of(cycle, base, localdate(at)), tried),
        sketch=plan,
        base=plan,
        what_if=tried,
        seconds=120,
        asked_by=stage.people["rana"],
        asked_at=at,
    )


def _answer(stage: Stage, asked: Round, aim: str, written: dict[str, dict]) -> None:
    """Keep a plan as a proposal; one that breaks a rule is not kept, and waits for a worker."""
    judged = _judged(stage, asked, written)
    if judged.judgement.breaches:
        Proposal.objects.create(round=asked, aim=aim)
    else:
        _keep(stage, asked, aim, status=Proposal.Status.DONE, plan=judged.sketch.as_data(), cost=judged.cost)


def _keep(stage: Stage, asked: Round, aim: str, **answer: Any) -> None:
    ended = min(asked.asked_at + TOOK, stage.clock.now)
    times = {"begun_at": asked.asked_at, "heard_at": ended, "ended_at": ended}
    Proposal.objects.create(round=asked, aim=aim, tries=1, **times, **answer)


def _judged(stage: Stage, asked: Round, written: dict[str, dict]) -> Judged:
    """Return a written plan as it fits the days of the region."""
    base, weeks = Sketch.of(asked.base), weeks_of(Problem.of(asked.problem))
    keys = {body.pk: key for key, body in stage.bodies.items()}
    plan = Sketch(tuple(_visit(stage, visit, written[keys[visit.host]], weeks) for visit in base))
    judged = Judged.of(asked.problem, plan, base)
    for visit in base:
        if judged.breaches_of(visit.key):
            judged = _with(judged, _moved(judged, judged.sketch[visit.key]))
        for number in range(len(visit.seats) if judged.breaches_of(visit.key) else 0):
            judged = _with(judged, _seated(judged, judged.sketch[visit.key], number))
    return judged


def _with(judged: Judged, visit: PlannedVisit) -> Judged:
    return Judged(judged.problem, judged.sketch.put(visit), judged.base, judged.people)


def _visit(stage: Stage, visit: PlannedVisit, written: dict, weeks: Weeks) -> PlannedVisit:
    for number, key in enumerate(written["team"]):
        visit = visit.with_person(number, stage.people[key].pk)
    return _in_week(visit, weeks.monday(written["week"]))


def _in_week(visit: PlannedVisit, monday: date) -> PlannedVisit:
    first, last = days_in_week(monday, visit.days)
    return replace(visit, starts_on=first, ends_on=last)


def _moved(judged: Judged, visit: PlannedVisit) -> PlannedVisit:
    """Put a visit that breaks a rule in the week near it in which the plan breaks and costs least."""
    last = judged.problem.weeks - 1
    number = weeks_of(judged.problem).number(visit.starts_on)
    tried = [_in_week(visit, visit.week + timedelta(weeks=more)) for more in (0, *NEAR) if 0 <= number + more <= last]

    def burden(there: PlannedVisit) -> tuple[int, int]:
        found = _with(judged, there)
        return len(found.breaches), found.cost

    return min(tried, key=burden)


def _seated(judged: Judged, visit: PlannedVisit, number: int) -> PlannedVisit:
    """Give one place to whoever breaks least there."""
    before = len(judged.breaches)
    for one in judged.candidates(visit.key, number)[:3]:
        there = visit.with_person(number, one.person.pk)
        if len(_with(judged, there).breaches) < before:
            return there
    return visit


def _say_clash(stage: Stage, asked: Round, host: int) -> None:
    """Say which rule alone keeps every plan away: the host's own weeks, all of them closed."""
    rules = [one.as_data() for one in _closing(asked, host)]
    _keep(
        stage, asked, Proposal.Aim.CHEAPEST, status=Proposal.Status.NOTHING_FITS, clash=rules, relax=rules, proved=False
    )


def _closing(asked: Round, host: int) -> Iterator:
    keys = {visit.key for visit in Sketch.of(asked.base) if visit.host == host}
    for one in switches(Problem.of(asked.problem)):
        if one.rule is Rule.CLOSED_WEEK and set(one.who) == keys and len(one.weeks) == asked.problem["weeks"]:
            yield one
