"""The lines of a draft: one a visit, with what it was, what it breaks and what changes.

The board, the list and the table draw these; plain Python over what was judged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cycles.days import short_days
from cycles.models import Challenge

from .judging import Judged
from .saying import days_of
from .sketch import Change, PlannedVisit


@dataclass
class Line:
    """One visit of a draft beside what it was when the draft last looked."""

    visit: PlannedVisit
    was: PlannedVisit | None
    change: Change | None
    host: str
    challenge: Challenge | None
    breaches: list[str]
    doubts: list[str]
    judged: Judged = field(repr=False)
    is_chosen: bool = False
    url: str = ""
    move_url: str = ""

    @property
    def key(self) -> int:
        return self.visit.key

    @property
    def days(self) -> str:
        """The days on site in words."""
        return days_of(self.visit) if self.visit.starts_on else "No week yet"

    @property
    def state(self) -> str:
        """How far its challenge has come, or that there is none yet."""
        return self.challenge.get_state_display() if self.challenge else "New"

    @property
    def is_moved(self) -> bool:
        """Whether it has other days than before."""
        return self.was is not None and self.was.starts_on != self.visit.starts_on

    @property
    def moved(self) -> str:
        """What changes about it, in words; nothing when nothing does."""
        return ". ".join([*self._move_in_words, *self.people_in_words])

    @property
    def _move_in_words(self) -> list[str]:
        if not self.is_moved:
            return ["New in the plan"] if self.was is None and self.visit.starts_on else []
        if self.was.starts_on is None:
            return ["Had no week before"]
        return [f"Moved: was {short_days(self.was.starts_on, self.was.ends_on)}"]

    @cached_property
    def people_in_words(self) -> list[str]:
        """Who comes and who goes."""
        comes, goes = (self.change.comes, self.change.goes) if self.change else ((), ())
        return [
            f"{word}: {', '.join(self.judged.name(person) for person in people)}"
            for word, people in (("Comes", comes), ("Goes", goes))
            if people
        ]

    @property
    def is_changed(self) -> bool:
        """Whether the draft changes anything of it."""
        return self.change is not None or self.is_moved

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look: a rule broken, a doubt, no week, a place nobody takes."""
        return bool(self.warnings)

    @property
    def warnings(self) -> list[dict]:
        """What needs attention, as a kind of mark with its words."""
        if self.visit.fixed:
            return []
        found = [{"kind": "breach", "text": sentence} for sentence in self.breaches]
        if free := self.visit.empty:
            found.append({"kind": "unfilled", "text": f"{free} place{'s' if free > 1 else ''} not filled"})
        return [*found, *({"kind": "training", "text": sentence} for sentence in self.doubts)]

    @property
    def team(self) -> list[str]:
        """Who is meant to go, by name."""
        return [self.judged.name(person) for person in self.visit.people]

    @cached_property
    def cost(self) -> int:
        """What its week and team cost by themselves, in points."""
        return sum(reason.points for reason in self.judged.reasons(self.key))

    @property
    def said(self) -> str:
        """The whole line in words, for whoever hears the picture."""
        said = [f"Visit {self.days}" if self.visit.starts_on else self.days, self.state]
        said += [self.moved] if self.moved else []
        said += ["locked"] if self.visit.locked else []
        said += ["begun, cannot change"] if self.visit.fixed else []
        return ", ".join([*said, *(warning["text"] for warning in self.warnings)])


def lines_of(judged: Judged, challenges: dict[int, Challenge]) -> list[Line]:
    """Return every visit of a draft by its first day; those without a week last."""
    changed = {change.visit.key: change for change in judged.changes}
    lines = [
        Line(
            visit=visit,
            was=judged.base.get(visit.key),
            change=changed.get(visit.key),
            host=judged.host(visit.host),
            challenge=challenges.get(visit.challenge),
            breaches=judged.breaches_of(visit.key),
            doubts=judged.doubts_of(visit.key),
            judged=judged,
        )
        for visit in judged.sketch
    ]
    return sorted(lines, key=lambda line: (line.visit.starts_on or date.max, line.host, line.key))


def months_of(lines: Iterable[Line]) -> list[dict]:
    """Return the lines for `components/board_list.html`: what changed or needs attention first, the rest by month."""
    months: dict[str, list[dict]] = {}
    for line in sorted(lines, key=lambda line: not (line.is_changed or line.needs_attention)):
        starts = line.visit.starts_on
        month = f"{starts:%B %Y}" if starts else "No week yet"
        label = "Changed or needs attention" if line.is_changed or line.needs_attention else month
        months.setdefault(label, []).append(_as_row(line))
    return [{"label": label, "rows": rows} for label, rows in months.items()]


def _as_row(line: Line) -> dict:
    visit = line.visit
    return {
        "dates": short_days(visit.starts_on, visit.ends_on) if visit.starts_on else "No week",
        "week": f"{visit.starts_on:%Y}" if visit.starts_on else "",
        "host": line.host,
        "topic": visit.topic,
        "url": line.url,
        "state_label": line.state,
        "moved": line.moved,
        "warnings": line.warnings,
        "is_chosen": line.is_chosen,
    }


def counted(lines: Iterable[Line]) -> str:
    """Say how many visits and seats a draft changes."""
    lines = list(lines)
    moved = sum(line.is_moved for line in lines)
    seats = sum(max(len(line.change.comes), len(line.change.goes)) for line in lines if line.change)
    if not moved and not seats:
        return "Nothing is changed yet"
    visits = f"{moved} visit{'s' if moved != 1 else ''} moved"
    places = f"{seats} seat{'s' if seats != 1 else ''} changed"
    return f"{visits} and {places}" if moved and seats else (visits if moved else places)
