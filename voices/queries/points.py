"""Points before the visit and what was answered."""

from django.core.paginator import Page, Paginator
from django.db.models import Case, Value, When

from cycles.models import Challenge
from voices.models import EarlyPoint, PointAnswer

A_PAGE = 30


def listed(challenge: Challenge, number: str | None) -> Page:
    """Return one page of points, the undecided first; their ids are random and tell no order."""
    undecided = Case(When(status=EarlyPoint.Status.NEW, then=Value(0)), default=Value(1))
    return Paginator(challenge.early_points.order_by(undecided, "pk"), A_PAGE).get_page(number)


def answers_listed(challenge: Challenge) -> list[PointAnswer]:
    """Return the public answers as the lead sees them: what is looked at first, then what is left out."""
    return list(PointAnswer.objects.filter(challenge=challenge).order_by("-taken", "words"))


def answers_of(challenge: Challenge) -> dict[str, list[str]]:
    """Return the public answers: what is looked at and what is left out, in an order that tells nothing."""
    rows = PointAnswer.objects.filter(challenge=challenge).order_by("words")
    found: dict[bool, list[str]] = {}
    for row in rows:
        found.setdefault(row.taken, []).append(row.words)
    return {"taken": found.get(True, []), "left_out": found.get(False, [])}
