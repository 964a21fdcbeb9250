"""A small chart of one indicator as SVG: what to draw where. A table with the same numbers stands beside it.

Lines and marks differ by shape and by filling, not by colour: they read the same in black and white.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .queries.indicators import Measured, Step, shown

WIDTH, HEIGHT = 320, 190
LEFT, RIGHT, TOP, BOTTOM = 24, 24, 44, 40
MARK = 5


@dataclass(frozen=True)
class Mark:
    """A value on the chart."""

    x: int
    y: int
    number: str

    @property
    def text_y(self) -> int:
        """Where its number is written: above it."""
        return self.y - 10

    @property
    def corner(self) -> tuple[int, int]:
        """The corner of a square around it."""
        return self.x - MARK, self.y - MARK


@dataclass(frozen=True)
class Drawing:
    """A chart laid out."""

    title: str
    values: tuple[Mark, ...]
    medians: tuple[Mark, ...]
    labels: tuple[tuple[int, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM

    @property
    def line(self) -> str:
        """The host's values as the points of a line."""
        return _points(self.values)

    @property
    def dashes(self) -> str:
        """The medians as the points of a line."""
        return _points(self.medians)


def _points(marks: Iterable[Mark]) -> str:
    return " ".join(f"{mark.x},{mark.y}" for mark in marks)


def drawing_of(measured: Measured) -> Drawing | None:
    """Lay out the values of an indicator and the region's medians beside them; nothing before there are two values."""
    steps = [step for step in measured.steps if step.point]
    if len(steps) < 2:
        return None
    numbers = [step.point.value for step in steps] + [step.beside.median for step in steps if _has_median(step)]
    least, most = min(numbers), max(numbers)
    last = measured.steps[-1].months
    values = tuple(_mark(step, step.point.value, (least, most), last) for step in steps)
    medians = tuple(_mark(step, step.beside.median, (least, most), last) for step in steps if _has_median(step))
    labels = tuple((_x(step.months, last), _short(step)) for step in measured.steps)
    unit = measured.indicator.unit
    title = f"Line chart of {measured.indicator.name}, in {unit}, from {shown(least)} to {shown(most)}."
    return Drawing(f"{title} The table holds the same numbers.", values, medians, labels)


def _has_median(step: Step) -> bool:
    return step.beside is not None and step.beside.median is not None


def _short(step: Step) -> str:
    return "Start" if step.months == 0 else str(step.months)


def _x(months: int, last: int) -> int:
    return LEFT + round((WIDTH - LEFT - RIGHT) * months / last)


def _mark(step: Step, value: Decimal, scale: tuple[Decimal, Decimal], last: int) -> Mark:
    least, most = scale
    room = HEIGHT - TOP - BOTTOM
    share = (value - least) / (most - least) if most > least else Decimal("0.5")
    return Mark(_x(step.months, last), HEIGHT - BOTTOM - 8 - round((room - 8) * share), shown(value))
