"""How many people the team met, each counted once, and which numbers are still missing."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.urls import reverse

from cycles.models import Challenge, State
from cycles.rules import remember_standings
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


def waiting(user: Any, today: date) -> list[Waiting]:
    """Return sessions of one's own, up to today, whose numbers are missing."""
    missing = (
        Session.objects.filter(
            challenge__state__in=RECORDING,
            challenge__in=Challenge.objects.visible_to(user),
            day__lte=today,
            met=None,
            reviewers__seat__person=user.person_id,
            reviewers__seat__status="accepted",
        )
        .standing()
        .exclude(kind__in=WITHOUT_NUMBER)
        .select_related("challenge__host", "challenge__visit", "challenge__shape", "challenge__cycle")
        .order_by("day", "starts", "pk")
    )
    by_challenge: dict[Challenge, list[Session]] = defaultdict(list)
    for session in missing:
        by_challenge[session.challenge].append(session)
    remember_standings(user, by_challenge)
    return [
        Waiting(
            f"Record how many people you met in {len(rows)} session{'s' if len(rows) > 1 else ''}",
            str(challenge),
            reverse("reviews:people_met", args=[challenge.ref]),
            rows[0].day,
        )
        for challenge, rows in by_challenge.items()
        if user.has_perm("reviews.record_people_met", challenge)
    ]
