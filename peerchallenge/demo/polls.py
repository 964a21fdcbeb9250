"""Polls move out of the demo's way: no demo report was published, or waits to be, before an election."""

from collections.abc import Iterable
from datetime import date, timedelta

# For so many days from today nothing in the demo stands in the way of publishing.
FREE_DAYS = 21
FURTHEST = 26


def _clear(periods: list[tuple[date, date]], busy: set[date], weeks: int) -> bool:
    by = timedelta(weeks=weeks)
    return not any(first + by <= day <= last + by for first, last in periods for day in busy)


def weeks_to_move(periods: list[tuple[date, date]], published: Iterable[date], today: date) -> int:
    """Return by how many weeks all polls move: as few as possible, later rather than earlier."""
    busy = {*published, *(today + timedelta(days=n) for n in range(FREE_DAYS + 1))}
    tries = sorted(range(-FURTHEST, FURTHEST + 1), key=lambda weeks: (abs(weeks), weeks < 0))
    return next((weeks for weeks in tries if _clear(periods, busy, weeks)), 0)
