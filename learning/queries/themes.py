"""Strengths and areas for development by theme over the cycles of a programme, counted in hosts.

A host counts once for a theme and kind in a cycle, and only through a report the register shows. Numbers below the
minimum stay hidden, with what would give them away (`voices/suppression.py`).
"""

from collections import Counter
from dataclasses import dataclass

from cycles.models import Cycle
from reviews.models import Finding
from voices.suppression import ALL, suppress

# Hosts, not people: their reports are public one by one, but a table must not point at one of them.
FEWEST_HOSTS = 3
MOST_CYCLES = 4
HIDDEN = "–"
Kind = Finding.Kind


@dataclass(frozen=True)
class Themes:
    """What may be shown: the cycles, the themes, and the number of hosts by (theme, kind, cycle)."""

    cycles: list[Cycle]
    names: list[str]
    shown: dict[tuple, int]
    hides: bool

    def cell(self, name: str, kind: str, cycle: int | str = ALL) -> str:
        """Return a number as it is shown."""
        return str(self.shown.get((name, kind, cycle), HIDDEN))


def themes_of(cycle: Cycle) -> Themes:
    """Return the themes of a cycle and of those before it, in three queries at most."""
    earlier = Cycle.objects.filter(programme=cycle.programme_id, starts_on__lt=cycle.starts_on)
    before = earlier.filter(released_at__isnull=False).order_by("-starts_on", "-pk")[: MOST_CYCLES - 1]
    cycles = [*reversed(before), cycle]
    rows = (
        Finding.objects.agreed()
        .filter(challenge__cycle__in=cycles, challenge__report__publication__withdrawn_at=None)
        .exclude(challenge__report__publication=None)
        .exclude(theme=None)
        .values_list("theme__name", "kind", "challenge__cycle", "challenge")
        .order_by()
        .distinct()
    )
    return _decided(cycles, Counter((name, kind, of) for name, kind, of, _challenge in rows))


def _decided(cycles: list[Cycle], counts: Counter) -> Themes:
    # A cycle of which nothing is public yet has no column: its zero would only hide the others.
    public = {of for _name, _kind, of in counts}
    cycles = [cycle for cycle in cycles if cycle.pk in public] or cycles[-1:]
    names = sorted({name for name, _kind, _of in counts})
    values: dict[tuple, int] = {}
    sums = []
    for name in names:
        for kind in Kind.values:
            parts = [(name, kind, cycle.pk) for cycle in cycles]
            values |= {part: counts[part] for part in parts}
            total = (name, kind, ALL)
            values[total] = sum(values[part] for part in parts)
            sums.append((total, parts))
    decision = suppress(values, sums, minimum=FEWEST_HOSTS)
    return Themes(cycles, names, decision.shown, bool(decision.hidden))


def as_table(themes: Themes) -> tuple[list[dict], list[list[dict]]]:
    """Return columns and rows for `components/table.html`: each kind over the cycles, then together."""
    columns = [{"label": "Theme"}]
    for kind in Kind:
        columns += [{"label": f"{kind.label}: {cycle}", "is_number": True} for cycle in themes.cycles]
        if len(themes.cycles) > 1:
            columns.append({"label": f"{kind.label}: all", "is_number": True})
    rows = []
    for name in themes.names:
        cells = [{"text": name}]
        for kind in Kind.values:
            places = [cycle.pk for cycle in themes.cycles] + ([ALL] if len(themes.cycles) > 1 else [])
            cells += [{"text": themes.cell(name, kind, place), "is_number": True} for place in places]
        rows.append(cells)
    return columns, rows


def as_bars(themes: Themes) -> list[dict]:
    """Return a chart for each kind, for `components/bars.html`: only themes whose number may be shown."""
    charts = []
    for kind in Kind:
        numbers = [(name, themes.shown.get((name, kind.value, ALL))) for name in themes.names]
        known = sorted(((name, number) for name, number in numbers if number is not None), key=lambda row: -row[1])
        most = max([number for _name, number in known], default=1)
        rows = [{"label": name, "number": number, "share": round(100 * number / most)} for name, number in known]
        charts.append({"id": f"bars-{kind.value}", "caption": f"{kind.label}, all cycles", "rows": rows})
    return [chart for chart in charts if chart["rows"]]
