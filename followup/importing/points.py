"""Baselines and points of a challenge from a table: one row a value, known by indicator and point."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from followup.actions.indicators import record_value
from followup.models import Indicator, IndicatorPoint
from people.importing.columns import Column, Line, one_of, read_lines, text
from people.importing.plan import CHANGED, NEW, SAME, Plan, Planned
from people.models import Person
from people.refusal import Refusal
from people.sheets import Table

from . import values

Quality = IndicatorPoint.Quality
COLUMNS = [
    Column("indicator", "Indicator", text(160), "Its name, as it was chosen for this challenge.", required=True),
    Column("months", "Point", values.months, "baseline, 3, 6, 12 or 18.", required=True),
    Column("value", "Value", values.decimal, "A number such as 62 or 71.5.", required=True),
    Column("period", "Period", text(60), "As the source names it, such as 2026/27 Q1.", required=True),
    Column("source", "Source", text(200), "Empty is the indicator’s own source."),
    Column("quality", "Data quality", one_of([(one, one) for one in Quality.values], empty=Quality.GOOD),
           "good, fair or poor; empty is good."),
    Column("quality_note", "About the data", text(300)),
    Column("attribution", "What else changed", text(1000), "Needed for every value but the baseline."),
    Column("reason", "Reason", text(500), "Needed where the value supersedes one that is frozen."),
]  # fmt: skip
FACTS = ("value", "period", "source", "quality", "quality_note", "attribution")
LABELS = {column.key: column.heading for column in COLUMNS}


def check(*, table: Table, challenge: Challenge, by: Person, at: datetime) -> Plan:
    """Say what importing a table would do, or every fault with its row and column. Saves nothing."""
    with transaction.atomic():
        plan = _carry_out(table, challenge, by, at)
        transaction.set_rollback(True)
    return plan


@transaction.atomic
def bring_in(*, table: Table, challenge: Challenge, by: Person, at: datetime) -> Plan:
    """Import a table whole, or refuse and change nothing."""
    plan = _carry_out(table, challenge, by, at)
    if plan.faults:
        raise Refusal("What is here has changed since the file was checked. Check the file again.", "file")
    return plan


def _carry_out(table: Table, challenge: Challenge, by: Person, at: datetime) -> Plan:
    """Record every row by the same action as a page does; what it refuses is a fault of the row."""
    lines, faults = read_lines(table, COLUMNS)
    plan = Plan(faults=faults)
    if faults:
        return plan
    known = {row.name.casefold(): row for row in challenge.indicators.select_related("challenge__cycle")}
    seen: dict[tuple[int, int], int] = {}
    for line in lines:
        indicator = _indicator(line, known)
        if not line.faults:
            _refuse_twice(line, indicator, seen)
        if not line.faults:
            plan.rows.append(_record(line, indicator, by, at))
    plan.faults = [fault for line in lines for fault in line.faults]
    return plan


def _indicator(line: Line, known: dict[str, Indicator]) -> Indicator | None:
    written = line.values.get("indicator", "")
    found = known.get(written.casefold())
    if written and found is None:
        there = ", ".join(f"“{row.name}”" for row in known.values()) or "none yet"
        line.wrong("indicator", f"This challenge has no indicator “{written}”. There are: {there}.")
    return found


def _refuse_twice(line: Line, indicator: Indicator, seen: dict[tuple[int, int], int]) -> None:
    place = (indicator.pk, line.values["months"])
    if place in seen:
        line.wrong("months", f"This point is in row {seen[place]} already.")
    seen.setdefault(place, line.number)


def _record(line: Line, indicator: Indicator, by: Person, at: datetime) -> Planned:
    """Record one row, or note why it is refused."""
    facts = {name: line.values.get(name, "") for name in FACTS}
    facts["source"] = facts["source"] or indicator.source
    facts["quality"] = facts["quality"] or Quality.GOOD
    months = line.values["months"]
    row = Planned(line.number, f"{indicator}, {line.values['months'] or 'baseline'}", {})
    current = indicator.points.current().filter(months=months).first()
    row.changed = [LABELS[name] for name in FACTS if current and getattr(current, name) != facts[name]]
    row.fate = NEW if current is None else CHANGED if row.changed else SAME
    if row.fate == SAME:
        return row
    try:
        with transaction.atomic():
            reason = line.values.get("reason", "")
            record_value(indicator=indicator, months=months, reason=reason, by=by, at=at, **facts)
    except Refusal as refusal:
        line.wrong(refusal.field or "indicator", refusal.sentence)
    return row
