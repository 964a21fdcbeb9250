"""Rows across apps for one page: one file a noun."""

from datetime import date
from typing import Any

from people.waiting import Waiting

from . import life, meeting, team


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what this floor expects of somebody: their part of home."""
    if getattr(user, "person_id", None) is None:
        return []
    return [*team.waiting_for(user, today), *life.waiting_for(user, today), *meeting.waiting_for(user, today)]
