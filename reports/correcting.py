"""Putting words of a published report right: every place of a tree that holds words, and the tree with some changed."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from .document import Paragraph, ReportDocument, Section, from_json

SECTION = "corrections"
# The words of a block or section, besides the rows of a table.
WORDS = ("heading", "text", "so_what", "caption")


class Place(NamedTuple):
    """One place of a tree: its name, what holds the words, and under which key."""

    name: str
    holder: Any
    key: str | int

    @property
    def words(self) -> str:
        """What stands there."""
        return self.holder[self.key]

    @property
    def beside(self) -> str:
        """The header of its row, for a cell of a table that says little by itself."""
        return self.holder[0] if isinstance(self.key, int) and self.key else ""


def places(tree: dict[str, Any]) -> Iterator[Place]:
    """Yield every place of a tree's sections that holds words, in reading order."""
    for section in tree["sections"]:
        if section["anchor"] != SECTION:
            yield from _places(section)


def _places(part: dict[str, Any]) -> Iterator[Place]:
    anchor = part.get("anchor", "")
    for key in WORDS:
        if part.get(key):
            yield Place(f"{anchor}.{key}", part, key)
    for number, row in enumerate(part.get("rows", ())):
        for column in range(len(row)):
            yield Place(f"{anchor}.{number}.{column}", row, column)
    for name in ("blocks", "items", "sections"):
        for below in part.get(name, ()):
            yield from _places(below)


def corrected(tree: dict[str, Any], changes: Iterable[dict], *, number: int, reason: str, on: date) -> ReportDocument:
    """Return the document with the words changed, and a last section that says so.

    Raises KeyError when a change is about a place that the tree does not have.
    """
    new = deepcopy(tree)
    by_name = {place.name: place for place in places(new)}
    for change in changes:
        place = by_name[change["place"]]
        place.holder[place.key] = change["now"]
    document = from_json(new)
    said = Paragraph(f"{SECTION}-{number}", f"Version {number}, signed on {on:%-d %B %Y}: {reason}")
    kept = [section for section in document.sections if section.anchor != SECTION]
    before = [block for section in document.sections if section.anchor == SECTION for block in section.blocks]
    last = Section(SECTION, "Corrections", (*before, said))
    return ReportDocument(
        title=document.title,
        subtitle=document.subtitle,
        front=document.front,
        sections=(*kept, last),
        draft=False,
        language=document.language,
        version=document.version,
    )
