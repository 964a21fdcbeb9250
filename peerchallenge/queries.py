"""What waits for somebody, gathered from every floor."""

from datetime import date
from typing import Any

from cycles.queries import waiting_for as on_cycles
from people.queries import waiting_for as on_people
from people.waiting import Waiting
from reviews.queries import waiting_for as on_reviews

FLOORS = (on_people, on_cycles, on_reviews)


def waits_of(user: Any, today: date) -> list[Waiting]:
    """Return everything somebody is expected to do, the earliest day first and the undated last."""
    found = [line for floor in FLOORS for line in floor(user, today)]
    return sorted(found, key=lambda line: (line.due is None, line.due or today))
