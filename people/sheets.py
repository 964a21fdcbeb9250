"""Tables in and out: CSV and XLSX, read with care and written so that no spreadsheet runs them.

A file of a stranger may be huge, broken, or made to harm: sizes are checked before anything is
unpacked, and whatever cannot be read is refused with a sentence.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from people.characters import CONTROL
from people.refusal import Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
# Rows that only carry formatting come as empty ones; so many are a mistake or a trap.
MOST_EMPTY = 200_000
# A cell that begins like this is run as a formula by spreadsheets.
FORMULA = re.compile(r"'*[=+\-@\t\r]")

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


class Unreadable(Refusal):
    """A file that is no table we can read."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence} Nothing was imported.", "file")


@dataclass(frozen=True)
class Table:
    """What a file holds: its headings, and its rows that are not empty, each with its number in the file."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def read(data: bytes) -> Table:
    """Read a file by its content, whatever its name says. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable("The file is larger than 5 MB. Split it into smaller files.")
    if data.startswith(b"PK"):
        return _table(_xlsx_rows(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This is an old Excel file. Save it as .xlsx or as CSV, then try again.")
    return _table(_csv_rows(data))


def _table(rows: Iterable[list[str]]) -> Table:
    """Split headings from rows and drop what is empty."""
    found: list[tuple[int, list[str]]] = []
    empty = 0
    for number, cells in enumerate(rows, 1):
        if not any(cells):
            empty += 1
            if empty > MOST_EMPTY:
                raise Unreadable("The file has too many empty rows. Delete them, then try again.")
            continue
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise Unreadable(f"Row {number} has more than {MOST_COLUMNS} columns.")
        found.append((number, cells[:MOST_COLUMNS]))
        if len(found) > MOST_ROWS + 1:
            raise Unreadable("The file has more than 5,000 rows. Split it into smaller files.")
    if not found:
        raise Unreadable("The file is empty.")
    if len(found) == 1:
        raise Unreadable("The file has headings but no rows.")
    return Table(headings=found[0][1], rows=found[1:])


def _text_of(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("This is neither CSV nor .xlsx. Save the table as one of the two, then try again.")


def _delimiter(text: str) -> str:
    """Return what separates the headings: comma, semicolon (Excel in much of Europe) or tab."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    text = _text_of(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            yield [clean(cell) for cell in cells]
    except csv.Error:
        raise Unreadable(f"Line {reader.line_num} cannot be read as CSV.") from None


def _check_parts(data: bytes) -> None:
    """Refuse a workbook that unpacks to far more than a table needs, before unpacking it."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise Unreadable("The file is damaged: it does not open as .xlsx.") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("The file unpacks to far more than a table needs.")


def _xlsx_rows(data: bytes) -> Iterator[list[str]]:
    """Yield the rows of the first sheet, formulas as the values they last had."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to import, and few requests need it

    _check_parts(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file claims of its size is not to be trusted
        for row in sheet.iter_rows(values_only=True):
            yield [clean(in_text(value)) for value in row[: MOST_COLUMNS * 2]]
    except Unreadable:
        raise
    except Exception:
        # The library stumbles over broken and hostile parts in a dozen ways; none is the reader's to see.
        raise Unreadable("The file is damaged: it does not open as .xlsx.") from None


def in_text(value: Any) -> str:
    """Return a cell's value as it is typed: days as 2027-02-10, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def clean(cell: str) -> str:
    """Return a cell as it was meant: one kind of line end, no stray or invisible characters, no guard of formulas."""
    cell = CONTROL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")).strip()
    return cell[1:].strip() if cell.startswith("'") and FORMULA.match(cell) else cell


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet runs: what looks like a formula gets an apostrophe before it."""
    cell = CONTROL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{cell}" if FORMULA.match(cell) else cell


def write_csv(headings: list[str], rows: Iterable[list[str]]) -> bytes:
    """Write a table as CSV that Excel, too, opens as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(headings: list[str], rows: Iterable[list[str]]) -> bytes:
    """Write a table as XLSX, every cell a text."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to import, and few requests need it

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append(headings)
    for row in rows:
        sheet.append([guard(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# How a table is written, by the end of its file's name: the writer, and what the bytes are.
WRITERS = {"csv": (write_csv, CSV_TYPE), "xlsx": (write_xlsx, XLSX_TYPE)}
