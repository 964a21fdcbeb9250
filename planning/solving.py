"""Working out one proposal. The only module of the product's own that loads the solver: workers alone import it."""

import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from cycles.planner.check import check
from cycles.planner.clash import clash
from cycles.planner.fair import fairest
from cycles.planner.plan import Plan
from cycles.planner.problem import Lock, Problem
from cycles.planner.repair import repair
from cycles.planner.solve import Progress, solve
from cycles.planner.switches import switches, without

from .actions import rounds
from .asking.weeks import days_in_week
from .judging import plan_of, weeks_of
from .models import Proposal
from .saying import slot_in_words
from .sketch import PlannedVisit, Sketch
from .trying import without_people

log = logging.getLogger(__name__)

HEARD_EVERY = 1.0  # seconds between two words of progress


class _Listening:
    """Carries progress from the solver to the row, and the wish to stop back."""

    def __init__(self, proposal: Proposal, clock: Callable[[], datetime]) -> None:
        self._proposal, self._clock = proposal, clock
        self._last, self.stopped = time.monotonic(), False
        self._best: int | None = None
        self._bound: int | None = None

    def report(self, progress: Progress) -> None:
        self._best, self._bound = progress.cost, progress.bound
        self.cancelled()

    def cancelled(self) -> bool:
        if not self.stopped and time.monotonic() - self._last >= HEARD_EVERY:
            self._last = time.monotonic()
            self.stopped = not rounds.hear(
                proposal=self._proposal, cost=self._best, bound=self._bound, at=self._clock()
            )
        return self.stopped


def work_out(*, proposal_id: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Answer one proposal. Safe to run twice and to die at any line: the row alone says how far it is."""
    proposal = rounds.claim(proposal_id=proposal_id, at=clock())
    if proposal is None:
        return
    problem = _asked(proposal)
    listening = _Listening(proposal, clock)
    try:
        found = _answer(proposal, problem, listening)
        if found is not None:
            answer = _as_kept(proposal, problem, *found)
        elif listening.stopped:
            answer = {"status": Proposal.Status.STOPPED}
        else:
            answer = _nothing_fits(proposal, problem)
    except Exception as error:  # whatever went wrong, the row says so and nobody waits for ever
        kind, where = type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
        log.error("proposal %s could not be worked out: %s\n%s", proposal_id, kind, where)  # never anybody's name
        answer = {"status": Proposal.Status.FAILED, "trouble": f"It could not be worked out ({kind}). Try again."}
    rounds.finish(proposal=proposal, at=clock(), **answer)


def _asked(proposal: Proposal) -> Problem:
    """Return the problem of a proposal's round, without the rules it sets aside."""
    asked = proposal.round
    own = proposal.aim == Proposal.Aim.OWN_PEOPLE
    problem = Problem.of(without_people(asked.problem, asked.guests) if own else asked.problem)
    set_aside = [one for one in proposal.round.what_if if one["kind"] == "set_aside"]
    off = {(one["rule"], tuple(one["who"]), tuple(one["weeks"])) for one in set_aside}
    return without(problem, [one for one in switches(problem) if one.key in off]) if off else problem


def _answer(proposal: Proposal, problem: Problem, listening: _Listening) -> tuple[Plan, bool] | None:
    """Return a plan for the aim and whether it is proved the best; None when there is none."""
    seconds = float(proposal.round.seconds)
    if proposal.aim == Proposal.Aim.FEWEST_CHANGES:
        mended = repair(problem.but(released=_released(problem, Sketch.of(proposal.round.base))), seconds)
        return None if mended is None else (mended.plan, mended.fewest)
    plan = solve(problem, seconds, 0, listening.report, listening.cancelled)
    if plan is None:
        return None
    if proposal.aim == Proposal.Aim.FAIREST and not listening.stopped:
        fair = fairest(problem, plan, seconds=seconds, report=listening.report, cancelled=listening.cancelled)
        return fair, False
    return plan, plan.cost == plan.bound


def _released(problem: Problem, base: Sketch) -> dict[int, Lock]:
    """Return the plan as it stands as what the planner stays close to; visits without days bind nothing."""
    entries = plan_of(problem, base).entries
    sizes = {row.id: len(row.slots) for row in problem.challenges}
    return {
        key: Lock(entry.week, entry.team)
        for key, entry in entries.items()
        if entry.week is not None and len(entry.team) == sizes[key]
    }


def _as_kept(proposal: Proposal, problem: Problem, plan: Plan, proved: bool) -> dict[str, Any]:
    """Return what a row keeps of a plan; one that breaks a rule is a fault of ours and is not kept."""
    found = check(problem, plan)
    if found.breaches:
        return {"status": Proposal.Status.FAILED, "trouble": "The planner’s plan did not pass its own check."}
    sketch = with_plan(Sketch.of(proposal.round.sketch), problem, plan)
    return {
        "status": Proposal.Status.DONE,
        "plan": sketch.as_data(),
        "cost": found.cost,
        "bound": plan.bound,
        "proved": proved,
    }


def with_plan(sketch: Sketch, problem: Problem, plan: Plan) -> Sketch:
    """Return a sketch with the weeks and people of a plan; a visit that stays in its week keeps its days."""
    weeks = weeks_of(problem)
    return Sketch(tuple(_visit(visit, plan, weeks) for visit in sketch))


def _visit(visit: PlannedVisit, plan: Plan, weeks: Any) -> PlannedVisit:
    entry = plan.entries.get(visit.key)
    if visit.fixed or entry is None or entry.week is None:
        return visit
    seats = tuple(replace(seat, person=person) for seat, person in zip(visit.seats, entry.team, strict=True))
    monday = weeks.monday(entry.week)
    if visit.week == monday:
        return replace(visit, seats=seats)
    first, last = days_in_week(monday, visit.days, visit.starts_on.weekday() if visit.starts_on else 1)
    return replace(visit, seats=seats, starts_on=first, ends_on=last)


def _nothing_fits(proposal: Proposal, problem: Problem) -> dict[str, Any]:
    """Return which rules cannot hold together and what is cheapest to set aside, or that time ran out."""
    found = clash(problem)
    if found is None:
        return {
            "status": Proposal.Status.FAILED,
            "trouble": "No plan was found in the time given. Ask again with more time.",
        }
    slots = {slot for row in problem.challenges for slot in row.slots}
    return {
        "status": Proposal.Status.NOTHING_FITS,
        "clash": [_in_words(switch.as_data(), slots) for switch in found.rules],
        "relax": [_in_words(switch.as_data(), slots) for switch in found.relax],
    }


def _in_words(rule: dict[str, Any], slots: set[str]) -> dict[str, Any]:
    """Write places in a sentence as people say them."""
    sentence = rule["sentence"]
    for slot in sorted(slots, key=len, reverse=True):
        sentence = sentence.replace(slot, slot_in_words(slot))
    return {**rule, "sentence": sentence}
