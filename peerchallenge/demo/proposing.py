"""Loading what the planner was asked about the next cycle, and what it answered.

The weeks and teams of its plans are written down in the content: to work them out takes minutes. The days
of the region fall otherwise each time, so they are mended where they must be, and the independent checker has
the last word.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from cycles.planner.problem import Lock, Problem
from cycles.planner.repair import repair
from cycles.planner.rules import Rule
from cycles.planner.switches import switches
from planning import trying
from planning.judging import Judged
from planning.live import standing
from planning.models import Proposal, Round
from planning.queries.facts import facts_of
from planning.sketch import Sketch
from planning.solving import with_plan
from planning.trying import Tried

from .stage import Stage

ASKED, TRIED = -3, -2  # the days of the two questions
TOOK = timedelta(minutes=4)
CLOSED, WHY = "york", "Inspection"
SECONDS = 3.0  # at most, to mend a plan


def load_proposals(stage: Stage) -> None:
    """Ask twice about the next cycle: for proposals side by side, and what if one host were closed throughout."""
    asked = _ask(stage, ASKED, [])
    _answer(stage, asked)
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


def _answer(stage: Stage, asked: Round) -> None:
    """Keep the written plans as what was proposed; an aim that none of them serves now waits for a worker."""
    ready = [judged for written in stage.content.proposals if (judged := _mended(stage, asked, written))]
    best = min(ready, key=lambda judged: judged.cost, default=None)
    fair = min(ready, key=lambda judged: (max(judged.own_points.values()), judged is best), default=None)
    for aim, judged in ((Proposal.Aim.CHEAPEST, best), (Proposal.Aim.FAIREST, fair if fair is not best else None)):
        if judged is None:
            Proposal.objects.create(round=asked, aim=aim)
        else:
            _keep(stage, asked, aim, status=Proposal.Status.DONE, plan=judged.sketch.as_data(), cost=judged.cost)


def _keep(stage: Stage, asked: Round, aim: str, **answer: Any) -> None:
    ended = min(asked.asked_at + TOOK, stage.clock.now)
    times = {"begun_at": asked.asked_at, "heard_at": ended, "ended_at": ended}
    Proposal.objects.create(round=asked, aim=aim, tries=1, **times, **answer)


def _mended(stage: Stage, asked: Round, written: dict[str, dict]) -> Judged | None:
    """Return a written plan as it fits the days of the region, with as few changes as can be."""
    problem, base = Problem.of(asked.problem), Sketch.of(asked.base)
    keys = {body.pk: key for key, body in stage.bodies.items()}
    teams = {visit.key: written[keys[visit.host]] for visit in base}
    locks = {
        key: Lock(there["week"], tuple(stage.people[one].pk for one in there["team"])) for key, there in teams.items()
    }
    mended = repair(problem.but(released=locks), SECONDS)
    if mended is None:
        return None
    judged = Judged.of(asked.problem, with_plan(base, problem, mended.plan), base)
    return None if judged.judgement.breaches else judged


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
