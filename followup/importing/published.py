"""What authorities published, from a table: the product's own long form, or a statistics file of the DfE.

Both are told apart by their headings. See docs/indicators.md for the columns of each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from followup.models import PublishedValue
from people.importing.columns import Column, Line, read_lines, text
from people.importing.plan import CHANGED, NEW, SAME, Plan, Planned
from people.models import Body, Person
from people.refusal import Refusal
from people.sheets import Table

from . import dfe, values

COLUMNS = [
    Column("body", "Authority", text(160), "Its name, or its code as kept with the body.", required=True),
    Column("key", "Key", values.key, "Such as lginform.2149: the same as the indicator’s.", required=True),
    Column("period", "Period", text(60), "As the source names it, such as 2026/27 Q1.", required=True),
    Column("value", "Value", values.decimal, "A number such as 62 or 71.5.", required=True),
    Column("source", "Source", text(200), "Where it was published.", required=True),
]


@dataclass(frozen=True)
class Told:
    """One value a file tells, with the line it stands in."""

    line: Line
    body: Body
    key: str
    period: str
    value: Decimal
    source: str


def check(*, table: Table, bodies: Iterable[Body], keys: Iterable[str]) -> Plan:
    """Say what importing a table about some bodies would do, or every fault with its row and column."""
    by_code = {name.casefold(): body for body in bodies for name in (body.code, body.name) if name}
    plan, told = _told(table, by_code, frozenset(keys))
    if not plan.faults:
        _compare(plan, told)
    return plan


def _told(table: Table, by_code: dict[str, Body], keys: frozenset[str]) -> tuple[Plan, list[Told]]:
    if dfe.is_one(table):
        lines, faults = dfe.lines_of(table, by_code, keys)
    else:
        lines, faults = read_lines(table, COLUMNS)
    plan = Plan(faults=faults)
    if faults:
        return plan, []
    told = [_one(line, by_code) for line in lines]
    seen: dict[tuple, int] = {}
    for line, one in zip(lines, told, strict=True):
        if one is None or line.faults:
            continue
        place = (one.body.pk, one.key, one.period.casefold())
        if place in seen:
            line.wrong("period", f"This authority’s value for that key and period is in row {seen[place]} already.")
        seen.setdefault(place, line.number)
    plan.faults = [fault for line in lines for fault in line.faults]
    return plan, [one for one in told if one]


def _one(line: Line, by_code: dict[str, Body]) -> Told | None:
    written = line.values.get("body", "")
    body = by_code.get(written.casefold())
    if written and body is None:
        line.wrong("body", f"No body you keep has the name or code “{written}”.")
    if body is None or line.faults:
        return None
    return Told(line, body, *(line.values[name] for name in ("key", "period", "value", "source")))


def _compare(plan: Plan, told: list[Told]) -> None:
    """Tell what is new from what changes a value that is here."""
    keys = {one.key for one in told}
    here = {
        (row.body_id, row.key, row.period.casefold()): row
        for row in PublishedValue.objects.filter(key__in=keys, body__in={one.body.pk for one in told})
    }
    for one in told:
        row = here.get((one.body.pk, one.key, one.period.casefold()))
        planned = Planned(one.line.number, f"{one.body}, {one.key}, {one.period}", {"told": one, "row": row})
        if row is None:
            planned.fate = NEW
        else:
            planned.changed = [name.title() for name in ("value", "source") if getattr(row, name) != getattr(one, name)]
            planned.fate = CHANGED if planned.changed else SAME
        plan.rows.append(planned)


@transaction.atomic
def bring_in(*, table: Table, bodies: Iterable[Body], keys: Iterable[str], by: Person, at: datetime) -> Plan:
    """Import a table whole, or refuse and change nothing."""
    plan = check(table=table, bodies=bodies, keys=keys)
    if plan.faults:
        raise Refusal("What is here has changed since the file was checked. Check the file again.", "file")
    rows = [_row(planned, by, at) for planned in plan.touched]
    PublishedValue.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["body", "key", "period"],
        update_fields=["value", "source", "brought_by", "brought_at"],
    )
    return plan


def _row(planned: Planned, by: Person, at: datetime) -> PublishedValue:
    """Return the row of a value; the period keeps the letters it was first written in."""
    one, here = planned.things["told"], planned.things["row"]
    return PublishedValue(
        body=one.body,
        key=one.key,
        period=here.period if here else one.period,
        value=one.value,
        source=one.source,
        brought_by=by,
        brought_at=at,
    )
