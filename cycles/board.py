"""The cycle drawn as weeks: where each bar, hatch and mark stands, in per cent of the whole time.

Pure arithmetic over rows already fetched; `templates/components/board.html` draws what it returns.
"""

import re
from collections import defaultdict
from datetime import date, timedelta

from django.urls import reverse

from .days import add_months, in_words
from .models import ClosedPeriod, Cycle, CycleMember, State
from .plan import Place

WEEKS_BEFORE = 18  # the first scoping talk
LEAST_WIDTH = 0.8  # a visit of one day must still be seen
PER_BOLD_LETTER = 0.95  # what a letter of a state takes of the width
PER_LETTER = 0.56  # what a letter above the weeks takes of the width

PATTERNS = {
    ClosedPeriod.Kind.SCHOOL_BREAK: "break",
    ClosedPeriod.Kind.POLL: "poll",
    ClosedPeriod.Kind.INSPECTION: "inspection",
    ClosedPeriod.Kind.OTHER: "break",
}


class Board:
    """What `components/board.html` asks for."""

    is_plain = True  # no moves and no training in the picture, so none in its key

    def __init__(
        self, cycle: Cycle, rows: list[Place], closed: list[ClosedPeriod], idle: list[CycleMember], today: date
    ) -> None:
        self.cycle, self._places, self._idle, self._day = cycle, rows, idle, today
        self._first = cycle.starts_on - timedelta(days=cycle.starts_on.weekday())
        self._days = (cycle.ends_on - self._first).days + 1
        self._closed: dict[int | None, list[ClosedPeriod]] = defaultdict(list)
        for period in closed:
            if period.kind in PATTERNS:
                self._closed[period.body_id].append(period)
        self.label = f"{cycle.name} as a timeline of weeks, {in_words(cycle.starts_on, cycle.ends_on)}"

    def _x(self, day: date) -> float:
        return round(min(max((day - self._first).days / self._days * 100, 0), 100), 2)

    def _span(self, first: date, after: date, least: float = 0) -> dict:
        """A stretch of days, the last not counted, cut off where the cycle ends."""
        x = self._x(first)
        return {"x": x, "width": round(max(self._x(after) - x, least), 2)}

    @property
    def months(self) -> list[dict]:
        """The first of every month, January and the first one with their year."""
        found = []
        day = self._first.replace(day=1)
        while day <= self.cycle.ends_on:
            shown = max(day, self._first)
            year = str(day.year) if not found or day.month == 1 else ""
            found.append({"x": self._x(shown), "label": f"{day:%b}", "year": year})
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
        marks = sorted((max(span[0], self._first), name) for name, found in spans.items() for span in found)
        labels: list[dict] = []
        for day, name in marks:
            x = self._x(day)
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
        if not self._first <= self._day <= self.cycle.ends_on:
            return None
        x = self._x(self._day)
        return {"x": x, "label_x": min(max(x, 5), 95), "label": f"Today, {self._day:%a %-d %b}"}

    @property
    def totals(self) -> dict:
        """How crowded each six weeks are."""
        counts = []
        for start in range(0, self._days, 42):
            first = self._first + timedelta(days=start)
            after = first + timedelta(days=42)
            number = sum(first <= place.challenge.visit.starts_on < after for place in self._places)
            middle = start + min(42, self._days - start) // 2
            if number or self._days - start > 14:
                counts.append({"x": self._x(self._first + timedelta(days=middle)), "number": number or "–"})
        return {"label": "Visits in each 6 weeks", "counts": counts}

    @property
    def rows(self) -> list[dict]:
        """Every challenge by the day of its visit, then the members that have none."""
        return [*map(self._row, self._places), *map(self._idle_row, self._idle)]

    def _idle_row(self, member: CycleMember) -> dict:
        return {
            "host": member.body,
            "topic": "No challenge yet",
            "url": f"{reverse('cycles:propose', args=[self.cycle.ref])}?host={member.body.ref}",
            "said": "Nothing planned. Follow the link to plan its challenge.",
            "closed": self._hatches(member.body_id),
        }

    def _hatches(self, body: int) -> list[dict]:
        found = []
        for period in [*self._closed[body], *self._closed[None]]:
            kind = "christmas" if "christmas" in period.label.lower() else PATTERNS[period.kind]
            span = self._span(period.starts_on, period.ends_on + timedelta(days=1))
            if span["width"]:
                found.append({"kind": kind, **span})
        return found

    def _row(self, place: Place) -> dict:
        challenge = place.challenge
        visit = challenge.visit
        after = visit.ends_on + timedelta(days=1)
        row = {
            "host": challenge.host,
            "topic": challenge.topic,
            "url": place.url,
            "said": self._said(place),
            "closed": self._hatches(challenge.host_id),
            "bars": self._bars(place),
            "points": [self._x(day) for day in place.impact_points if day <= self.cycle.ends_on],
            "marks": self._marks(place),
        }
        if place.public_on <= self.cycle.ends_on:
            row["line"] = self._span(place.public_on, self.cycle.ends_on + timedelta(days=1))
        row["label"] = self._label(self._x(after) + 0.4, place.state, row)
        return row

    def _label(self, x: float, text: str, row: dict) -> dict:
        """The state beside the visit: after it, or before it and its marks where the cycle ends too soon."""
        if x + PER_BOLD_LETTER * len(text) <= 100:
            return {"x": x, "text": text}
        visit = min(bar["x"] for bar in row["bars"] if bar["kind"] == "visit")
        return {"x": min([visit, *(mark["x"] for mark in row["marks"])]), "text": text, "ends": True}

    def _bars(self, place: Place) -> list[dict]:
        visit = place.challenge.visit
        after = visit.ends_on + timedelta(days=1)
        kind = "proposed" if place.challenge.state == State.PROPOSED else "before"
        bars = [
            *self._split(kind, visit.starts_on - timedelta(weeks=WEEKS_BEFORE), visit.starts_on),
            *self._split("after", after, place.public_on),
            {"kind": "visit", **self._span(visit.starts_on, after, LEAST_WIDTH)},
        ]
        if place.public_on <= self.cycle.ends_on:
            bars.append({"kind": "public", **self._span(place.public_on, place.public_on, LEAST_WIDTH)})
        return bars

    def _split(self, kind: str, first: date, after: date) -> list[dict]:
        """A stretch filled up to today and white beyond."""
        cut = min(max(self._day, first), after)
        parts = [(first, cut, True), (cut, after, False)]
        spans = [{"kind": kind, "is_done": done, **self._span(start, end)} for start, end, done in parts]
        return [span for span in spans if span["width"]]

    def _marks(self, place: Place) -> list[dict]:
        """Marks stand before what they are about: the visit, or a report that is late."""
        marks = []
        for number, warning in enumerate(place.warnings):
            day = place.public_on if "Report" in warning["text"] else place.challenge.visit.starts_on
            marks.append({"kind": warning["kind"], "x": max(round(self._x(day) - 1.8 - 1.7 * number, 2), 0)})
        return marks

    def _said(self, place: Place) -> str:
        said = [f"Visit {place.visit}", place.state]
        public = f"{place.public_on:%-d %B %Y}"
        said.append(f"report public since {public}" if place.is_public else f"report public by {public}")
        said += [warning["text"].lower() for warning in place.warnings]
        return ", ".join(said)


def short_name(period: ClosedPeriod) -> str:
    """Write a closed period in the one or two words there is room for."""
    if period.kind == ClosedPeriod.Kind.POLL:
        return "Election"
    if "half term" in period.label.lower():
        return "Half term"
    name = re.sub(r"\s*\b20\d\d(/\d\d)?\b", "", period.label)
    return re.sub(r"\s+(break|holidays?)$", "", name, flags=re.IGNORECASE) or period.label
