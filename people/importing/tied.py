"""Ties between bodies in a table: whose neighbour each is, and with whom it shares services.

A table adds ties and takes none away: a row says what it knows, and the other body's row may say nothing.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from people.models import Body, BodyTie

from .columns import Column, Line
from .plan import CHANGED, NEW, Planned

Pair = tuple[frozenset[int], str]
KINDS = {"neighbours": BodyTie.Kind.NEIGHBOUR, "shared_services": BodyTie.Kind.SHARED_SERVICE}


def _names(cell: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


COLUMNS = [
    Column("neighbours", "Neighbours", _names, "Bodies of the same region, with semicolons. Ties that are here stay."),
    Column("shared_services", "Shares services with", _names, "In the same way."),
]


def tie_up(pairs: Iterable[tuple[Line, Planned]], here: dict[tuple[int, str], Body]) -> None:
    """Plan the ties that rows name and that are not here yet."""
    known = {body.pk: body for body in here.values() if body.pk}
    tied: set[Pair] = {
        (frozenset((id(known[tie.one_id]), id(known[tie.other_id]))), tie.kind)
        for tie in BodyTie.objects.filter(one__in=known, other__in=known)
    }
    for line, row in pairs:
        for column in COLUMNS:
            for name in line.values.get(column.key, ()):
                _tie(line, row, column, _named(row, here, name), name, tied=tied)


def _named(row: Planned, here: dict[tuple[int, str], Body], name: str) -> Body | None:
    return here.get((row.things["body"].region_id or 0, name.casefold()))


def _tie(line: Line, row: Planned, column: Column, other: Body | None, name: str, *, tied: set[Pair]) -> None:
    body, kind = row.things["body"], KINDS[column.key]
    if other is None:
        line.wrong(column.key, f"No body of this region is called “{name}”, neither here nor in this file.")
    elif other is body:
        line.wrong(column.key, "A body cannot be tied to itself.")
    elif (frozenset((id(body), id(other))), kind) not in tied:
        tied.add((frozenset((id(body), id(other))), kind))
        row.things.setdefault("ties", []).append((other, kind))
        row.changed += [column.heading] if column.heading not in row.changed else []
        row.fate = NEW if row.fate == NEW else CHANGED


def save_ties(rows: Iterable[Planned]) -> None:
    """Save the ties planned, when every body is saved."""
    ties = []
    for row in rows:
        for other, kind in row.things.get("ties", ()):
            one, other = sorted((row.things["body"], other), key=lambda each: each.pk)
            ties.append(BodyTie(one=one, other=other, kind=kind))
    BodyTie.objects.bulk_create(ties, batch_size=500, ignore_conflicts=True)


def cells_of(bodies: QuerySet[Body]) -> dict[tuple[int, str], str]:
    """Return what the cells of bodies hold, by body and column: ties with bodies of the same region among them."""
    column = {kind: key for key, kind in KINDS.items()}
    names: dict[tuple[int, str], list[str]] = defaultdict(list)
    ties = BodyTie.objects.filter(one__in=bodies.order_by(), other__in=bodies.order_by()).select_related("one", "other")
    for tie in ties:
        if tie.one.region_id == tie.other.region_id:
            names[tie.one_id, column[tie.kind]].append(tie.other.name)
            names[tie.other_id, column[tie.kind]].append(tie.one.name)
    return {place: "; ".join(sorted(found)) for place, found in names.items()}
