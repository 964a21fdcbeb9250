"""What of people's voices waits for somebody's home: points to answer, and words to read first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from cycles.models import State
from cycles.models.state import UNDER_WAY
from cycles.waiting import Matter, Mine, Tally
from people.waiting import Waiting
from voices.models import EarlyPoint, Said

ANSWERING = (State.SCOPING, State.PREPARING, State.ON_SITE, State.DRAFTING)


def _new_points(_user: Any, _today: date) -> dict[str, Tally]:
    return {"early_points": Tally(EarlyPoint.objects.filter(status=EarlyPoint.Status.NEW))}


def _points(mine: Mine) -> Iterator[Waiting]:
    """Points before the visit that are neither taken into scope nor left out."""
    if count := mine.count("early_points"):
        yield Waiting(
            f"Decide on {count} point{'s' if count > 1 else ''} put before the visit",
            str(mine.challenge),
            reverse("voices:points", args=[mine.challenge.ref]),
            mine.challenge.visit.starts_on,
        )


def _unread_words(_user: Any, _today: date) -> dict[str, Tally]:
    return {"survey_words": Tally(Said.objects.filter(status=Said.Status.WAITING), "round__survey__challenge")}


def _words(mine: Mine) -> Iterator[Waiting]:
    """Words of closed surveys that nobody has released or left out."""
    if count := mine.count("survey_words"):
        yield Waiting(
            f"Read what people wrote in surveys: {count} answer{'s wait' if count > 1 else ' waits'}",
            str(mine.challenge),
            reverse("voices:surveys", args=[mine.challenge.ref]),
            None,
        )


MATTERS = (
    Matter(_points, ANSWERING, ("voices.answer_points",), _new_points),
    Matter(_words, UNDER_WAY, ("voices.release_words",), _unread_words),
)
