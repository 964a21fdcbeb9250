"""What a challenge lacks before it is closed: an answer to everything, and the lead's word on every action."""

from collections.abc import Iterator

from cycles.models import Challenge
from reports.models import ClockStep, Recommendation

from .lacking import listed
from .models import Action, PlanEntry


def answers_given(challenge: Challenge) -> Iterator[str]:
    """A response to each recommendation, unless the publication clock says why there is no plan."""
    said = ClockStep.objects.filter(challenge=challenge, step=ClockStep.Step.PLAN)
    silent = Recommendation.objects.filter(report__challenge=challenge, response=None).order_by("number")
    numbers = list(silent.values_list("number", flat=True))
    if numbers and not said.exists():
        word = "recommendation" if len(numbers) == 1 else "recommendations"
        yield f"the host’s response to {word} {listed(numbers)}, or on the publication clock why there is no plan"


def actions_settled(challenge: Challenge) -> Iterator[str]:
    """The lead's word on each action: closed, or left with the body that watches over the plan."""
    handed_on = PlanEntry.objects.filter(kind=PlanEntry.Kind.HANDED_ON).values("action")
    rows = Action.objects.filter(plan__challenge=challenge, closed_at=None).exclude(pk__in=handed_on)
    numbers = list(rows.order_by("number").values_list("number", flat=True))
    if numbers:
        word = "action" if len(numbers) == 1 else "actions"
        yield f"the lead’s word that {word} {listed(numbers)} had an effect, or goes on in the host’s hands"
