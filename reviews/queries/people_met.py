"""How many people the team met, each counted once, and which numbers are still missing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.urls import reverse

from cycles.models import Challenge, State
from cycles.waiting import Matter, Mine, Tally
from people.waiting import Waiting
from reviews.models import Session
from reviews.models.session import WITHOUT_NUMBER, WITHOUT_PEOPLE

RECORDING = (State.ON_SITE, State.DRAFTING)


def with_numbers(challenge: Challenge) -> QuerySet[Session]:
    """Return the sessions for which a number is recorded."""
    return challenge.sessions.standing().exclude(kind__in=WITHOUT_NUMBER).in_order()


def total_met(challenge: Challenge) -> int:
    """Return how many different people were met, at least."""
    counted = with_numbers(challenge).exclude(kind__in=WITHOUT_PEOPLE)
    return counted.aggregate(total=Sum(F("met") - F("already_met")))["total"] or 0


def _missing(user: Any, today: date) -> dict[str, Tally]:
    rows = Session.objects.standing().filter(day__lte=today, met=None).exclude(kind__in=WITHOUT_NUMBER)
    own = rows.filter(reviewers__seat__person=user.person_id, reviewers__seat__status="accepted")
    return {"uncounted": Tally(own, day="day")}


def _waiting(mine: Mine) -> Iterator[Waiting]:
    """Sessions of one's own, up to today, whose numbers are missing."""
    if count := mine.count("uncounted"):
        yield Waiting(
            f"Record how many people you met in {count} session{'s' if count > 1 else ''}",
            str(mine.challenge),
            reverse("reviews:people_met", args=[mine.challenge.ref]),
            mine.earliest("uncounted"),
        )


MATTERS = (Matter(_waiting, RECORDING, ("reviews.record_people_met",), _missing, while_paused=True),)
