"""Working out one timetable. Workers alone import it: the search takes seconds."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone

from .actions import proposals
from .models import TimetableProposal
from .timetabling.checking import breaches
from .timetabling.counting import shortages
from .timetabling.problem import Problem
from .timetabling.searching import search

log = logging.getLogger(__name__)

SECONDS = 12.0


def work_out(*, proposal_id: int, seconds: float = SECONDS, clock: Callable[[], datetime] = timezone.now) -> None:
    """Answer one proposal. Safe to run twice and to die at any line: the row alone says how far it is."""
    proposal = proposals.claim(proposal_id=proposal_id, at=clock())
    if proposal is None:
        return
    try:
        answer = answer_to(
            Problem.of(proposal.problem),
            seconds,
            lambda placed, cost: proposals.hear(proposal=proposal, placed=placed, cost=cost, at=clock()),
        )
    except Exception as error:  # whatever went wrong, the row says so and nobody waits for ever
        kind, where = type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
        log.error("timetable proposal %s could not be worked out: %s\n%s", proposal_id, kind, where)
        trouble = f"It could not be worked out ({kind}). Ask again."
        answer = {"status": TimetableProposal.Status.FAILED, "trouble": trouble}
    proposals.finish(proposal=proposal, at=clock(), **answer)


def answer_to(problem: Problem, seconds: float, report: Callable[[int, int], bool]) -> dict[str, Any]:
    """Return what the row keeps: why nothing fits, or the best placement found. One that breaks a rule is not kept."""
    short = shortages(problem)
    if short:
        return {"status": TimetableProposal.Status.NOTHING_FITS, "clashes": [one.sentence for one in short]}
    found = search(problem, seconds, report)
    if breaches(problem, found):
        return {"status": TimetableProposal.Status.FAILED, "trouble": "The timetable did not pass its own check."}
    return {
        "status": TimetableProposal.Status.DONE,
        "placed": [asdict(one) for one in found.placed],
        "unplaced": list(found.unplaced),
        "cost": found.cost,
        "bound": found.bound,
    }
