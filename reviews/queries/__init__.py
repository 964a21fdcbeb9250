"""Rows across nouns for one page, and what waits for somebody on this floor."""

from collections.abc import Callable
from datetime import date
from typing import Any

from people.waiting import Waiting

from . import documents, findings, notes, people_met, timetable
from .activity import activity_counts

__all__ = ["activity_counts", "waiting_for"]

# One function a noun, each `part(user, today) -> list[Waiting]`.
PARTS: list[Callable[[Any, date], list[Waiting]]] = [
    documents.waiting,
    timetable.waiting,
    people_met.waiting,
    notes.waiting,
    findings.waiting,
]


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what this floor expects of somebody."""
    # A request's user is a stand-in; what is remembered of standings must lie on the user itself.
    user = getattr(user, "_wrapped", user)
    return [line for part in PARTS for line in part(user, today)]
