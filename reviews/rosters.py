"""A list of people from a spreadsheet: name, role, email, phone. All of it, or a sentence that names row and column."""

import csv
import io
import zipfile
from typing import NamedTuple

COLUMNS = ("name", "role", "email", "phone")
MOST_ROWS = 5000
LONGEST = 200


class Listed(NamedTuple):
    """Somebody on a list; a cell may be empty, but not both name and role."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


class BadRosterError(Exception):
    """What is wrong, with its row and column."""


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _csv_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    try:
        delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
        return [
            [_cell(value) for value in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        raise BadRosterError(f"This is not a sound CSV file: {error}.") from None


def _xlsx_rows(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- only an upload of a workbook pays for it

    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=50, values_only=True)
        return [[_cell(value) for value in row] for row in rows]
    except (KeyError, ValueError, IndexError, OSError, TypeError, zipfile.BadZipFile):
        raise BadRosterError(
            "This is not an Excel workbook (.xlsx) that can be read. Save it as CSV and try again."
        ) from None


def read_roster(content: bytes, name: str = "") -> list[Listed]:
    """Return the people of a CSV or XLSX file. Raises BadRosterError and returns nothing when a row is wrong."""
    rows = _xlsx_rows(content) if content.startswith(b"PK") or name.lower().endswith(".xlsx") else _csv_rows(content)
    if not rows:
        raise BadRosterError("The file is empty. Its first row must be: name, role, email, phone.")
    head = [cell.lower().lstrip("\ufeff") for cell in rows[0]]
    missing = [column for column in COLUMNS[:1] if column not in head]
    if missing:
        raise BadRosterError("Row 1 must name the columns: name, role, email, phone. There is no column “name”.")
    known = [one for number, row in enumerate(rows[1:], 2) if any(row) for one in [_known(number, row, head)]]
    if not known:
        raise BadRosterError("There is nobody in the file below its first row.")
    if len(known) > MOST_ROWS:
        raise BadRosterError(f"There are more than {MOST_ROWS:,} rows. Leave out those the report cannot mean.")
    return known


def _known(number: int, row: list[str], head: list[str]) -> Listed:
    if len(row) > len(head) and any(row[len(head) :]):
        raise BadRosterError(
            f"Row {number} has more cells than the first row. Put quotes around a cell that has a comma in it."
        )
    cells = dict(zip(head, row, strict=False))
    values = {column: cells.get(column, "") for column in COLUMNS}
    for column, value in values.items():
        if len(value) > LONGEST or "\0" in value:
            raise BadRosterError(f"Row {number}, column “{column}”: at most {LONGEST} letters.")
    if not values["name"] and not values["role"]:
        raise BadRosterError(f"Row {number}, column “name”: there is neither a name nor a role.")
    if values["email"] and "@" not in values["email"]:
        raise BadRosterError(f"Row {number}, column “email”: this is not an e-mail address.")
    return Listed(**values)
