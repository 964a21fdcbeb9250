"""Rows across nouns for one page, and what waits for somebody on this floor."""

from datetime import date
from typing import Any

from people.waiting import Waiting

from . import documents, emerging, findings, notes, parked, people_met, timetable
from .activity import activity_counts

__all__ = ["MATTERS", "activity_counts", "waiting_for"]

MATTERS = (
    *documents.MATTERS,
    *timetable.MATTERS,
    *people_met.MATTERS,
    *notes.MATTERS,
    *parked.MATTERS,
    *emerging.MATTERS,
    *findings.MATTERS,
)


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what this floor expects of somebody beside the matters of their open challenges."""
    return findings.concerns(user, today)
