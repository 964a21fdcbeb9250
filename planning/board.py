"""A draft drawn as weeks: its visits, where they were before, and the marks that ask to be looked at.

Pure arithmetic over lines; `templates/components/board.html` draws it with this floor's own row.
"""

from datetime import date, timedelta

from cycles.days import short_days
from cycles.models import ClosedPeriod, Cycle, State
from cycles.weeks import LEAST_WIDTH, Weeks

from .lines import Line

PER_LETTER_OF_DAYS = 0.85  # what a letter of the dates beside a visit takes of the width
PER_MARK = 1.9  # and what a mark takes
NEARER = 2.75  # how much wider the picture is when six months fill the width


class DraftBoard(Weeks):
    """What `components/board.html` asks for, of a draft."""

    row_template = "planning/draft_row.html"
    key_template = "planning/draft_key.html"

    def __init__(
        self,
        cycle: Cycle,
        lines: list[Line],
        closed: list[ClosedPeriod],
        today: date,
        *,
        publish_weeks: int,
        near: bool = False,
    ) -> None:
        super().__init__(cycle, closed, today)
        self.lines, self.near = lines, near
        self._publishing = timedelta(weeks=publish_weeks)
        self._nearer = NEARER if near else 1
        self.label = f"The draft as a timeline of weeks: {self.label}"

    @property
    def weeks(self) -> int:
        """How many weeks there are to move in."""
        return -(-self.days // 7)

    @property
    def totals(self) -> dict:
        """How crowded each six weeks are."""
        days = [line.visit.starts_on for line in self.lines if line.visit.starts_on]
        return {"label": "Visits in each 6 weeks", "counts": self.counts(days)}

    @property
    def rows(self) -> list[dict]:
        """Every visit in the order of the lines."""
        return [self._row(line) for line in self.lines]

    def _row(self, line: Line) -> dict:
        row = {
            "line": line,
            "closed": self.hatches(line.visit.host),
            "bars": [],
            "marks": [],
            "ghost": self._ghost(line),
        }
        if line.visit.starts_on:
            row |= self._standing(line)
        return row

    def _standing(self, line: Line) -> dict:
        """Return what is drawn of a visit that has its days."""
        visit = line.visit
        proposed = line.challenge is None or line.challenge.state == State.PROPOSED
        bars = self.bars(
            visit.starts_on, visit.ends_on, visit.ends_on + self._publishing, "proposed" if proposed else "before"
        )
        stands = next(bar for bar in bars if bar["kind"] == "visit")
        marks = self._marks(line, stands)
        return {
            "bars": [bar for bar in bars if bar["kind"] != "visit"],
            "marks": marks,
            "visit": {
                **stands,
                "width": max(stands["width"], LEAST_WIDTH),
                "kind": "moved" if line.is_moved else "visit",
            },
            "dates": self._dates(line, stands, marks),
            "grip": None if visit.fixed or visit.locked else self._grip(line),
        }

    def _marks(self, line: Line, stands: dict) -> list[dict]:
        """Marks stand before the visit, and before its ghost where that is in their way."""
        kinds = list(dict.fromkeys(warning["kind"] for warning in line.warnings))
        kinds += ["locked"] if line.visit.locked else []
        each, x = PER_MARK / self._nearer, stands["x"]
        ghost = self._ghost(line)
        if ghost and x - each * len(kinds) < ghost["x"] + ghost["width"] and ghost["x"] < x:
            x = ghost["x"]
        return [{"kind": kind, "x": max(round(x - each * number, 2), 0)} for number, kind in enumerate(kinds, 1)]

    def _dates(self, line: Line, stands: dict, marks: list[dict]) -> dict:
        """The days beside the visit: after it, or before it and its marks where the cycle ends too soon."""
        text = short_days(line.visit.starts_on, line.visit.ends_on)
        after = stands["x"] + stands["width"]
        if after + PER_LETTER_OF_DAYS / self._nearer * len(text) <= 100:
            return {"x": round(after, 2), "text": text}
        return {"x": min([stands["x"], *(mark["x"] for mark in marks)]), "text": text, "ends": True}

    def _grip(self, line: Line) -> dict:
        """What a script must know to move the visit: its week, counted, and its first day in it."""
        starts = line.visit.starts_on
        return {"week": (starts - self.first).days // 7, "day": starts.weekday()}

    def _ghost(self, line: Line) -> dict | None:
        """Where the visit stood before, if it stood elsewhere."""
        was = line.was
        if not line.is_moved or was.starts_on is None:
            return None
        span = self.span(was.starts_on, was.ends_on + timedelta(days=1), LEAST_WIDTH)
        return {**span, "text": f"was {was.starts_on:%-d %b}", "text_x": min(span["x"], 100 - 9 / self._nearer)}
