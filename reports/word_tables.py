"""Tables of the Word edition: columns as wide as their words ask, and room to write where an answer goes."""

from collections.abc import Iterable
from typing import Any

from .document import Table
from .office import clean

# The width of the text on the page, in millimetres, and the least a column gets of it.
WIDTH, LEAST = 162, 29
# A column asks for as much as its longest cell, up to this many letters: longer ones are broken into lines.
MOST_LETTERS = 110
# So high, in millimetres, is a row that is to be filled in by hand.
TO_WRITE = 16
RULE = "B1B4B6"
# A table of so many rows stays on one page.
MOST_TOGETHER = 13


def draw_table(made: Any, block: Table) -> None:
    """Draw a table under its caption; the heading row is repeated on every page, no row is cut in two."""
    from docx.shared import Mm  # noqa: PLC0415 -- see word.word_of

    caption = made.add_paragraph()
    caption.add_run(clean(block.caption)).bold = True
    caption.paragraph_format.keep_with_next = True
    rows = [block.head, *block.rows] if block.head else list(block.rows)
    if not rows:
        return
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    _tell_heads(table, headed=bool(block.head))
    _rule(table)
    widths = widths_of(rows)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row, cells in zip(table.rows, rows, strict=True):
        _fill(row, cells, widths)
        _whole(row, repeat=bool(block.head) and cells is rows[0])
    if len(rows) <= MOST_TOGETHER:
        _keep_together(table)
    made.add_paragraph()


def widths_of(rows: Iterable[Iterable[str]]) -> list[float]:
    """Share the width of the page among columns by what stands in them."""
    columns = list(zip(*rows, strict=True))
    # What is to be filled in asks for as much as it can get.
    asked = [min(MOST_LETTERS, max(map(len, column))) if all(column) else MOST_LETTERS for column in columns]
    spare = WIDTH - LEAST * len(asked)
    return [LEAST + spare * letters / (sum(asked) or 1) for letters in asked]


def _fill(row: Any, cells: Iterable[str], widths: list[float]) -> None:
    """Write the cells of a row; one with an empty cell is high enough to be written in."""
    from docx.shared import Mm, Pt  # noqa: PLC0415 -- see word.word_of

    for cell, text, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Mm(width)
        cell.text = clean(text)
        said = cell.paragraphs[0].paragraph_format
        said.space_before = said.space_after = Pt(3)
        if not text:
            row.height = Mm(TO_WRITE)


def _keep_together(table: Any) -> None:
    """Let every row but the last stay on the page of the next."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _rule(table: Any) -> None:
    """Draw thin lines between rows and none between columns."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- see word.word_of
    from docx.oxml.ns import qn  # noqa: PLC0415 -- see word.word_of

    table.autofit = False
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr  # noqa: SLF001 -- python-docx has no such property
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders) if layout is not None else properties.append(borders)


def _tell_heads(table: Any, *, headed: bool) -> None:
    """Say that the first row (if there is one) and the first column are headers."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- see word.word_of

    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 -- python-docx has no such property
    if look is not None:
        look.set(qn("w:firstRow"), "1" if headed else "0")
        look.set(qn("w:firstColumn"), "1")


def _whole(row: Any, *, repeat: bool) -> None:
    """Keep a row on one page; a heading row stands on every page and is bold."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- see word.word_of

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 -- python-docx has no such property
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
