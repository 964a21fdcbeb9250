"""What is held of what came of a challenge, and what an information officer may read of it."""

from collections.abc import Iterator

from cycles.models import Challenge
from reviews.keeping import Held

from .models import Action, Indicator, IndicatorPoint, PlanEntry, PlanVersion, Reopening, Response


def held(challenge: Challenge) -> dict[str, Held]:
    """Return what is held, by what people call it."""
    plan = {"plan__challenge": challenge}
    return {
        "Responses to recommendations": Held(Response.objects.filter(recommendation__report__challenge=challenge)),
        "Actions": Held(Action.objects.filter(**plan)),
        "Entries of the plan’s history": Held(PlanEntry.objects.filter(**plan)),
        "Versions of the plan": Held(PlanVersion.objects.filter(**plan)),
        "Indicators": Held(Indicator.objects.filter(challenge=challenge)),
        "Values of indicators": Held(IndicatorPoint.objects.filter(indicator__challenge=challenge)),
        "Findings opened again": Held(Reopening.objects.filter(review__challenge=challenge)),
    }


def texts(challenge: Challenge) -> Iterator[tuple[str, str]]:
    """Yield the words of the plan, of its history with the words replaced, and of indicators."""
    answers = Response.objects.filter(recommendation__report__challenge=challenge).select_related("recommendation")
    for answer in answers.order_by("recommendation__number"):
        yield f"Response to recommendation {answer.recommendation.number}", answer.reason
    for action in Action.objects.filter(plan__challenge=challenge).select_related("owner").in_order():
        owner = f"Person: {action.owner.name}, {action.owner.email}" if action.owner else ""
        said = (action.title, action.what, action.office, owner, action.measure, action.target)
        yield f"Action {action.number}", "\n".join(filter(None, (*said, action.resources, action.evidence)))
    for entry in PlanEntry.objects.filter(plan__challenge=challenge).select_related("by").order_by("pk"):
        replaced = [f"{question}: {words}" for question, words in entry.before]
        said = (entry.by.name if entry.by else "", entry.words, entry.evidence, *replaced)
        yield f"Plan: {entry.get_kind_display()}", "\n".join(filter(None, said))
    for point in IndicatorPoint.objects.filter(indicator__challenge=challenge).order_by("pk"):
        said = (point.quality_note, point.attribution, point.superseded_reason)
        yield f"Value of an indicator: {point.label}", "\n".join(filter(None, said))
