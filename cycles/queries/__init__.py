"""Rows across apps for one page: one file a noun."""

from datetime import date
from typing import Any

from people.waiting import Waiting

from . import life, meeting, planning, team


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what this floor expects of somebody: their part of home."""
    if getattr(user, "person_id", None) is None:
        return []
    return [one for floor in (planning, team, life, meeting) for one in floor.waiting_for(user, today)]
