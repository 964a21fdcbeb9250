"""Rows across apps for one page: one file a noun."""

from datetime import date
from typing import Any

from people.waiting import Waiting

from . import duties, life, planning, team

MATTERS = (*team.MATTERS, *life.MATTERS)


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what this floor expects of somebody beside the matters of their open challenges."""
    if getattr(user, "person_id", None) is None:
        return []
    return [one for noun in (duties, planning, team) for one in noun.waiting_for(user, today)]
