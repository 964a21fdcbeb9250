"""Wanted sessions from a table. Rows whose title is in the list are left alone; a fault anywhere imports nothing."""

from datetime import date, datetime

from django.db import transaction

from cycles.models import Challenge
from people.importing.columns import Column, Line, WrongCell, number, one_of, read_lines, text, yes_no
from people.importing.plan import NEW, Plan, Planned
from people.models import Person
from people.refusal import Refusal
from people.sheets import Table
from reviews.actions.wanted import Wish, add_wanted
from reviews.clashes import CASE_WORK
from reviews.models import LineOfEnquiry, Session
from reviews.queries.timetable import days_of
from reviews.sources import Source
from reviews.windows import NoWindow, read_windows

KINDS = one_of(Session.Kind.choices)


def _minutes(cell: str) -> int:
    found = number(10, 480, empty=60)(cell)
    if found % 5:
        raise WrongCell("Give a length in steps of five minutes.")
    return found


def _yes_if_said(cell: str) -> bool:
    return bool(cell) and yes_no(cell)


COLUMNS = [
    Column("title", "Title", text(160), "Name the group, not people: “Duty social workers”.", required=True),
    Column("kind", "Kind", KINDS, "As in the form for a session: “Group discussion”.", required=True),
    Column("minutes", "Minutes", _minutes, "How long it lasts; empty means 60."),
    Column("people", "People needed", number(1, 8, empty=2), "How many of the team; empty means a pair."),
    Column("named", "Who must be there", text(300), "Names of the team, between semicolons."),
    Column("source", "Source group", one_of(Source.choices), "Whom or what the team hears, reads or sees."),
    Column("expected", "Expected", number(0, 1000, empty=0), "How many people will come."),
    Column("contact_role", "Contact at the host", text(120), "A role, never a name."),
    Column("lines", "Lines of enquiry", text(60), "Their numbers, between semicolons: 1; 3."),
    Column(
        "windows", "When the host can", text(600), "“Tuesday 9:00 to 12:30; Wednesday 13:00 to 17:00”; empty: any time."
    ),
    Column("needs_room", "Needs a room", yes_no, "yes or no; empty means yes."),
    Column("early", "Early", _yes_if_said, "yes for sessions others build upon."),
]


class _Known:
    """What cells may name: the team, the lines, the days."""

    def __init__(self, challenge: Challenge) -> None:
        seats = challenge.seats.accepted().select_related("person")
        self.seats = {" ".join(seat.person.name.casefold().split()): seat for seat in seats}
        self.lines = {str(line.number): line for line in challenge.lines.all()}
        self.days = days_of(challenge.visit)


def check(*, table: Table, challenge: Challenge) -> Plan:
    """Say what importing a table would add. Saves nothing."""
    lines, faults = read_lines(table, COLUMNS)
    plan = Plan(faults=faults)
    if not faults:
        known = _Known(challenge)
        here = {title.casefold() for title in challenge.wanted_sessions.values_list("title", flat=True)}
        plan.rows = [_plan_line(line, known, here) for line in lines]
    plan.faults += [fault for line in lines for fault in line.faults]
    return plan


def _plan_line(line: Line, known: _Known, here: set[str]) -> Planned:
    values = line.values
    title = values.get("title", "")
    kind = values.get("kind", "")
    seats = _named(line, known)
    if kind in CASE_WORK:
        for seat in seats:
            if not seat.case_data:
                line.wrong("named", f"{seat.person.name} may not see case records.")
    if len(seats) > values.get("people", 2):
        line.wrong("named", "These are more people than the session needs.")
    wish = Wish(
        title=title,
        kind=kind,
        minutes=values.get("minutes", 60),
        people=values.get("people", 2),
        source=values.get("source", ""),
        expected=values.get("expected", 0),
        contact_role=values.get("contact_role", ""),
        windows=_windows(line, known.days),
        needs_room=values.get("needs_room", True),
        early=values.get("early", False),
        seats=tuple(seats),
        lines=tuple(_lines(line, known)),
    )
    fate = "same" if title.casefold() in here else NEW
    here.add(title.casefold())
    return Planned(line.number, title, {"wish": wish}, fate=fate)


def _parts(cell: str) -> list[str]:
    return [part for part in (" ".join(part.split()) for part in cell.replace(",", ";").split(";")) if part]


def _named(line: Line, known: _Known) -> list:
    found = []
    for name in _parts(line.values.get("named", "")):
        seat = known.seats.get(name.casefold())
        if seat is None:
            line.wrong("named", f"“{name}” has no seat in this team.")
        elif seat not in found:
            found.append(seat)
    return found


def _lines(line: Line, known: _Known) -> list[LineOfEnquiry]:
    found = []
    for part in _parts(line.values.get("lines", "")):
        if part not in known.lines:
            line.wrong("lines", f"There is no line of enquiry {part}.")
        elif known.lines[part] not in found:
            found.append(known.lines[part])
    return found


def _windows(line: Line, days: list[date]) -> list[list]:
    try:
        return read_windows(line.values.get("windows", ""), days)
    except NoWindow as wrong:
        line.wrong("windows", str(wrong))
        return []


@transaction.atomic
def bring_in(*, table: Table, challenge: Challenge, by: Person, at: datetime) -> Plan:
    """Add what a table holds and the list does not, or refuse and add nothing."""
    plan = check(table=table, challenge=challenge)
    if plan.faults:
        cells = len(plan.faults)
        raise Refusal(f"{cells} cell{'s need' if cells > 1 else ' needs'} mending. Nothing was imported.", "file")
    for row in plan.of(NEW):
        add_wanted(challenge=challenge, wish=row.things["wish"], by=by, at=at)
    return plan
