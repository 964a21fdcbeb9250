"""Columns of a table: what heads them, how a cell is read and written, what may be wrong with it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.forms.words import words_in
from people.sheets import Table

DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?")


class WrongCell(Exception):  # noqa: N818 -- it carries a sentence for a person
    """A cell that cannot be read, with the sentence that says why."""


@dataclass(frozen=True)
class Column:
    """One column: `read` turns a cell into a value or raises WrongCell, `write` turns it back."""

    key: str
    heading: str
    read: Callable[[str], Any]
    about: str = ""
    required: bool = False


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: the row as the spreadsheet counts, the column by letter and heading."""

    row: int
    column: str
    sentence: str


@dataclass
class Line:
    """One row as values, by the key of each column the file has; `columns` gives each key's place."""

    number: int
    values: dict[str, Any]
    columns: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, key: str, sentence: str) -> None:
        """Note what is wrong in a cell of this row."""
        self.faults.append(Fault(self.number, self.columns.get(key, "–"), sentence))


def letter(index: int) -> str:
    """Return the letter a spreadsheet gives a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def _headings(table: Table, columns: Iterable[Column]) -> tuple[dict[int, Column], list[Fault]]:
    """Find the column under each heading, and what is wrong with the headings."""
    known = {_plain(column.heading): column for column in columns}
    found: dict[int, Column] = {}
    faults = []
    for index, heading in enumerate(table.headings):
        if not heading:
            continue
        column = known.get(_plain(heading))
        if column is None:
            choices = ", ".join(column.heading for column in columns)
            faults.append(Fault(1, f"{letter(index)} {heading}", f"No column is called that. There are: {choices}."))
        elif column in found.values():
            faults.append(Fault(1, f"{letter(index)} {heading}", "This column is there twice."))
        else:
            found[index] = column
    missing = [column for column in columns if column.required and column not in found.values()]
    faults += [Fault(1, column.heading, "This column is missing.") for column in missing]
    return found, faults


def read_lines(table: Table, columns: list[Column]) -> tuple[list[Line], list[Fault]]:
    """Read every row; the faults of headings come apart, those of cells are in their lines."""
    found, faults = _headings(table, columns)
    places = {column.key: f"{letter(index)} {column.heading}" for index, column in found.items()}
    lines = []
    for number, cells in table.rows:
        line = Line(number, {}, places)
        for index, cell in enumerate(cells):
            if index not in found and cell and (index >= len(table.headings) or not table.headings[index]):
                line.faults.append(Fault(number, letter(index), "This cell has no heading above it."))
        for index, column in found.items():
            _read_cell(line, column, cells[index] if index < len(cells) else "")
        lines.append(line)
    return lines, faults


def _read_cell(line: Line, column: Column, cell: str) -> None:
    if not cell and column.required:
        line.wrong(column.key, "This cell must not be empty.")
        return
    try:
        line.values[column.key] = column.read(cell)
    except WrongCell as wrong:
        line.wrong(column.key, str(wrong))


def text(longest: int) -> Callable[[str], str]:
    """Read a text of at most so many characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise WrongCell(f"This is longer than {longest} characters.")
        return cell

    return read


def email(cell: str) -> str:
    """Read an e-mail address."""
    try:
        validate_email(cell)
    except ValidationError:
        raise WrongCell(f"“{cell}” is no e-mail address. Write it like name@example.org.") from None
    if len(cell) > 254:
        raise WrongCell("This is longer than 254 characters.")
    return cell


def day(cell: str) -> date | None:
    """Read a day written 27/03/2027 or 2027-03-27."""
    if not cell:
        return None
    match = DAY.fullmatch(cell)
    if match:
        dd, mm, yyyy, y, m, d = match.groups()
        try:
            return date(int(yyyy or y), int(mm or m), int(dd or d))
        except ValueError:
            pass
    raise WrongCell(f"“{cell}” is no day. Write it like 27/03/2027 or 2027-03-27.")


def words(cell: str) -> list[str]:
    """Read words between commas."""
    return words_in(cell)


def one_of(choices: Any, *, empty: Any = "") -> Callable[[str], Any]:
    """Read one of a set of choices, by its label or its name, in any case."""
    known = {_plain(part): value for value, label in choices for part in (value, str(label))}
    labels = ", ".join(str(label) for _, label in choices)

    def read(cell: str) -> Any:
        if not cell:
            return empty
        if _plain(cell) not in known:
            raise WrongCell(f"“{cell}” is not known. There are: {labels}.")
        return known[_plain(cell)]

    return read


def number(least: int, most: int, *, empty: int | None) -> Callable[[str], int | None]:
    """Read a whole number."""

    def read(cell: str) -> int | None:
        if not cell:
            return empty
        if not cell.isdecimal() or not least <= int(cell[:9]) <= most:
            raise WrongCell(f"“{cell}” is no number from {least} to {most}.")
        return int(cell)

    return read


def kilometres(most: int) -> Callable[[str], Decimal | None]:
    """Read a number of kilometres, to a tenth."""

    def read(cell: str) -> Decimal | None:
        if not cell:
            return None
        if not re.fullmatch(r"\d{1,4}(\.\d+)?", cell) or Decimal(cell) > most:
            raise WrongCell(f"“{cell}” is no number of kilometres from 0 to {most}.")
        return Decimal(cell).quantize(Decimal("0.1"))

    return read


def yes_no(cell: str) -> bool:
    """Read yes or no; an empty cell is yes."""
    answer = {"": True, "yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    if cell.casefold() not in answer:
        raise WrongCell(f"“{cell}” is neither yes nor no.")
    return answer[cell.casefold()]
