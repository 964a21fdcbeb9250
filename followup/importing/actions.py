"""Actions of a plan from a table, and as one: one row an action, known by its title."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from cycles.models import Challenge
from followup.actions.entries import replaced
from followup.actions.planning import add_action, change_action
from followup.models import Action
from followup.queries.asked import Asked, asked_of
from followup.queries.owners import person_with_login
from people.importing.columns import Column, Line, WrongCell, day, read_lines, text
from people.importing.plan import CHANGED, NEW, SAME, Plan, Planned
from people.models import Person
from people.refusal import Refusal
from people.sheets import Table


def numbers(cell: str) -> list[int]:
    """Read numbers of recommendations between commas."""
    if not re.fullmatch(r"\d{1,3}(\s*[,;]\s*\d{1,3})*", cell):
        raise WrongCell(f"“{cell}” is no list of numbers. Write the numbers of recommendations like 1, 3.")
    return sorted({int(part) for part in re.findall(r"\d+", cell)})


COLUMNS = [
    Column("title", "Action", text(160), "What it is called. An action of that title is changed.", required=True),
    Column("what", "What will be done", text(2000), required=True),
    Column("recommendations", "Recommendations", numbers, "The numbers it answers, such as 1, 3.", required=True),
    Column("office", "Office", text(160), "Who answers for it: an office, not a person. It is public.", required=True),
    Column("owner", "Owner's e-mail", text(254), "Somebody with a login here, or empty. It is not published."),
    Column("starts_on", "From", day, "Like 27/03/2027 or 2027-03-27.", required=True),
    Column("due_on", "Done by", day, "Like 27/03/2027 or 2027-03-27.", required=True),
    Column("measure", "Measure of success", text(500)),
    Column("indicator", "Indicator", text(160), "Its name, as it was chosen for this challenge."),
    Column("target", "Target", text(200)),
    Column("resources", "Resources", text(1000)),
]
# What is told of an action besides what it is; an import leaves it alone.
TOLD = ("Status", "What has changed", "Closed")
FACTS = ("title", "what", "office", "starts_on", "due_on", "measure", "target", "resources")
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
    """Write every row by the same action as a page does; what it refuses is a fault of the row."""
    told = [place for place, heading in enumerate(table.headings) if heading in TOLD]
    lines, faults = read_lines(_without(table, told), COLUMNS)
    plan = Plan(faults=faults)
    if faults:
        return plan
    asked = {item.number: item for item in asked_of(challenge)}
    seen: dict[str, int] = {}
    for line in lines:
        facts = _facts(line, challenge, asked)
        title = facts["title"].casefold()
        if title in seen:
            line.wrong("title", f"An action of this title is in row {seen[title]} already.")
        seen.setdefault(title, line.number)
        if not line.faults:
            plan.rows.append(_write(line, challenge, facts, by, at))
    plan.faults = [fault for line in lines for fault in line.faults]
    return plan


def _without(table: Table, places: list[int]) -> Table:
    """Leave out the columns an export has and an import does not read."""

    def kept(cells: Iterable[str]) -> list[str]:
        return [cell for place, cell in enumerate(cells) if place not in places]

    return Table(kept(table.headings), [(number, kept(cells)) for number, cells in table.rows])


def _facts(line: Line, challenge: Challenge, asked: dict[int, Asked]) -> dict[str, Any]:
    """Return what a row says of an action, as the page's form would; what cannot be found is a fault."""
    said = line.values
    facts = {name: said.get(name) or "" for name in FACTS}
    unknown = [number for number in said.get("recommendations", ()) if number not in asked]
    if unknown:
        line.wrong("recommendations", f"The report has no recommendation {unknown[0]}. It has {len(asked)}.")
    facts["recommendations"] = [asked[one].row for one in said.get("recommendations", ()) if one in asked]
    facts["owner"] = person_with_login(said["owner"]) if said.get("owner") else None
    if said.get("owner") and facts["owner"] is None:
        line.wrong("owner", f"Nobody with the address “{said['owner']}” has a login here.")
    named = said.get("indicator", "")
    facts["indicator"] = challenge.indicators.filter(name__iexact=named).first() if named else None
    if named and facts["indicator"] is None:
        line.wrong("indicator", f"This challenge has no indicator “{named}”.")
    return facts


def _write(line: Line, challenge: Challenge, facts: dict[str, Any], by: Person, at: datetime) -> Planned:
    """Add or change one action, or note why it is refused."""
    row = Planned(line.number, facts["title"], {})
    there = Action.objects.filter(plan__challenge=challenge, title__iexact=facts["title"]).first()
    try:
        with transaction.atomic():
            if there is None:
                row.fate = NEW
                add_action(challenge=challenge, by=by, at=at, **facts)
            else:
                _change(row, there, facts, by, at)
    except Refusal as refusal:
        line.wrong(refusal.field or "title", refusal.sentence)
    return row


def _change(row: Planned, there: Action, facts: dict[str, Any], by: Person, at: datetime) -> None:
    answered = facts["recommendations"]
    said = {name: value for name, value in facts.items() if name != "recommendations"}
    row.changed = [LABELS[name] for name in said if getattr(there, name) != said[name]]
    if {one.pk for one in answered} != set(there.recommendations.values_list("pk", flat=True)):
        row.changed.append(LABELS["recommendations"])
    row.fate = CHANGED if row.changed or replaced(there, said) else SAME
    if row.fate == CHANGED:
        change_action(action=there, version=there.version, by=by, at=at, **facts)


def rows_of(actions: Iterable[Action]) -> list[list[str]]:
    """Return the rows of an export: what an import reads, then how far each action is."""
    return [
        [
            one.title,
            one.what,
            ", ".join(str(row.number) for row in one.answers),
            one.office,
            one.owner.email if one.owner else "",
            one.starts_on.isoformat(),
            one.due_on.isoformat(),
            one.measure,
            one.indicator.name if one.indicator else "",
            one.target,
            one.resources,
            one.get_status_display(),
            one.evidence,
            "yes" if one.closed_at else "",
        ]
        for one in actions
    ]
