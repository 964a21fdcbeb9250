"""The time each line of enquiry was meant to get, against what the timetable gives it. Pure.

A session that tests several lines gives each an equal share: an hour is an hour only once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .clashes import TEAM_TIME, Clash, Slot

# Below this a team only says hello: it cannot compare what it found.
LEAST_TEAM_MINUTES = 30
# So much less than planned is no news.
SLACK = 0.9


@dataclass(frozen=True)
class Spent:
    """One line: the minutes planned for it (None while nobody said) and what the timetable gives it."""

    number: int
    question: str
    planned: int | None
    given: int

    @property
    def is_short(self) -> bool:
        """Whether it gets clearly less than was planned."""
        return self.planned is not None and self.given < self.planned * SLACK

    @property
    def in_words(self) -> str:
        """How the two compare."""
        if self.planned is None:
            return "Nothing planned yet"
        if self.is_short:
            return f"{hours(self.planned - self.given)} too little"
        return f"{hours(self.given - self.planned)} more than planned" if self.given > self.planned else "As planned"


def hours(minutes: int) -> str:
    """Write minutes as people say them: "1 h 30 min"."""
    whole, rest = divmod(minutes, 60)
    return " ".join([f"{whole} h"] * bool(whole) + [f"{rest} min"] * bool(rest or not whole))


def spent(slots: Iterable[Slot], lines: Iterable[tuple[int, str, int | None]]) -> list[Spent]:
    """Return each line (number, question, minutes planned) with what the sessions give it."""
    given: dict[int, float] = defaultdict(float)
    for slot in slots:
        for number in slot.lines:
            given[number] += (slot.stops - slot.begins) / len(slot.lines)
    return [Spent(number, question, planned, round(given[number])) for number, question, planned in sorted(lines)]


def short_lines(slots: Iterable[Slot], lines: Iterable[tuple[int, str, int | None]]) -> Iterator[Clash]:
    """Lines that get clearly less time than was planned; one no session tests is told apart."""
    for one in spent(slots, lines):
        if one.is_short and one.given:
            yield Clash(
                f"Line of enquiry {one.number} gets {hours(one.given)} of the {hours(one.planned)} planned for it: "
                f"“{one.question}”"
            )


def reflection_used(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Slots kept for the team to reflect to which others are expected."""
    for slot in slots:
        if slot.kind in TEAM_TIME and (slot.source or slot.expected):
            yield Clash(
                f"“{slot.title}” ({slot.when}) is kept for the team to reflect, but others are expected there. "
                "Give them a session of their own.",
                refs=(slot.ref,),
            )


def too_short_to_reflect(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Days on which the team meets, but too shortly to compare anything."""
    kept: dict[date, int] = defaultdict(int)
    for slot in slots:
        if slot.kind in TEAM_TIME:
            kept[slot.day] += slot.stops - slot.begins
    for day, minutes in sorted(kept.items()):
        if minutes < LEAST_TEAM_MINUTES:
            yield Clash(
                f"The team has only {minutes} minutes together on {day:%A %-d %B}. Keep half an hour at least, "
                "to compare what it found."
            )


def as_table(lines: Iterable[Spent]) -> tuple[list[dict], list[list[dict]]]:
    """Return columns and rows for `components/table.html`."""
    columns = [{"label": label} for label in ("Line of enquiry", "Planned", "In the timetable", "Compared")]
    rows = [
        [
            {"text": f"{one.number}. {one.question}"},
            {"text": hours(one.planned) if one.planned is not None else "–"},
            {"text": hours(one.given)},
            {"text": one.in_words},
        ]
        for one in lines
    ]
    return columns, rows
