"""What waits for somebody, gathered from every floor."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from cycles.gathering import modules
from cycles.waiting import about_challenges
from people.waiting import Waiting

SOON = timedelta(days=14)


def waits_of(user: Any, today: date) -> list[Waiting]:
    """Return everything somebody is expected to do, what is urgent first, then the earliest day, the undated last."""
    user = getattr(user, "_wrapped", user)  # a request's user is a stand-in; what is remembered must lie on the user
    floors = modules("queries")
    found = [line for floor in floors if hasattr(floor, "waiting_for") for line in floor.waiting_for(user, today)]
    found += about_challenges(user, today, [matter for floor in floors for matter in getattr(floor, "MATTERS", ())])
    return in_order(found, today)


def by_time(lines: Iterable[Waiting], today: date) -> Iterator[tuple[str, list[Waiting]]]:
    """Yield lines that are in order under headings: urgent, late, in the next two weeks, later, without a day."""
    for heading, some in groupby(lines, key=lambda line: _when(line, today)):
        yield heading, list(some)


def _when(line: Waiting, today: date) -> str:
    if line.is_urgent:
        return "Urgent"
    if line.due is None:
        return "When you can"
    if line.due < today:
        return "Late"
    return "In the next two weeks" if line.due <= today + SOON else "Later"


def in_order(found: list[Waiting], today: date) -> list[Waiting]:
    """Sort what waits, and say nothing twice: what leads to the page of a duty gives way to the duty."""
    owed = {line.url for line in found if line.is_duty}
    found = [line for line in found if line.is_duty or line.is_urgent or line.url not in owed]
    return sorted(found, key=lambda line: (not line.is_urgent, line.due is None, line.due or today))
