"""Keeping the history of a plan: every change writes an entry, with the words it replaced."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models

from cycles.models import Challenge
from followup.models import Action, ActionPlan, PlanEntry
from people.models import Person
from people.refusal import Refusal
from reports.models import Recommendation, Report
from reviews.guard import hold


def held(challenge: Challenge, permission: str) -> Challenge:
    """Return the locked challenge, whose report must be signed: before, there is nothing to answer."""
    fresh = hold(challenge, permission)
    if not Report.objects.filter(challenge=fresh).exclude(signed_at=None).exists():
        raise Refusal("There is no signed report of this challenge, so there is nothing to answer yet.")
    return fresh


def begun(challenge: Challenge) -> ActionPlan:
    """Return the plan of a locked challenge, begun now if it was not."""
    return ActionPlan.objects.get_or_create(challenge=challenge)[0]


def put_back_to_draft(plan: ActionPlan) -> None:
    """Let a plan be a draft again: what was ready is no longer what stands there."""
    if plan.ready_at:
        plan.ready_at = plan.ready_by = None
        ActionPlan.objects.filter(pk=plan.pk).update(ready_at=None, ready_by=None)


def replaced(row: models.Model, said: dict[str, Any]) -> list[list[str]]:
    """Return [question, old words] of every field whose value a form changes."""
    found = []
    for name, value in said.items():
        old = getattr(row, name)
        if old != value:
            found.append([str(row._meta.get_field(name).verbose_name), in_words(row, name, old)])  # noqa: SLF001 -- `_meta` is Django's public door
    return found


def in_words(row: models.Model, name: str, value: Any) -> str:
    """Return a value as a person would read it."""
    if value in (None, ""):
        return "nothing"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return str(getattr(row, f"get_{name}_display", lambda: value)())


def write(
    plan: ActionPlan,
    kind: str,
    *,
    by: Person,
    at: datetime,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
    before: Iterable[list[str]] = (),
    **said: str,
) -> PlanEntry:
    """Write one entry of the history."""
    return PlanEntry.objects.create(
        plan=plan, kind=kind, by=by, at=at, action=action, recommendation=recommendation, before=list(before), **said
    )


def said_just_now(plan: ActionPlan, kind: str, *, by: Person, **said: Any) -> bool:
    """Say whether the last entry of the plan says the same by the same person: a button pressed twice."""
    last = plan.entries.order_by("pk").last()
    wanted = {"kind": kind, "by_id": by.pk, **said}
    return last is not None and all(getattr(last, name) == value for name, value in wanted.items())
