"""The method plan of a staff health check."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from reviews.guard import hold, refuse_stale
from voices.models import MethodPlan


@transaction.atomic
def plan_method(*, challenge: Challenge, seen: int, facts: dict[str, Any], by: Person, at: datetime) -> MethodPlan:
    """Write the method plan, or change it."""
    fresh = hold(challenge, "voices.plan_method")
    rows = MethodPlan.objects.select_for_update(of=("self",)).select_related("changed_by")
    plan = rows.filter(challenge=fresh).first() or MethodPlan(challenge=fresh)
    refuse_stale(plan, seen, facts)
    for name, value in facts.items():
        setattr(plan, name, value)
    plan.version += 1
    plan.changed_by, plan.changed_at = by, at
    plan.save()
    return plan
