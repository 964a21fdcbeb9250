"""The document tree: one frozen shape from which every edition is drawn.

A tree is made of sections, a section of blocks; every statement has an anchor that the accuracy
round, the identity check and the editions share. `to_json` and `from_json` are exact inverses, so
a signed tree draws the same bytes for ever. What later versions of the tree added is written only
where it says something: a tree signed before them keeps its hash.
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
    """A recommendation: who can act, by when (in words, and the day), and the numbers of the findings it rests on."""

    anchor: str
    number: int
    text: str
    actor: str
    timescale: str
    rests_on: tuple[int, ...] = ()
    type: str = "advice"
    by: str = ""

    @property
    def when(self) -> str:
        """By when, with the day if there is one: Within six months (by 3 September 2027)."""
        return f"{self.timescale} (by {self.by})" if self.by else self.timescale


@dataclass(frozen=True)
class Table:
    """Rows of words and numbers under a heading row; the first cell of each row is its header.

    `links` are the anchors the rows' headers lead to: none at all, or one a row.
    """

    anchor: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    type: str = "table"
    links: tuple[str, ...] = ()

    @property
    def lines(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return (link, header, other cells) of every row."""
        links = self.links or ("",) * len(self.rows)
        return [(link, row[0], row[1:]) for link, row in zip(links, self.rows, strict=True)]


@dataclass(frozen=True)
class Chart(Table):
    """A table of numbers that is also drawn as bars, one a row and column: picture and table say the same."""

    type: str = "chart"


Block = Paragraph | Bullets | Statement | Advice | Table | Chart
BLOCKS = {
    "paragraph": Paragraph,
    "bullets": Bullets,
    "statement": Statement,
    "advice": Advice,
    "table": Table,
    "chart": Chart,
}


@dataclass(frozen=True)
class Section:
    """A headed part of the report; sections nest one level deep."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()

    @property
    def tables(self) -> list[Table]:
        """The tables a reader goes straight to: those of a section that is made of several."""
        found = [block for block in self.blocks if isinstance(block, Table)]
        return found if len(found) > 1 else []


@dataclass(frozen=True)
class Look:
    """How a programme's editions look: a dark colour, and a logo (PNG in base64) with its words."""

    colour: str
    logo: str = ""
    logo_alt: str = ""


@dataclass(frozen=True)
class ReportDocument:
    """A whole report. `draft` editions say so on every page until the report is signed.

    `kind` is what the cover calls it, when it is not a report.
    """

    title: str
    subtitle: str
    front: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    draft: bool = True
    language: str = "en-GB"
    version: int = field(default=1)
    kind: str = ""
    look: Look | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the tree as plain JSON values."""
        return _without_unsaid(json.loads(json.dumps(asdict(self))))

    @property
    def called(self) -> str:
        """What the cover calls it."""
        name = self.kind or "Peer challenge report"
        return f"Draft {name[0].lower()}{name[1:]}" if self.draft else name

    @property
    def named(self) -> str:
        """Its title, with what it is where the title does not say so."""
        return self.title if not self.kind or self.kind in self.title else f"{self.called}: {self.title}"

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


# What the tree said later than its first version, and how it says nothing.
LATER = {"kind": "", "look": None, "links": [], "by": ""}


def _without_unsaid(value: Any) -> Any:
    """Leave out what later versions of the tree added and this one does not use."""
    if isinstance(value, list):
        return [_without_unsaid(item) for item in value]
    if isinstance(value, dict):
        said = {key: item for key, item in value.items() if key not in LATER or item != LATER[key]}
        # A statement's kind is older than a document's.
        kept = {"kind": value["kind"]} if "kind" in value and "anchor" in value else {}
        return {key: _without_unsaid(item) for key, item in (said | kept).items()}
    return value


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
        kind=tree.get("kind", ""),
        look=Look(**tree["look"]) if tree.get("look") else None,
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
    if values["type"] in ("table", "chart"):
        values["links"] = tuple(values.get("links", ()))
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
