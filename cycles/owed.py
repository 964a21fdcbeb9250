"""How a duty is written down: whose it is, from which day it counts, and what completes it.

A floor lists its own in `ladder.py`: `DUTIES` of every challenge, `CYCLE_DUTIES` of every cycle.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils.timezone import localdate

from people.roles import Role

from .days import add_months, add_working_days, is_working_day
from .kinds import every
from .models import Event
from .policy import Policy

FIRST_DAY = F("visit__starts_on")
LAST_DAY = F("visit__ends_on")


def entered(state: str) -> Subquery:
    """Count from the day a challenge last came into a state."""
    events = Event.objects.filter(challenge=OuterRef("pk"), to_state=state)
    return Subquery(events.order_by("-at").values("at")[:1])


@dataclass(frozen=True)
class Offset:
    """How far from its anchor a duty is due. `setting` names the programme's answer; without one, `number` holds."""

    unit: str = "weeks"
    setting: str = ""
    number: int = 0
    is_before: bool = False

    def count(self, policy: Policy) -> int:
        """Return the number, negative before the anchor."""
        number = policy[self.setting] if self.setting else self.number
        return -number if self.is_before else number


ON_THE_DAY = Offset()


def weeks_before(setting: str) -> Offset:
    """Return so many weeks before the anchor as the programme says."""
    return Offset("weeks", f"duty_{setting}", is_before=True)


def weeks_after(setting: str) -> Offset:
    """Return so many weeks after the anchor as the programme says."""
    return Offset("weeks", f"duty_{setting}")


def working_days_after(setting: str) -> Offset:
    """Return so many working days after the anchor as the programme says."""
    return Offset("working days", f"duty_{setting}")


def months_after(number: int) -> Offset:
    """Return a fixed number of months after the anchor."""
    return Offset("months", number=number)


@dataclass(frozen=True)
class Each:
    """One of several duties of a kind in one place: of each seat, or of each member of a cycle.

    `people` are those it waits for, when that is not everybody with the role; `body` the one whose people have it.
    """

    found_in: int
    ref: str
    anchor: date | datetime | None
    is_done: bool
    people: tuple[int, ...] | None = None
    body: int | None = None
    place: str = ""
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class DutyKind:
    """One rung of the ladder. `what` and `why` may be mailed, so they name no person and no source.

    It is owed while the challenge is in one of its `states`, and done once `done` holds or a later
    state is reached. It waits for the first of `owners` that anybody holds.
    """

    key: str
    what: str
    why: str
    owners: tuple[Role, ...]
    offset: Offset
    anchor: Any = FIRST_DAY
    states: tuple[str, ...] = ()
    page: str = "cycles:challenge"
    done: Any = None
    escalates_to: Role | None = None
    each: Callable[[Sequence[int]], Iterable[Each]] | None = None
    # Nothing is published in a pre-election period of the host: the day waits until it is over.
    avoids_polls: bool = False
    # Of which kinds of shapes it is asked.
    applies: Callable[[str], bool] = every


@dataclass(frozen=True)
class WorkCalendar:
    """On which days the people of a challenge do not work, and when their councils may not publish."""

    off: frozenset[date] = frozenset()
    polls: tuple[tuple[date, date], ...] = ()

    def works(self, day: date) -> bool:
        """Say whether it is a working day here."""
        return is_working_day(day) and day not in self.off

    def later(self, day: date, count: int) -> date:
        """Return the day so many working days after (or, negative, before) a day."""
        return add_working_days(day, count, self.off)

    def on_or_before(self, day: date) -> date:
        """Return the day, or the last working day before it when nobody works on it."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        """Return the day, or the first working day after it when nobody works on it."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def due(self, anchor: date, kind: DutyKind, policy: Policy) -> date:
        """Return the day on which a duty of a kind is due."""
        count, unit = kind.offset.count(policy), kind.offset.unit
        if unit == "working days":
            return self.later(anchor, count)
        if kind.offset == ON_THE_DAY:
            return anchor
        day = add_months(anchor, count) if unit == "months" else anchor + timedelta(weeks=count)
        day = self.on_or_before(day)
        return self._out_of_polls(day) if kind.avoids_polls else day

    def _out_of_polls(self, day: date) -> date:
        for first, last in sorted(self.polls):
            if first <= day <= last:
                day = self.on_or_after(last + timedelta(days=1))
        return day


@dataclass
class Wanted:
    """A duty as it should stand now, before anybody extended or delegated it."""

    kind: str
    about: str
    programme: int
    place: str
    words: DutyKind
    path: str
    anchor_on: date
    calendar: WorkCalendar
    policy: Policy
    is_done: bool
    is_paused: bool = False
    is_ended: bool = False
    # No row is made for what is done already, or not owed yet or any more.
    is_news: bool = True
    owner: str = ""
    escalates_to: str = ""
    people: tuple[int, ...] = ()
    chiefs: tuple[int, ...] = ()
    set_on: date = field(init=False)

    def __post_init__(self) -> None:
        self.set_on = self.calendar.due(self.anchor_on, self.words, self.policy)

    def rungs(self, due: date) -> dict[str, date | None]:
        """Return the days of reminding, of being late and of going to the next role, for a day that holds."""
        calendar, policy = self.calendar, self.policy
        escalates = calendar.later(due, max(policy["duty_escalate"], 1)) if self.escalates_to else None
        return {
            "remind_on": calendar.later(due, -policy["duty_remind"]) if policy["duty_remind"] else None,
            "late_on": calendar.later(due, 1),
            "escalate_on": escalates,
        }


def as_day(anchor: date | datetime | None) -> date | None:
    """Return the local day of an anchor."""
    return localdate(anchor) if isinstance(anchor, datetime) else anchor
