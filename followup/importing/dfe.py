"""The adapter for the DfE's statistics files, as “Explore education statistics” gives them out.

One row is a place, a period and a value of every filter; what is measured stands in columns. A local authority is
known by `old_la_code`, the DfE number bodies carry as their code. See docs/indicators.md for the mapping.
"""

import re

from people.importing.columns import Fault, Line, WrongCell, letter
from people.models import Body
from people.sheets import Table

from . import values

PLACE = ("time_period", "time_identifier", "geographic_level", "old_la_code")
GEOGRAPHY = frozenset(
    (
        *PLACE, "country_code", "country_name", "region_code", "region_name", "new_la_code", "la_name",
    )
)  # fmt: skip
PREFIX = "dfe."
LEVEL = "local authority"
# What the files write where there is no number: not applicable, not available, confidential, low, unreliable.
NO_NUMBER = frozenset(("z", "x", "c", "k", "u", "low", ":", "~", ".", "..", "-", ""))
TOTAL = re.compile(r"(total|all\b.*)", re.IGNORECASE)
PERIOD = re.compile(r"(\d{4})(\d{2})?")
PART = re.compile(r"(Q[1-4]|January|February|March|April|May|June|July|August|September|October|November|December)\b")


def is_one(table: Table) -> bool:
    """Say whether a table has the headings of such a file."""
    return {"time_period", "geographic_level"} <= {heading.casefold() for heading in table.headings}


def lines_of(table: Table, by_code: dict[str, Body], keys: frozenset[str]) -> tuple[list[Line], list[Fault]]:
    """Turn a file into lines of the product's own columns, one a value; places nobody keeps here are passed over."""
    at = {heading.casefold(): index for index, heading in enumerate(table.headings) if heading}
    missing = [name for name in PLACE if name not in at]
    if missing:
        return [], [Fault(1, name, "This column is missing.") for name in missing]
    measures = {name: index for name, index in at.items() if PREFIX + name in keys}
    if not measures:
        return [], [Fault(1, "–", _no_measure(at))]
    filters = [index for name, index in at.items() if name not in GEOGRAPHY and _is_filter(table, index)]
    lines = []
    for number, cells in table.rows:
        row = [*cells, *[""] * (len(table.headings) - len(cells))]
        if row[at["geographic_level"]].casefold() != LEVEL or row[at["old_la_code"]].casefold() not in by_code:
            continue
        if all(TOTAL.fullmatch(row[index]) for index in filters if row[index]):
            lines += [_line(table, number, row, at, name) for name in measures if not _is_empty(row[measures[name]])]
    return lines, []


def _no_measure(at: dict[str, int]) -> str:
    columns = ", ".join(name for name in at if name not in GEOGRAPHY)
    return (
        "No indicator here has the key of a column of this file. Give the indicator the key “dfe.” with the "
        f"column’s name. The columns are: {columns}."
    )


def _is_filter(table: Table, index: int) -> bool:
    """Say whether a column holds words: what the rows are divided by, and not what is measured."""
    cells = (cells[index] for _, cells in table.rows if index < len(cells))
    return any(not _is_empty(cell) and not re.fullmatch(r"-?[\d.,]+%?", cell) for cell in cells)


def _is_empty(cell: str) -> bool:
    return cell.casefold() in NO_NUMBER


def _line(table: Table, number: int, row: list[str], at: dict[str, int], name: str) -> Line:
    """Return one value as a line whose faults name the file's own columns."""
    places = {"body": "old_la_code", "key": name, "value": name, "period": "time_period"}
    columns = {key: f"{letter(at[heading])} {table.headings[at[heading]]}" for key, heading in places.items()}
    line = Line(number, {"body": row[at["old_la_code"]], "key": PREFIX + name, "source": "DfE statistics"}, columns)
    for key, read, cell in (
        ("value", values.decimal, row[at[name]]),
        ("period", lambda cell: period(cell, row[at["time_identifier"]]), row[at["time_period"]]),
    ):
        try:
            line.values[key] = read(cell)
        except WrongCell as wrong:
            line.wrong(key, str(wrong))
    return line


def period(cell: str, identifier: str) -> str:
    """Write a period as people do: 202223 and “Financial year Q1” are 2022/23 Q1."""
    match = PERIOD.fullmatch(cell)
    if match is None:
        raise WrongCell(f"“{cell}” is no period of such a file. There are: 2023 and 202223.")
    year = match[1] if match[2] is None else f"{match[1]}/{match[2]}"
    part = PART.search(identifier)
    return f"{year} {part[0]}" if part else year
