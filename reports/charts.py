"""Small bar charts as SVG: what to draw where. The template draws it; a table with the same numbers follows.

Bars are told apart by filling and by order, not by colour alone: they read the same in black and white.
"""

from dataclasses import dataclass
from textwrap import wrap

from .document import Chart

WIDTH, LABELS, BAR, GAP, LINE = 640, 250, 16, 12, 16
MOST_ROWS = 16
LABEL_CHARACTERS = 32


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, how long it is, and its number."""

    y: int
    width: int
    number: str
    place: int

    @property
    def text_x(self) -> int:
        """Where its number is written."""
        return LABELS + self.width + 6


@dataclass(frozen=True)
class Group:
    """The bars of one row and the lines of its label."""

    label: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Drawing:
    """A chart laid out: its groups, its height and the words a person hears in place of it."""

    title: str
    groups: tuple[Group, ...]
    height: int
    legend: tuple[tuple[int, int, str], ...]
    left: int = LABELS
    width: int = WIDTH


def drawing_of(chart: Chart) -> Drawing | None:
    """Lay a chart out; nothing when a picture would be too long to help or holds no number."""
    numbers = [[int(cell) if cell.isdigit() else 0 for cell in row[1:]] for row in chart.rows]
    most = max((number for row in numbers for number in row), default=0)
    if not most or len(chart.rows) > MOST_ROWS:
        return None
    series = len(chart.head) - 1
    top = LINE + GAP if series > 1 else GAP // 2
    groups, y = [], top
    for row, values in zip(chart.rows, numbers, strict=True):
        groups.append(_group(row[0], values, most, y))
        y += max(len(values) * (BAR + 2), len(groups[-1].label) * LINE) + GAP
    return Drawing(chart.caption, tuple(groups), y, _legend(chart.head[1:]) if series > 1 else ())


def _group(label: str, values: list[int], most: int, y: int) -> Group:
    lines = wrap(label, LABEL_CHARACTERS, max_lines=2, placeholder="…")
    placed = tuple((y + 13 + LINE * at, line) for at, line in enumerate(lines))
    room = WIDTH - LABELS - 50
    bars = tuple(
        Bar(y + at * (BAR + 2), max(round(room * value / most), 1 if value else 0), str(value), at)
        for at, value in enumerate(values)
    )
    return Group(placed, bars)


def _legend(names: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Return (x, place, name) of each kind of bar."""
    placed, x = [], LABELS
    for place, name in enumerate(names):
        placed.append((x, place, name))
        x += 40 + 8 * len(name)
    return tuple(placed)
