"""Reading what a plan needs to know and what it says."""

from datetime import date
from typing import Any

from people.waiting import Waiting

from . import sharing, wishes


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what this floor expects of somebody: a host's wishes, and people for another region."""
    return [*wishes.waiting_for(user, today), *sharing.waiting_for(user, today)]
