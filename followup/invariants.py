"""What must hold of answers, plans and actions, whatever happened."""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery

from reports.document import from_json

from .lacking import before_ready
from .models import Action, ActionPlan, PlanEntry, PlanVersion
from .queries.asked import actions_of, asked_of


def ready_plans_lack_nothing(today: date) -> Iterator[str]:
    """A plan that is ready answers every recommendation, with a measured action where one is accepted."""
    for plan in ActionPlan.objects.exclude(ready_at=None).select_related("challenge").order_by("pk"):
        for sentence in before_ready(plan, asked_of(plan.challenge, actions_of(plan))):
            yield f"The plan of challenge {plan.challenge.ref} is ready, but: {sentence}"


def plans_match_their_hash(today: date) -> Iterator[str]:
    """A version says what it said when it was made ready."""
    for version in PlanVersion.objects.order_by("pk").iterator():
        if from_json(version.tree).sha256() != version.tree_sha256:
            yield f"Version {version.number} of plan {version.plan_id} does not match the hash it was made with."


def actions_stand_as_was_said(today: date) -> Iterator[str]:
    """How far an action is, is what was last said of it; a closed one was confirmed."""
    said = PlanEntry.objects.filter(action=OuterRef("pk")).exclude(status="").order_by("-pk")
    rows = Action.objects.annotate(said=Subquery(said.values("status")[:1]), last=Subquery(said.values("kind")[:1]))
    for row in rows.order_by("pk"):
        if row.said != row.status:
            yield f"Action {row.ref} is {row.status}, but its history says {row.said or 'nothing'}."
        if row.closed_at and row.last not in (PlanEntry.Kind.CONFIRMED, PlanEntry.Kind.COMMENTED):
            yield f"Action {row.ref} is closed, but nobody confirmed it."


INVARIANTS = (ready_plans_lack_nothing, plans_match_their_hash, actions_stand_as_was_said)
