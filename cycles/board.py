"""The cycle's plan drawn as weeks: where each bar and mark stands, in per cent of the whole time.

Pure arithmetic over rows already fetched; `templates/components/board.html` draws what it returns.
"""

from datetime import date, timedelta

from django.urls import reverse

from .models import ClosedPeriod, Cycle, CycleMember, State
from .plan import Place
from .weeks import Weeks

PER_BOLD_LETTER = 0.95  # what a letter of a state takes of the width


class Board(Weeks):
    """What `components/board.html` asks for."""

    is_plain = True  # no moves and no training in the picture, so none in its key

    def __init__(
        self, cycle: Cycle, rows: list[Place], closed: list[ClosedPeriod], idle: list[CycleMember], today: date
    ) -> None:
        super().__init__(cycle, closed, today)
        self._places, self._idle = rows, idle

    @property
    def totals(self) -> dict:
        """How crowded each six weeks are."""
        counts = self.counts([place.challenge.visit.starts_on for place in self._places])
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
            "closed": self.hatches(member.body_id),
        }

    def _row(self, place: Place) -> dict:
        challenge = place.challenge
        visit = challenge.visit
        after = visit.ends_on + timedelta(days=1)
        kind = "proposed" if challenge.state == State.PROPOSED else "before"
        row = {
            "host": challenge.host,
            "topic": challenge.topic,
            "url": place.url,
            "said": self._said(place),
            "closed": self.hatches(challenge.host_id),
            "bars": self.bars(visit.starts_on, visit.ends_on, place.public_on, kind),
            "points": [self.x(day) for day in place.impact_points if day <= self.cycle.ends_on],
            "marks": self._marks(place),
        }
        if place.public_on <= self.cycle.ends_on:
            row["line"] = self.span(place.public_on, self.cycle.ends_on + timedelta(days=1))
        row["label"] = self._label(self.x(after) + 0.4, place.state, row)
        return row

    def _label(self, x: float, text: str, row: dict) -> dict:
        """The state beside the visit: after it, or before it and its marks where the cycle ends too soon."""
        if x + PER_BOLD_LETTER * len(text) <= 100:
            return {"x": x, "text": text}
        visit = min(bar["x"] for bar in row["bars"] if bar["kind"] == "visit")
        return {"x": min([visit, *(mark["x"] for mark in row["marks"])]), "text": text, "ends": True}

    def _marks(self, place: Place) -> list[dict]:
        """Marks stand before what they are about: the visit, or a report that is late."""
        marks = []
        for number, warning in enumerate(place.warnings):
            day = place.public_on if "Report" in warning["text"] else place.challenge.visit.starts_on
            marks.append({"kind": warning["kind"], "x": max(round(self.x(day) - 1.8 - 1.7 * number, 2), 0)})
        return marks

    def _said(self, place: Place) -> str:
        said = [f"Visit {place.visit}", place.state]
        public = f"{place.public_on:%-d %B %Y}"
        said.append(f"report public since {public}" if place.is_public else f"report public by {public}")
        said += [warning["text"].lower() for warning in place.warnings]
        return ", ".join(said)
