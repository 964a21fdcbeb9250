"""The weeks of a cycle as a ground to draw on: where each day, hatch and line stands, in per cent of the whole time.

Pure arithmetic; what stands on the ground is drawn by whoever has rows: the plan, or a draft of it.
"""

import re
from collections import defaultdict
from datetime import date, timedelta

from .days import add_months, in_words
from .models import ClosedPeriod, Cycle

WEEKS_BEFORE = 18  # the first scoping talk
LEAST_WIDTH = 0.8  # a visit of one day must still be seen
PER_LETTER = 0.56  # what a letter above the weeks takes of the width

PATTERNS = {
    ClosedPeriod.Kind.SCHOOL_BREAK: "break",
    ClosedPeriod.Kind.POLL: "poll",
    ClosedPeriod.Kind.INSPECTION: "inspection",
    ClosedPeriod.Kind.OTHER: "break",
}


class Weeks:
    """What `components/board.html` asks for, but for the rows and their totals."""

    def __init__(self, cycle: Cycle, closed: list[ClosedPeriod], today: date) -> None:
        self.cycle, self._day = cycle, today
        self.first = cycle.starts_on - timedelta(days=cycle.starts_on.weekday())
        self.days = (cycle.ends_on - self.first).days + 1
        self._closed: dict[int | None, list[ClosedPeriod]] = defaultdict(list)
        for period in closed:
            if period.kind in PATTERNS:
                self._closed[period.body_id].append(period)
        self.label = f"{cycle.name} as a timeline of weeks, {in_words(cycle.starts_on, cycle.ends_on)}"

    def x(self, day: date) -> float:
        """Return where a day stands, in per cent."""
        return round(min(max((day - self.first).days / self.days * 100, 0), 100), 2)

    def span(self, first: date, after: date, least: float = 0) -> dict:
        """A stretch of days, the last not counted, cut off where the cycle ends."""
        x = self.x(first)
        return {"x": x, "width": round(max(self.x(after) - x, least), 2)}

    @property
    def months(self) -> list[dict]:
        """The first of every month, January and the first one with their year."""
        found = []
        day = self.first.replace(day=1)
        while day <= self.cycle.ends_on:
            shown = max(day, self.first)
            year = str(day.year) if not found or day.month == 1 else ""
            found.append({"x": self.x(shown), "label": f"{day:%b}", "year": year})
            day = add_months(day, 1)
        if len(found) > 1 and found[1]["x"] < 3:  # a sliver of a month has no room for its name
            found[1]["year"] = found[1]["year"] or found[0]["year"]
            del found[0]
        return found

    @property
    def closed(self) -> list[dict]:
        """The reasons named above the weeks; the hatching itself is in each row."""
        spans: dict[str, list[list[date]]] = defaultdict(list)
        for period in sorted(self._named(), key=lambda period: period.starts_on):
            known = spans[short_name(period)]
            if known and period.starts_on <= known[-1][1] + timedelta(days=14):
                known[-1][1] = max(known[-1][1], period.ends_on)
            else:
                known.append([period.starts_on, period.ends_on])
        marks = sorted((max(span[0], self.first), name) for name, found in spans.items() for span in found)
        labels: list[dict] = []
        for day, name in marks:
            x = self.x(day)
            last = labels[-1] if labels else None
            if last and x < last["x"] + PER_LETTER * (len(last["label"]) + 1):
                if name not in last["label"]:
                    last["label"] += f", {name}"
            elif x < 100 - PER_LETTER * len(name):
                labels.append({"x": x, "width": 0, "kind": "break", "label": name})
        return labels

    def _named(self) -> list[ClosedPeriod]:
        """The periods worth a name above: breaks and polls, of whatever body."""
        named = (ClosedPeriod.Kind.SCHOOL_BREAK, ClosedPeriod.Kind.POLL)
        every = [period for periods in self._closed.values() for period in periods]
        return [period for period in every if period.kind in named or period.body_id is None]

    @property
    def today(self) -> dict | None:
        """The line of today, while the cycle runs."""
        if not self.first <= self._day <= self.cycle.ends_on:
            return None
        x = self.x(self._day)
        return {"x": x, "label_x": min(max(x, 5), 95), "label": f"Today, {self._day:%a %-d %b}"}

    def hatches(self, body: int) -> list[dict]:
        """Return the closed stretches of a host, and of its whole region."""
        found = []
        for period in [*self._closed[body], *self._closed[None]]:
            kind = "christmas" if "christmas" in period.label.lower() else PATTERNS[period.kind]
            span = self.span(period.starts_on, period.ends_on + timedelta(days=1))
            if span["width"]:
                found.append({"kind": kind, **span})
        return found

    def bars(self, first: date, last: date, public_on: date, kind: str = "before", visit: str = "visit") -> list[dict]:
        """Return the bars of one challenge: what leads to the visit, the visit, the writing, the report."""
        after = last + timedelta(days=1)
        bars = [
            *self._split(kind, first - timedelta(weeks=WEEKS_BEFORE), first),
            *self._split("after", after, public_on),
            {"kind": visit, **self.span(first, after, LEAST_WIDTH)},
        ]
        if public_on <= self.cycle.ends_on:
            bars.append({"kind": "public", **self.span(public_on, public_on, LEAST_WIDTH)})
        return bars

    def _split(self, kind: str, first: date, after: date) -> list[dict]:
        """A stretch filled up to today and white beyond."""
        cut = min(max(self._day, first), after)
        parts = [(first, cut, True), (cut, after, False)]
        spans = [{"kind": kind, "is_done": done, **self.span(start, end)} for start, end, done in parts]
        return [span for span in spans if span["width"]]

    def counts(self, days: list[date]) -> list[dict]:
        """Count the visits that begin on these days in each six weeks."""
        counts = []
        for start in range(0, self.days, 42):
            first = self.first + timedelta(days=start)
            after = first + timedelta(days=42)
            number = sum(first <= day < after for day in days)
            middle = start + min(42, self.days - start) // 2
            if number or self.days - start > 14:
                counts.append({"x": self.x(self.first + timedelta(days=middle)), "number": number or "–"})
        return counts


def short_name(period: ClosedPeriod) -> str:
    """Write a closed period in the one or two words there is room for."""
    if period.kind == ClosedPeriod.Kind.POLL:
        return "Election"
    if "half term" in period.label.lower():
        return "Half term"
    name = re.sub(r"\s*\b20\d\d(/\d\d)?\b", "", period.label)
    return re.sub(r"\s+(break|holidays?)$", "", name, flags=re.IGNORECASE) or period.label
