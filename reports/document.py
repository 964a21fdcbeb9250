"""The document tree: one frozen shape from which every edition is drawn.

A tree is made of sections, a section of blocks; every statement has an anchor that the accuracy
round, the identity check and the editions share. `to_json` and `from_json` are exact inverses, so
a signed tree draws the same bytes for ever.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    anchor: str
    text: str
    type: str = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """A list of short points, each with its own anchor."""

    items: tuple[Paragraph, ...]
    type: str = "bullets"


@dataclass(frozen=True)
class Statement:
    """A strength or an area for development, with what follows from it and its number in the report."""

    anchor: str
    kind: str
    text: str
    so_what: str = ""
    number: int = 0
    type: str = "statement"


@dataclass(frozen=True)
class Advice:
    """A recommendation: who can act, by when, and the numbers of the findings it rests on."""

    anchor: str
    number: int
    text: str
    actor: str
    timescale: str
    rests_on: tuple[int, ...] = ()
    type: str = "advice"


@dataclass(frozen=True)
class Table:
    """Rows of words and numbers under a heading row; the first cell of each row is its header."""

    anchor: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    type: str = "table"


Block = Paragraph | Bullets | Statement | Advice | Table
BLOCKS = {"paragraph": Paragraph, "bullets": Bullets, "statement": Statement, "advice": Advice, "table": Table}


@dataclass(frozen=True)
class Section:
    """A headed part of the report; sections nest one level deep."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class ReportDocument:
    """A whole report. `draft` editions say so on every page until the report is signed."""

    title: str
    subtitle: str
    front: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    draft: bool = True
    language: str = "en-GB"
    version: int = field(default=1)

    def to_json(self) -> dict[str, Any]:
        """Return the tree as plain JSON values."""
        return json.loads(json.dumps(asdict(self)))

    def sha256(self) -> str:
        """Return the hash of the tree's canonical JSON: what a signature signs."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def statements(self) -> Iterator[tuple[str, str]]:
        """Yield (anchor, text) of everything said, in reading order."""
        for section in self.sections:
            yield from _said(section)

    def lines(self) -> dict[str, str]:
        """Return everything said, by anchor, as `words_at` gives it."""
        found: dict[str, list[str]] = {}
        for place, text in self.statements():
            found.setdefault(place, []).append(text)
        return {place: "\n".join(texts) for place, texts in found.items()}

    def words_at(self, anchor: str) -> str:
        """Return everything said at an anchor, a line each; nothing when the anchor is not there."""
        return self.lines().get(anchor, "")


def _said(section: Section) -> Iterator[tuple[str, str]]:
    yield section.anchor, section.heading
    for block in section.blocks:
        yield from _words(block)
    for part in section.sections:
        yield from _said(part)


def _words(block: Block) -> Iterator[tuple[str, str]]:
    """Yield (anchor, text) of one block."""
    match block:
        case Bullets(items=items):
            for item in items:
                yield item.anchor, item.text
        case Table(anchor=anchor, caption=caption, head=head, rows=rows):
            yield anchor, caption
            for row in (head, *rows):
                yield from ((anchor, cell) for cell in row if cell)
        case Statement(anchor=anchor, text=text, so_what=so_what):
            yield anchor, text
            if so_what:
                yield anchor, so_what
        case _:
            yield block.anchor, block.text


def from_json(tree: dict[str, Any]) -> ReportDocument:
    """Rebuild a document from its JSON. Raises KeyError or TypeError on anything `to_json` did not write."""
    return ReportDocument(
        title=tree["title"],
        subtitle=tree["subtitle"],
        front=tuple((label, value) for label, value in tree["front"]),
        sections=tuple(_section(section) for section in tree["sections"]),
        draft=tree["draft"],
        language=tree["language"],
        version=tree["version"],
    )


def _section(tree: dict[str, Any]) -> Section:
    return Section(
        anchor=tree["anchor"],
        heading=tree["heading"],
        blocks=tuple(_block(block) for block in tree["blocks"]),
        sections=tuple(_section(part) for part in tree["sections"]),
    )


def _block(tree: dict[str, Any]) -> Block:
    values = dict(tree)
    if values["type"] == "bullets":
        values["items"] = tuple(Paragraph(**item) for item in values["items"])
    if values["type"] == "table":
        values["head"] = tuple(values["head"])
        values["rows"] = tuple(tuple(row) for row in values["rows"])
    if values["type"] == "advice":
        values["rests_on"] = tuple(values["rests_on"])
    return BLOCKS[values["type"]](**values)


def blocks_of(text: str, anchor: str) -> tuple[Block, ...]:
    """Read what the team typed: blank lines part paragraphs, lines that begin with "- " make a list."""
    blocks: list[Block] = []
    count = 0
    for chunk in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in chunk.strip().split("\n") if line.strip()]
        points = [line for line in lines if line.startswith("- ")]
        if points and len(points) == len(lines):
            items = []
            for point in points:
                count += 1
                items.append(Paragraph(f"{anchor}-{count}", point.removeprefix("- ").strip()))
            blocks.append(Bullets(tuple(items)))
        elif lines:
            count += 1
            blocks.append(Paragraph(f"{anchor}-{count}", " ".join(lines)))
    return tuple(blocks)
