"""Back from the committee's day: what must be ready when, in working days. Pure arithmetic."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from cycles.days import add_working_days

# The law asks for five clear days: neither the day of publishing nor that of the meeting counts.
AGENDA_DAYS = 6


class Step(NamedTuple):
    """One day before the committee, and what is due on it."""

    on: date
    what: str
    how: str


def steps_before(
    committee_on: date,
    *,
    body: str,
    papers_days: int,
    draft_to: str,
    draft_days: int,
    off: Collection[date] = (),
) -> list[Step]:
    """Return what is due before a committee meets, the earliest first, and the meeting itself."""

    def before(count: int) -> date:
        return add_working_days(committee_on, -count, off)

    steps = [
        Step(before(draft_days), f"Draft to {draft_to or 'whoever must agree it first'}", _count(draft_days)),
        Step(before(papers_days), "Papers to the committee’s clerk", _count(papers_days)),
        Step(before(AGENDA_DAYS), "Agenda and papers public", "five clear days before, as the law asks"),
        Step(committee_on, body or "The committee meets", ""),
    ]
    return sorted(steps, key=lambda step: step.on)


def _count(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'} before"
