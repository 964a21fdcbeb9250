"""A table that runs over several pages is printed as one table a page: here they become one again.

Who listens to the report hears one table with one heading row. The heading rows that are repeated at the top of
each page stay to be seen, but are no longer read out.
"""

from typing import Any


def join_split_tables(pdf: Any, tables: list[Any]) -> None:
    """Join the parts of every table, given in reading order.

    A part that goes on has no caption: every table of an edition has one.
    """
    unread: dict[int, tuple[Any, set[int]]] = {}
    first = None
    for table in tables:
        if first is None or _part(table, "/Caption") is not None:
            first = table
            continue
        _take_out(table)
        for head in _go_on(first, table):
            _gather(head, unread)
    for page, marks in unread.values():
        _stop_reading(pdf, page, marks)


def _is(thing: Any, kind: str) -> bool:
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == kind


def _part(table: Any, kind: str) -> Any:
    return next((kid for kid in table.K if _is(kid, kind)), None)


def _take_out(table: Any) -> None:
    """Take an element out of its parent, which lists it once."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    parent = table.P
    parent.K = pikepdf.Array([kid for kid in parent.K if isinstance(kid, int) or kid.objgen != table.objgen])


def _go_on(first: Any, part: Any) -> list[Any]:
    """Move the rows of a later part to the first; return the head that is there already."""
    repeated = []
    for kid in list(part.K):
        mine = _part(first, str(kid.S))
        if mine is None:
            kid.P = first
            first.K.append(kid)
        elif _is(kid, "/THead"):
            repeated.append(kid)
        else:
            for row in list(kid.K):
                row.P = mine
                _name_first_heads(row, mine.K[0])
                mine.K.append(row)
    return repeated


def _name_first_heads(row: Any, pattern: Any) -> None:
    """Let the cells of a moved row name the heads that a row of the first part names, not the repeated ones."""
    for cell, like in zip(row.K, pattern.K, strict=False):
        if "/A" in cell and "/Headers" in cell.A and "/A" in like and "/Headers" in like.A:
            cell.A = like.A


def _gather(element: Any, unread: dict[int, tuple[Any, set[int]]], page: Any = None) -> None:
    """Collect the marks of an element and all in it, by page."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            unread.setdefault(page.objgen[0], (page, set()))[1].add(kid)
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            on = kid.get("/Pg", page)
            unread.setdefault(on.objgen[0], (on, set()))[1].add(int(kid.MCID))
        elif isinstance(kid, pikepdf.Dictionary) and "/K" in kid:
            _gather(kid, unread, page)


def _stop_reading(pdf: Any, page: Any, marks: set[int]) -> None:
    """Turn marked text of a page into an artifact: seen, not read."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    artifact = ([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    content = [
        artifact
        if str(command.operator) == "BDC" and int(command.operands[1].get("/MCID", -1)) in marks
        else (command.operands, command.operator)
        for command in pikepdf.parse_content_stream(page)
    ]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
    _forget(pdf, page, marks)


def _forget(pdf: Any, page: Any, marks: set[int]) -> None:
    """Take the marks out of the page's row of the parent tree."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for at in range(0, len(numbers), 2):
        if int(numbers[at]) == int(page.StructParents):
            for mark in marks:
                numbers[at + 1][mark] = None
