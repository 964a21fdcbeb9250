"""The indicators of a challenge with everything their page shows, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.timezone import localdate

from cycles.models import Challenge, State
from followup.models import BASELINE, Indicator, IndicatorPoint

from .comparing import Beside, beside_of


@dataclass
class Step:
    """One place in an indicator's life: the baseline or a point, recorded or still to come."""

    months: int
    due: date | None
    point: IndicatorPoint | None = None
    superseded: list[IndicatorPoint] = field(default_factory=list)
    beside: Beside | None = None

    @property
    def label(self) -> str:
        """What it is called."""
        return "Baseline" if self.months == BASELINE else f"{self.months} months"

    def status(self, today: date) -> str:
        """Say how it stands while there is no value."""
        if self.due is None:
            return "Not set yet" if self.months == BASELINE else "Counts from publication"
        return f"Due {in_full(self.due)}" if today <= self.due else f"Was due {in_full(self.due)}"


@dataclass
class Measured:
    """An indicator with its steps in order."""

    indicator: Indicator
    steps: list[Step]

    @property
    def baseline(self) -> Step:
        """Its first step."""
        return self.steps[0]

    @property
    def latest(self) -> Step | None:
        """The last point with a value, the baseline apart."""
        return next((step for step in reversed(self.steps[1:]) if step.point), None)

    @property
    def moved(self) -> str:
        """Say in neutral words what became of the value."""
        start, now = self.baseline.point, self.latest
        if start is None:
            return "No baseline is set."
        unit = self.indicator.unit
        if now is None:
            return f"The baseline is {shown(start.value)} {unit}. Nothing has been measured since."
        if now.point.value == start.value:
            return f"Stayed at {shown(start.value)} {unit} ({now.label} after publication)."
        return f"Moved from {shown(start.value)} to {shown(now.point.value)} {unit} ({now.label} after publication)."


def shown(value: Decimal) -> str:
    """Write a number without the noughts that say nothing."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_full(day: date) -> str:
    """Write a day."""
    return f"{day:%-d %B %Y}"


def published_on(challenge: Challenge) -> date | None:
    """Return the day the report became public, from which points count."""
    event = challenge.events.filter(to_state=State.PUBLISHED).order_by("-at").first()
    return localdate(event.at) if event else None


def measured(challenge: Challenge, published: date | None) -> list[Measured]:
    """Return the indicators of a challenge with the days counted from publication (three queries)."""
    rows = {row.pk: (row, []) for row in challenge.indicators.order_by("name", "pk")}
    for point in _points(challenge):
        rows[point.indicator_id][1].append(point)
    return _with_beside(challenge, rows.values(), published)


def moved_in(challenge: Challenge) -> list[Measured]:
    """Return the indicators of a challenge that have a value, without days (two queries)."""
    rows: dict[int, tuple[Indicator, list[IndicatorPoint]]] = {}
    for point in _points(challenge).select_related("indicator").order_by("indicator__name", "recorded_at", "pk"):
        rows.setdefault(point.indicator_id, (point.indicator, []))[1].append(point)
    return _with_beside(challenge, rows.values(), None)


def _points(challenge: Challenge) -> QuerySet[IndicatorPoint]:
    points = IndicatorPoint.objects.filter(indicator__challenge=challenge)
    return points.select_related("recorded_by", "superseded_by").order_by("recorded_at", "pk")


def _with_beside(
    challenge: Challenge, rows: Iterable[tuple[Indicator, list[IndicatorPoint]]], published: date | None
) -> list[Measured]:
    found = [Measured(row, _steps(row, points, published)) for row, points in rows]
    _put_beside(challenge, found)
    return found


def _steps(row: Indicator, points: Iterable[IndicatorPoint], published: date | None) -> list[Step]:
    due = row.due_days(published) if published else {}
    steps = {months: Step(months, due.get(months)) for months in (BASELINE, *row.months)}
    for point in points:
        step = steps.setdefault(point.months, Step(point.months, due.get(point.months)))
        if point.superseded_at:
            step.superseded.append(point)
        else:
            step.point = point
    return [steps[months] for months in sorted(steps)]


def _put_beside(challenge: Challenge, found: Iterable[Measured]) -> None:
    """Put what others published beside each value of the same key and period."""
    wanted = [(one.indicator.key, step) for one in found for step in one.steps if step.point and one.indicator.key]
    beside = beside_of(challenge.host, {(key, step.point.period) for key, step in wanted}) if wanted else {}
    for key, step in wanted:
        step.beside = beside.get((key, step.point.period.casefold()))
