"""Rows across floors for the pages of this floor."""

from cycles.models import Challenge
from reviews import queries as reviews

from .models import Report


def activity_counts(report: Report, challenge: Challenge) -> list[tuple[str, int]]:
    """Return what the team did as (words, number): imported counts if any, else the timetable's own."""
    if report.counts is not None:
        return [(label, number) for label, number in report.counts]
    return reviews.activity_counts(challenge)
