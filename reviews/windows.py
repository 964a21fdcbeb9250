"""When a room or a group is free: written by people a line a day, kept as [day, from, to]. Pure."""

import re
from collections.abc import Iterable
from datetime import date

# One stretch of a day: the day as 2027-02-09, from and to in minutes after midnight.
Window = tuple[str, int, int]

LINE = re.compile(
    r"^(?P<day>.*?)[\s,:]*(?P<hours>\d{1,2}(?:[:.]\d{2})?\s*(?:-|–|to|until)\s*\d{1,2}(?:[:.]\d{2})?)$", re.I
)
HOURS = re.compile(r"\s*(?:-|–|to|until)\s*", re.I)
FORM = "Write it like “Tuesday 9:00 to 12:30”"


class NoWindow(ValueError):  # noqa: N818 -- it carries a sentence for a person
    """A line that does not say a day and hours, with the sentence that says why."""


def clock(minutes: int) -> str:
    """Return minutes after midnight as 09:05."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(text: str) -> int:
    hours, _, rest = text.replace(".", ":").partition(":")
    found = int(hours) * 60 + int(rest or 0)
    if int(rest or 0) > 59 or found > 24 * 60:
        raise NoWindow(f"“{text}” is no time. {FORM}")
    return found


def _days(text: str, days: list[date]) -> list[date]:
    """Return the days on site a word means: a weekday, a date, “day 2”, or nothing for all of them."""
    word = " ".join(text.casefold().replace(",", " ").split())
    if word in ("", "every day", "daily", "each day"):
        return days
    found = [day for number, day in enumerate(days, 1) if word in _names(day, number)]
    if len(found) != 1:
        raise NoWindow(
            f"“{text.strip()}” is not one of the days on site: {', '.join(f'{day:%A %-d %B}' for day in days)}."
        )
    return found


def _names(day: date, number: int) -> set[str]:
    return {
        name.casefold()
        for name in (
            f"day {number}",
            f"{day:%A}",
            f"{day:%a}",
            f"{day:%-d %B}",
            f"{day:%-d %b}",
            f"{day:%A %-d %B}",
            f"{day:%a %-d %b}",
            f"{day:%A %-d %B %Y}",
            f"{day:%-d %B %Y}",
            f"{day:%d/%m/%Y}",
            f"{day:%-d/%-m/%Y}",
            day.isoformat(),
        )
    }


def read_windows(text: str, days: list[date]) -> list[list]:
    """Return the stretches a text names, one a line or between semicolons. Raises NoWindow. Nothing means any time."""
    found: list[list] = []
    for line in re.split(r"[;\n]", text):
        if not line.strip():
            continue
        match = LINE.match(line.strip())
        if not match:
            raise NoWindow(f"“{line.strip()}” does not say a day and hours. {FORM}")
        begins, stops = map(_minutes, HOURS.split(match["hours"].strip()))
        if stops <= begins:
            raise NoWindow(f"“{line.strip()}” ends before it begins.")
        found += [[day.isoformat(), begins, stops] for day in _days(match["day"], days)]
    return merged(found)


def merged(windows: Iterable[list]) -> list[list]:
    """Return stretches in order, those that touch as one."""
    found: list[list] = []
    for day, begins, stops in sorted(windows):
        if found and found[-1][0] == day and begins <= found[-1][2]:
            found[-1][2] = max(found[-1][2], stops)
        else:
            found.append([day, begins, stops])
    return found


def say_windows(windows: Iterable[list]) -> str:
    """Return stretches as people write them, a line each."""
    return "\n".join(
        f"{date.fromisoformat(day):%A %-d %B} {clock(begins)} to {clock(stops)}" for day, begins, stops in windows
    )
