"""What is held of what people said. An information officer reads what staff or everybody may, and counts the rest."""

from collections.abc import Iterator

from cycles.models import Challenge
from reviews.keeping import Held

from .models import Commitment, MethodPlan, PointAnswer, Round, Said, Survey

OF_WORDS = "The months each round was opened with, counted from the day it closed"


def held(challenge: Challenge) -> dict[str, Held]:
    """Return what is held, by what people call it. A reply is no row, so none is counted."""
    of = {"challenge": challenge}
    return {
        "Answers in public to points put before the visit": Held(PointAnswer.objects.filter(**of)),
        "Surveys": Held(Survey.objects.filter(**of)),
        "Rounds of surveys, with what may be shown": Held(Round.objects.filter(survey__challenge=challenge)),
        "Words of surveys, names taken out": Held(
            Said.objects.filter(round__survey__challenge=challenge), rule=OF_WORDS
        ),
        "Commitments to staff": Held(Commitment.objects.filter(**of)),
        "Method plan": Held(MethodPlan.objects.filter(**of)),
    }


def texts(challenge: Challenge) -> Iterator[tuple[str, str]]:
    """Yield what staff or everybody may read."""
    for answer in PointAnswer.objects.filter(challenge=challenge).order_by("pk"):
        yield "Answer to a point before the visit", answer.words
    for one in Commitment.objects.filter(challenge=challenge).order_by("pk"):
        yield "Commitment to staff", "\n".join(filter(None, (one.said, one.will_do, one.why)))
