"""The weeks of a cycle, and on which days of a week a visit stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from cycles.days import add_working_days, is_working_day

TUESDAY = 1
WEEKDAYS = (TUESDAY, 0, 2, 3, 4)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def days_in_week(monday: date, days: int, weekday: int = TUESDAY) -> tuple[date, date]:
    """Return the first and last day of a visit of some working days in a week, kept inside the week where it fits."""
    for start in (weekday, *WEEKDAYS):
        first = monday + timedelta(days=start)
        last = add_working_days(first, days - 1)
        if is_working_day(first) and last <= monday + timedelta(days=4):
            return first, last
    first = monday if is_working_day(monday) else add_working_days(monday, 1)
    return first, add_working_days(first, days - 1)


@dataclass(frozen=True)
class Weeks:
    """The weeks of a cycle, counted from the Monday of its first day."""

    start: date
    count: int

    @classmethod
    def of(cls, first: date, last: date) -> "Weeks":
        """Return the weeks that days from first to last lie in."""
        start = monday_of(first)
        return cls(start, (monday_of(last) - start).days // 7 + 1)

    def monday(self, week: int) -> date:
        """Return the first day of a week."""
        return self.start + timedelta(weeks=week)

    def number(self, day: date) -> int:
        """Return the number of the week a day lies in, also outside the cycle."""
        return (day - self.start).days // 7

    def touched(self, first: date | None, last: date | None) -> range:
        """Return the weeks of which a run of days takes a working day; None is open."""
        begins = 0 if first is None else self.number(_from_weekend(first))
        ends = self.count - 1 if last is None else self.number(last)
        return range(max(0, begins), min(self.count - 1, ends) + 1)


def _from_weekend(day: date) -> date:
    """Return the Monday after a weekend's day, any other day as it is."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day
