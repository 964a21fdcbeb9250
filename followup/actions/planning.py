"""Writing the plan: who watches over it, and its actions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from cycles.models import Challenge
from followup.models import Action, ActionPlan, PlanEntry
from people.models import Person
from people.refusal import Refusal
from reports.models import Recommendation
from reviews.guard import refuse_stale

from .entries import begun, held, put_back_to_draft, replaced, write

MOST_ACTIONS = 200
Kind = PlanEntry.Kind


@transaction.atomic
def edit_plan(*, challenge: Challenge, version: int, by: Person, at: datetime, **said: Any) -> ActionPlan:
    """Say which body watches over the plan, when it meets, and how long before its papers are due."""
    fresh = held(challenge, "followup.edit_plan")
    plan = begun(fresh)
    before = replaced(plan, said)
    if plan.version and not before:
        return plan
    refuse_stale(plan, version, said)
    if said["draft_days"] < said["papers_days"]:
        raise Refusal(
            "The draft goes out before the papers are due. Give as many days for it, or more.", field="draft_days"
        )
    for name, value in said.items():
        setattr(plan, name, value)
    plan.version, plan.changed_by, plan.changed_at = version + 1, by, at
    plan.save()
    put_back_to_draft(plan)
    write(plan, Kind.PLANNED, before=before if version else [], words=plan.governance_body, by=by, at=at)
    return plan


def _refuse_unfit(said: dict[str, Any], recommendations: list[Recommendation]) -> None:
    if said["due_on"] < said["starts_on"]:
        raise Refusal("The action ends before it begins. Give a later day.", field="due_on")
    if not recommendations:
        raise Refusal("Choose at least one recommendation that this action answers.", field="recommendations")


@transaction.atomic
def add_action(
    *, challenge: Challenge, recommendations: Iterable[Recommendation], by: Person, at: datetime, **said: Any
) -> Action:
    """Add an action as the last one. Pressing twice adds it once."""
    fresh = held(challenge, "followup.edit_plan")
    recommendations = list(recommendations)
    _refuse_unfit(said, recommendations)
    plan = begun(fresh)
    last = plan.actions.order_by("number").last()
    if last and last.version == 1 and last.changed_by_id == by.pk and not replaced(last, said):
        return last
    number = last.number + 1 if last else 1
    if number > MOST_ACTIONS:
        raise Refusal(f"A plan holds {MOST_ACTIONS} actions, and this one is full. Nothing was added.")
    made = Action.objects.create(plan=plan, number=number, version=1, changed_by=by, changed_at=at, **said)
    made.recommendations.set(recommendations)
    put_back_to_draft(plan)
    write(plan, Kind.ADDED, action=made, words=made.title, status=made.status, by=by, at=at)
    return made


@transaction.atomic
def change_action(
    *, action: Action, recommendations: Iterable[Recommendation], version: int, by: Person, at: datetime, **said: Any
) -> Action:
    """Change what an action is. How far it is stays as it was; a closed one is not changed any more."""
    held(action.challenge, "followup.edit_plan")
    fresh = Action.objects.select_related("plan", "changed_by").get(pk=action.pk)
    recommendations = list(recommendations)
    _refuse_unfit(said, recommendations)
    if fresh.closed_at:
        raise Refusal("The lead challenger has confirmed that this action is closed. It is not changed any more.")
    answered = list(fresh.recommendations.order_by("number"))
    before = replaced(fresh, said)
    if sorted(row.number for row in recommendations) != [row.number for row in answered]:
        before.append(["recommendations", ", ".join(str(row.number) for row in answered)])
    if not before:
        return fresh
    refuse_stale(fresh, version, said)
    for name, value in said.items():
        setattr(fresh, name, value)
    fresh.version, fresh.changed_by, fresh.changed_at = version + 1, by, at
    fresh.save()
    fresh.recommendations.set(recommendations)
    put_back_to_draft(fresh.plan)
    write(fresh.plan, Kind.CHANGED, action=fresh, words=fresh.title, before=before, by=by, at=at)
    return fresh
