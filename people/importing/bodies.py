"""Bodies from a table and as a table: one row a body, known by its region and name."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from people.actions.bodies import LABELS
from people.models import Body, Person, Region
from people.models.body import EAST_MOST, NORTH_MOST
from people.refusal import Refusal
from people.sheets import Table, in_text

from . import tied
from .columns import Column, Line, day, kilometres, one_of, read_lines, text
from .plan import CHANGED, NEW, Plan, Planned, set_fields

COLUMNS = [
    Column("name", "Name", text(160), "Which body it is, within its region.", required=True),
    Column("region", "Region", text(120), "May be left out where you keep one region alone."),
    Column("kind", "Kind", one_of(Body.Kind.choices, empty=Body.Kind.AUTHORITY), "Empty is a local authority."),
    Column("code", "Code", text(20), "The DfE number of an authority, or your own code."),
    Column("sub_region", "Sub-region", text(80)),
    Column("structure", "Structure", one_of(Body.Structure.choices), "For an authority."),
    Column("easting_km", "Easting km", kilometres(EAST_MOST), "On the National Grid, such as 430 for Leeds."),
    Column("northing_km", "Northing km", kilometres(NORTH_MOST), "On the National Grid, such as 434 for Leeds."),
    Column("accountable", "Accountable authority", text(160), "For a delivery body: a body of the same region."),
    Column("valid_from", "First day", day),
    Column("valid_to", "Last day", day),
    Column("successor", "Successor", text(160), "A body of the same region, here or in this file."),
    *tied.COLUMNS,
]
FACTS = ("kind", "code", "sub_region", "structure", "easting_km", "northing_km", "valid_from", "valid_to")
LINKS = ("accountable", "successor")
Key = tuple[int, str]


def check(*, table: Table, regions: Iterable[Region], bodies: QuerySet[Body] | None = None) -> Plan:
    """Say what importing a table into these regions would do. Saves nothing."""
    lines, faults = read_lines(table, COLUMNS)
    plan = Plan(faults=faults)
    if not faults:
        by_name = {region.name.casefold(): region for region in regions}
        everything = bodies if bodies is not None else Body.objects.all()
        here = _here(everything.filter(region__in=list(by_name.values())))
        plan.rows = _plan_lines(lines, by_name, here)
        plan.faults = [fault for line in lines for fault in line.faults]
    return plan


def _here(bodies: QuerySet[Body]) -> dict[Key, Body]:
    """Return the bodies by region and name, linked among themselves without another query."""
    found = {body.pk: body for body in bodies.order_by("pk")}
    for body in found.values():
        for link in LINKS:
            linked = found.get(getattr(body, f"{link}_id"))
            if linked is not None:
                setattr(body, link, linked)
    return {(body.region_id, body.name.casefold()): body for body in found.values()}


def _plan_lines(lines: list[Line], regions: dict[str, Region], here: dict[Key, Body]) -> list[Planned]:
    """Decide what becomes of every row: first the bodies, then what links them."""
    seen: dict[Key, int] = {}
    rows = []
    for line in lines:
        region = _region(line, regions)
        key = (region.pk if region else 0, line.values.get("name", "").casefold())
        if region and key[1]:
            if key in seen:
                line.wrong("name", f"This body is in row {seen[key]} already.")
            seen.setdefault(key, line.number)
        rows.append(_plan_line(line, region, key, here))
    for line, row in zip(lines, rows, strict=True):
        _link(line, row, here)
    for line, row in zip(lines, rows, strict=True):
        _refuse_circles(line, row)
    tied.tie_up(zip(lines, rows, strict=True), here)
    return rows


def _region(line: Line, regions: dict[str, Region]) -> Region | None:
    """Return the region a row is about, or note what is wrong."""
    written = line.values.get("region", "")
    if not written and len(regions) == 1:
        return next(iter(regions.values()))
    if written.casefold() not in regions:
        known = ", ".join(f"“{region.name}”" for region in regions.values())
        line.wrong("region", f"Name one of the regions you keep: {known}.")
    return regions.get(written.casefold())


def _plan_line(line: Line, region: Region | None, key: Key, here: dict[Key, Body]) -> Planned:
    """Decide what becomes of one row, its links apart."""
    values = line.values
    known = here.get(key)
    body = known or Body(region=region, name=values.get("name", ""))
    if known is None and region and key[1]:
        here[key] = body
    row = Planned(line.number, values.get("name", ""), {"body": body}, fate=NEW if known is None else "same")
    changed = set_fields(body, {name: values[name] for name in ("name", *FACTS) if name in values})
    row.changed = [LABELS[name] for name in changed]
    if body.valid_from and body.valid_to and body.valid_to < body.valid_from:
        line.wrong("valid_to", "The last day cannot be before the first.")
    if (body.easting_km is None) != (body.northing_km is None) and {"easting_km", "northing_km"} & values.keys():
        missing = "easting_km" if body.easting_km is None else "northing_km"
        line.wrong(missing, "A place on the map needs both, the easting and the northing.")
    return row


def _link(line: Line, row: Planned, here: dict[Key, Body]) -> None:
    """Link a body to its authority and its successor, which may stand in the same file."""
    body = row.things["body"]
    for link in LINKS:
        if link not in line.values:
            continue
        written = line.values[link]
        linked = here.get((body.region_id or 0, written.casefold())) if written else None
        if written and linked is None:
            line.wrong(link, f"No body of this region is called “{written}”, neither here nor in this file.")
            continue
        if getattr(body, link) is not linked:
            setattr(body, link, linked)
            row.changed.append(LABELS[link])
    if body.successor is not None and body.valid_to is None and "successor" in line.values:
        line.wrong("valid_to", "A body with a successor needs its last day.")
    if row.fate != NEW and row.changed:
        row.fate = CHANGED


def _refuse_circles(line: Line, row: Planned) -> None:
    """Note a body that follows or answers to itself, also by way of others."""
    body = row.things["body"]
    for link in LINKS:
        passed = [body]
        following = getattr(body, link)
        while following is not None:
            if any(following is one for one in passed):
                line.wrong(link, "This leads back to the same body.")
                break
            passed.append(following)
            following = getattr(following, link)


def bring_in(*, table: Table, regions: Iterable[Region], by: Person, at: datetime) -> Plan:
    """Import a table whole, or refuse and change nothing."""
    try:
        with transaction.atomic():
            plan = check(table=table, regions=regions, bodies=Body.objects.select_for_update(of=("self",)))
            if plan.faults:
                raise Refusal("What is here has changed since the file was checked. Check the file again.", "file")
            _save(plan, by, at)
            return plan
    except IntegrityError:
        raise Refusal(
            "Somebody else added one of these bodies at the same moment. Nothing was imported: check the file again.",
            "file",
        ) from None


def _save(plan: Plan, by: Person, at: datetime) -> None:
    """Save a plan: new bodies first without links, then every link."""
    touched = [row.things["body"] for row in plan.rows if row.fate in (NEW, CHANGED)]
    new = [body for body in touched if body.pk is None]
    here = [body for body in touched if body.pk is not None]
    links = {id(body): [(link, getattr(body, link)) for link in LINKS] for body in touched}
    for body in here:
        body.version += 1
    for body in touched:
        body.changed_by, body.changed_at = by, at
    for body in new:
        for link in LINKS:
            setattr(body, link, None)
    Body.objects.bulk_create(new, batch_size=500)
    for body in touched:
        for link, linked in links[id(body)]:
            setattr(body, link, linked)
    linked_new = [body for body in new if any(linked for _, linked in links[id(body)])]
    Body.objects.bulk_update(linked_new, LINKS, batch_size=200)
    fields: list[Any] = ["name", *FACTS, *LINKS, "version", "changed_by", "changed_at"]
    Body.objects.bulk_update(here, fields, batch_size=200)
    tied.save_ties(plan.rows)


def rows_of(bodies: QuerySet[Body]) -> Iterator[list[str]]:
    """Yield bodies as rows that, imported again, change nothing."""
    found, ties = bodies.select_related("region", "accountable", "successor"), tied.cells_of(bodies)
    for body in found.order_by("region__name", "name", "pk"):
        values = {key: getattr(body, key) for key in ("name", *FACTS)}
        values |= {
            "region": body.region.name,
            "kind": body.get_kind_display(),
            "structure": body.get_structure_display(),
            "accountable": body.accountable.name if body.accountable else "",
            "successor": body.successor.name if body.successor else "",
            **{column.key: ties.get((body.pk, column.key), "") for column in tied.COLUMNS},
        }
        yield [in_text(values[column.key]) for column in COLUMNS]
