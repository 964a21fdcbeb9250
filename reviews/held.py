"""What is held of a challenge that ends without a report, and what an information officer may read of it."""

from collections.abc import Iterator

from cycles.models import Challenge
from reviews.keeping import Held
from reviews.models import HostAnswer, HostQuestion, Outcome, PlannedFeedback, Questionnaire


def held(challenge: Challenge) -> dict[str, Held]:
    """Return outcomes, the plan of feedback and questionnaire; the answers go with the host's documents."""
    return {
        "Asks, offers and next steps": Held(Outcome.objects.filter(challenge=challenge)),
        "Feedback planned": Held(PlannedFeedback.objects.filter(challenge=challenge)),
        "Questions to the hosts of the visit": Held(
            HostQuestion.objects.filter(questionnaire__visit=challenge.visit_id)
        ),
    }


def texts(challenge: Challenge) -> Iterator[tuple[str, str]]:
    """Yield their words."""
    for outcome in Outcome.objects.filter(challenge=challenge).order_by("pk"):
        yield outcome.get_kind_display(), outcome.text
    for row in PlannedFeedback.objects.filter(challenge=challenge).exclude(note="").order_by("pk"):
        yield f"Feedback to {row.get_audience_display().lower()}", row.note
    for analysis in Questionnaire.objects.filter(visit=challenge.visit_id).values_list("analysis", flat=True):
        yield "Desk analysis", analysis
    for answer in HostAnswer.objects.filter(challenge=challenge).select_related("question").order_by("pk"):
        yield f"Answer in writing {answer.question.number}", answer.text
