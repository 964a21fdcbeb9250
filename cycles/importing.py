"""Closed days from a table and as a table: one row a period. Rows that are there already are left alone."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from cycles.models import ClosedPeriod
from people.importing.columns import Column, Line, day, one_of, read_lines, text
from people.importing.names import Names
from people.importing.plan import NEW, Plan, Planned
from people.models import Person, Region
from people.refusal import Refusal
from people.sheets import Table, in_text

COLUMNS = [
    Column("body", "Body", text(200), "The name of a body of the region; empty closes the whole region."),
    Column("kind", "Kind", one_of(ClosedPeriod.Kind.choices), "", required=True),
    Column("label", "Name", text(120), "For example, Autumn half term 2027.", required=True),
    Column("starts_on", "First day", day, "", required=True),
    Column("ends_on", "Last day", day, "Empty: one day alone."),
    Column("source", "Source", text(200), "Where the dates come from."),
]
FACTS = ("body_id", "kind", "label", "starts_on", "ends_on")


def check(*, table: Table, region: Region) -> Plan:
    """Say what importing a table would add. Saves nothing."""
    lines, faults = read_lines(table, COLUMNS)
    plan = Plan(faults=faults)
    if not faults:
        names = Names(region.bodies.select_related("region"))
        here = set(region.closed_periods.values_list(*FACTS))
        plan.rows = [_plan_line(line, region, names, here) for line in lines]
    plan.faults += [fault for line in lines for fault in line.faults]
    return plan


def _plan_line(line: Line, region: Region, names: Names, here: set[tuple]) -> Planned:
    """Decide what becomes of one row."""
    values = line.values
    first = values.get("starts_on")
    last = values.get("ends_on") or first
    if first and last and last < first:
        line.wrong("ends_on", "The last day cannot be before the first.")
    body = names.find(line, "body") if values.get("body") else None
    period = ClosedPeriod(
        region=region,
        body=body,
        kind=values.get("kind", ""),
        label=values.get("label", ""),
        starts_on=first,
        ends_on=last,
        source=values.get("source", ""),
    )
    facts = tuple(getattr(period, name) for name in FACTS)
    row = Planned(line.number, period.label, {"period": period}, fate="same" if facts in here else NEW)
    here.add(facts)
    return row


@transaction.atomic
def bring_in(*, table: Table, region: Region, by: Person, at: datetime) -> Plan:
    """Add what a table holds and the calendar does not, or refuse and add nothing."""
    Region.objects.select_for_update().get(pk=region.pk)
    plan = check(table=table, region=region)
    if plan.faults:
        cells = len(plan.faults)
        raise Refusal(f"{cells} cell{'s need' if cells > 1 else ' needs'} mending. Nothing was imported.", "file")
    ClosedPeriod.objects.bulk_create([row.things["period"] for row in plan.of(NEW)], batch_size=500)
    return plan


def rows_of(region: Region) -> Iterator[list[str]]:
    """Yield the calendar as rows that, imported again, change nothing."""
    for period in region.closed_periods.select_related("body").order_by("starts_on", "label", "pk"):
        values = {
            "body": period.body.name if period.body else "",
            "kind": period.get_kind_display(),
            "label": period.label,
            "starts_on": period.starts_on,
            "ends_on": period.ends_on,
            "source": period.source,
        }
        yield [in_text(values[column.key]) for column in COLUMNS]
