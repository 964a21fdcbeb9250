"""Working days and local moments: deadlines are dates that end at local midnight."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache

from django.utils.timezone import localtime
from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def bank_holidays() -> dict[date, str]:
    """Return England's bank holidays, named by day, from the data inside the library (no network)."""
    known = BankHolidays(use_cached_holidays=True)
    return {day["date"]: day["title"] for day in known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}


def is_working_day(day: date) -> bool:
    """Say whether councils in England work on a day."""
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(day: date, count: int, off: Collection[date] = ()) -> date:
    """Return the day `count` working days after (or, negative, before) a day; nobody works on days `off` either."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_working_day(day) and day not in off:
            left -= 1
    return day


def latest_notice(poll: date) -> date:
    """Return the last day on which notice of an election can be given: the pre-election period begins.

    25 working days before the poll; the election rules leave out Christmas Eve as well.
    """
    day = poll
    for _ in range(25):
        day = add_working_days(day, -1)
        while (day.month, day.day) == (12, 24):
            day = add_working_days(day, -1)
    return day


def working_days_between(first: date, last: date) -> int:
    """Count the working days from first to last, both counted."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))


def add_months(day: date, count: int) -> date:
    """Return the same day some months later, or the month's last when it has no such day."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    while True:
        try:
            return day.replace(year=year, month=month)
        except ValueError:
            day -= timedelta(days=1)


def in_words(first: date, last: date | None = None) -> str:
    """Write a day or a range as people say it: "9 to 11 February 2027"."""
    if last is None or first == last:
        return f"{first:%-d %B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last:%-d %B %Y}"
    if first.year == last.year:
        return f"{first:%-d %B} to {last:%-d %B %Y}"
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}"


def short_days(first: date, last: date) -> str:
    """Write days without their year: "9–11 Feb"."""
    if first == last:
        return f"{first:%-d %b}"
    if first.month == last.month:
        return f"{first.day}–{last:%-d %b}"
    return f"{first:%-d %b}–{last:%-d %b}"


def day_in_words(moment: datetime) -> str:
    """Write the local day of a moment as people say it: "9 February 2027"."""
    return in_words(localtime(moment).date())
