"""Questions put to the planner: a round is a row, its proposals are rows, and workers answer them."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from cycles.models import Cycle
from people.models import Person
from people.refusal import Refusal
from planning.live import standing
from planning.models import Draft, PlaceOffer, Proposal, Round
from planning.queries.facts import facts_of
from planning.sketch import Sketch
from planning.trying import Tried, with_tried

from . import drafts

BEGIN_AFTER = timedelta(minutes=1)
SILENT_AFTER = timedelta(minutes=3)
MOST_TRIES = 3


@transaction.atomic
def ask(
    *,
    cycle: Cycle,
    draft: Draft | None = None,
    aims: Iterable[str],
    seconds: int = 60,
    what_if: Iterable[Tried] = (),
    by: Person,
    at: datetime,
) -> Round:
    """Put a question to the planner, from a draft or from the plan as it stands, for one or more aims."""
    today = localdate(at)
    base = standing(cycle, today)
    sketch = Sketch.of(draft.sketch) if draft else base
    if not any(not visit.fixed for visit in sketch):
        raise Refusal("There is no visit left to plan in this cycle. Add members first, or open the next cycle.")
    tried = list(what_if)
    problem = with_tried(facts_of(cycle, sketch, today), tried)
    aims, guests = list(dict.fromkeys(aims)), _guests(cycle, problem)
    if Proposal.Aim.OWN_PEOPLE in aims and not guests:
        raise Refusal("No other region offers anybody for this cycle, so there is nobody to plan without.", "aims")
    asked = Round.objects.create(
        cycle=cycle,
        draft=draft,
        problem=problem,
        sketch=sketch.as_data(),
        base=base.as_data(),
        what_if=tried,
        guests=guests,
        seconds=seconds,
        asked_by=by,
        asked_at=at,
    )
    for aim in aims:
        proposal = Proposal.objects.create(round=asked, aim=aim)
        transaction.on_commit(lambda pk=proposal.pk: ring(pk), robust=True)
    return asked


def _guests(cycle: Cycle, problem: dict[str, Any]) -> list[int]:
    """Return the people in a problem whom other regions offer to the cycle."""
    offered = set(PlaceOffer.objects.open().filter(request__cycle=cycle).values_list("person", flat=True))
    return sorted(offered & {row["id"] for row in problem["reviewers"]})


@transaction.atomic
def ask_relaxed(*, proposal: Proposal, by: Person, at: datetime) -> Round:
    """Put the question of a proposal again with the rules set aside that were named as the cheapest way out."""
    if not proposal.relax:
        raise Refusal("There is no rule that could be set aside here. Change what is locked or closed, then ask again.")
    asked = proposal.round
    set_aside = [{**rule, "kind": "set_aside", "rule": rule["kind"]} for rule in proposal.relax]
    again = Round.objects.create(
        cycle=asked.cycle,
        draft=asked.draft,
        problem=asked.problem,
        sketch=asked.sketch,
        base=asked.base,
        what_if=[*asked.what_if, *set_aside],
        guests=asked.guests,
        seconds=asked.seconds,
        asked_by=by,
        asked_at=at,
    )
    new = Proposal.objects.create(round=again, aim=proposal.aim)
    transaction.on_commit(lambda: ring(new.pk), robust=True)
    return again


def ring(proposal_id: int) -> None:
    """Ask a worker to begin now. With the broker down nothing is lost: the sweep begins it."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from planning.tasks import work_out  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        work_out.delay(proposal_id)


def stop(*, proposal: Proposal, at: datetime) -> Proposal:
    """Ask a worker to end with the best it has; what nobody has begun ends at once."""
    Proposal.objects.unfinished().filter(pk=proposal.pk).update(stop_asked=True)
    Proposal.objects.filter(pk=proposal.pk, status=Proposal.Status.WAITING).update(
        status=Proposal.Status.STOPPED, ended_at=at
    )
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def try_again(*, proposal: Proposal, at: datetime) -> Proposal:
    """Begin a proposal anew that failed or was stopped."""
    fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if fresh.status not in (Proposal.Status.FAILED, Proposal.Status.STOPPED):
        raise Refusal(f"This proposal is “{fresh.get_status_display().lower()}”. Nothing was changed.")
    fresh.status, fresh.tries, fresh.stop_asked, fresh.trouble = Proposal.Status.WAITING, 0, False, ""
    fresh.cost = fresh.bound = fresh.plan = fresh.ended_at = fresh.heard_at = None
    fresh.save()
    transaction.on_commit(lambda: ring(fresh.pk), robust=True)
    return fresh


@transaction.atomic
def make_draft(*, proposal: Proposal, by: Person, at: datetime) -> Draft:
    """Begin a draft from a proposal that is ready."""
    if proposal.plan is None:
        raise Refusal("This proposal holds no plan, so no draft can begin from it.")
    asked = proposal.round
    tried = "; ".join(one["sentence"] for one in asked.what_if)
    reason = f"{proposal.get_aim_display()}, proposed on {localdate(asked.asked_at):%-d %B %Y}"
    return drafts.begin(
        cycle=asked.cycle,
        reason=f"{tried}: {reason}"[:200] if tried else reason,
        sketch=Sketch.of(proposal.plan),
        base=Sketch.of(asked.base),
        by=by,
        at=at,
    )


def claim(*, proposal_id: int, at: datetime) -> Proposal | None:
    """Take a proposal to work on it; None when it is over, or somebody works on it and was heard of lately.

    After MOST_TRIES beginnings in vain it fails for good, with a sentence.
    """
    free = Q(status=Proposal.Status.WAITING) | Q(status=Proposal.Status.WORKING, heard_at__lt=at - SILENT_AFTER)
    mine = Proposal.objects.filter(free, pk=proposal_id)
    if mine.filter(tries__gte=MOST_TRIES).update(
        status=Proposal.Status.FAILED, ended_at=at, trouble=f"It was begun {MOST_TRIES} times in vain."
    ):
        return None
    taken = mine.update(status=Proposal.Status.WORKING, begun_at=at, heard_at=at, tries=F("tries") + 1)
    return Proposal.objects.select_related("round__cycle").get(pk=proposal_id) if taken else None


def hear(*, proposal: Proposal, cost: int | None, bound: int | None, at: datetime) -> bool:
    """Say how far the work is; return whether to go on: nobody asked to stop, nor took the work over."""
    return bool(
        Proposal.objects.filter(
            pk=proposal.pk, status=Proposal.Status.WORKING, tries=proposal.tries, stop_asked=False
        ).update(cost=cost, bound=bound, heard_at=at)
    )


def finish(*, proposal: Proposal, at: datetime, **answer: Any) -> bool:
    """Keep the answer, unless somebody else took the work over meanwhile."""
    return bool(
        Proposal.objects.filter(pk=proposal.pk, status=Proposal.Status.WORKING, tries=proposal.tries).update(
            ended_at=at, heard_at=at, **answer
        )
    )


def overdue(at: datetime) -> list[int]:
    """Return the proposals nobody works on though they wait, or whose worker has fallen silent."""
    waiting = Q(status=Proposal.Status.WAITING, round__asked_at__lt=at - BEGIN_AFTER)
    silent = Q(status=Proposal.Status.WORKING, heard_at__lt=at - SILENT_AFTER)
    return list(Proposal.objects.filter(waiting | silent).order_by("pk").values_list("pk", flat=True)[:50])
