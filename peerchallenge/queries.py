"""What waits for somebody, gathered from every floor."""

from datetime import date
from typing import Any

from cycles.gathering import modules
from cycles.waiting import about_challenges
from people.waiting import Waiting


def waits_of(user: Any, today: date) -> list[Waiting]:
    """Return everything somebody is expected to do, what is urgent first, then the earliest day, the undated last."""
    user = getattr(user, "_wrapped", user)  # a request's user is a stand-in; what is remembered must lie on the user
    floors = modules("queries")
    found = [line for floor in floors if hasattr(floor, "waiting_for") for line in floor.waiting_for(user, today)]
    found += about_challenges(user, today, [matter for floor in floors for matter in getattr(floor, "MATTERS", ())])
    return sorted(found, key=lambda line: (not line.is_urgent, line.due is None, line.due or today))
