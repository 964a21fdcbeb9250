"""Times at which people could meet: pure arithmetic on what is known of their days."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .days import is_working_day

OPENS, CLOSES = time(9), time(17)
STEP = timedelta(minutes=30)
NOON = 12
MOST = 8
LONDON = ZoneInfo("Europe/London")

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Wanted:
    """What is looked for: a length, between two days, not before a moment."""

    minutes: int
    first: date
    last: date
    after: datetime


@dataclass(frozen=True)
class Taken:
    """What is known of some people's days, by their id: when they cannot, and on which days they owe something."""

    spans: Mapping[int, Sequence[Span]]
    owed: Mapping[int, Collection[date]] = field(default_factory=dict)
    off: Collection[date] = ()  # days on which nobody there works, beside weekends and bank holidays

    def busy(self, starts: datetime, ends: datetime) -> frozenset[int]:
        """Return who cannot come from moment to moment."""
        return frozenset(
            person for person, spans in self.spans.items() if any(begin < ends and starts < end for begin, end in spans)
        )

    def owing(self, day: date) -> int:
        """Count who has something due on a day: better not then."""
        return sum(day in days for days in self.owed.values())


@dataclass(frozen=True)
class Slot:
    """A time that could be offered, and who is known not to be able to come."""

    starts_at: datetime
    ends_at: datetime
    busy: frozenset[int]
    owing: int


def whole_days(first: date, last: date) -> Span:
    """Return days as the span they fill, by the local clock."""
    return (
        datetime.combine(first, time(), LONDON),
        datetime.combine(last + timedelta(days=1), time(), LONDON),
    )


def slots(wanted: Wanted, taken: Taken) -> Iterator[Slot]:
    """Yield every time in working hours of working days, on the half hour."""
    length = timedelta(minutes=wanted.minutes)
    for number in range((wanted.last - wanted.first).days + 1):
        day = wanted.first + timedelta(days=number)
        if not is_working_day(day) or day in taken.off:
            continue
        owing, begins = taken.owing(day), datetime.combine(day, OPENS)
        while begins + length <= datetime.combine(day, CLOSES):
            starts, ends = begins.replace(tzinfo=LONDON), (begins + length).replace(tzinfo=LONDON)
            if starts > wanted.after:
                yield Slot(starts, ends, taken.busy(starts, ends), owing)
            begins += STEP


def offered(wanted: Wanted, taken: Taken) -> list[Slot]:
    """Return the best times in the order of the calendar, at most one each morning and afternoon.

    Best is when the fewest cannot come, then when the fewest owe something on that day, then soon.
    A time nobody whose days are known can make is not offered.
    """
    everybody = len(taken.spans)
    fit = [slot for slot in slots(wanted, taken) if not everybody or len(slot.busy) < everybody]
    fit.sort(key=lambda slot: (len(slot.busy), slot.owing, slot.starts_at))
    chosen: dict[tuple[date, bool], Slot] = {}
    for slot in fit:
        if len(chosen) == MOST:
            break
        chosen.setdefault((slot.starts_at.date(), slot.starts_at.hour < NOON), slot)
    return sorted(chosen.values(), key=lambda slot: slot.starts_at)
