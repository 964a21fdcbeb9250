"""The text of a Word file or a slide deck: the parts of its package, read as XML without entities."""

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST = 80_000_000  # bytes of all parts unpacked: a small file must not unpack into a full disk
SHOWN = re.compile(
    r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes)|ppt/slides/slide\d+|ppt/notesSlides/notesSlide\d+|ppt/charts/chart\d+|word/charts/chart\d+|ppt/diagrams/data\d+|word/diagrams/data\d+)\.xml$"
)
COMMENTS = re.compile(r"(?:word/comments\w*|word/people|ppt/comments/.*|ppt/commentAuthors|ppt/authors)\.xml$")
METADATA = re.compile(r"(?:docProps/.*|customXml/.*|ppt/slideMasters/.*|ppt/slideLayouts/.*)\.xml$")
BREAKS = {
    "p": "\n",
    "br": "\n",
    "cr": "\n",
    "tr": "\n",
    "tc": "\t",
    "tab": "\t",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
    "row": "\n",
}
ALT = ("descr", "title", "alt")
WHO = ("author", "initials", "name", "userId")


class BadFileError(Exception):
    """Not a Word file or deck, or one too big to unpack; the sentence says which."""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _walk(element: Element, shown: list[str], carried: list[tuple[str, str]]) -> None:
    """Gather what a part shows, and what its attributes carry, without going deeper than the stack allows."""
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        node, is_end = stack.pop()
        tag = _local(node.tag) if isinstance(node.tag, str) else ""
        if is_end:
            shown.append(BREAKS.get(tag, ""))
            continue
        if tag in ("t", "delText", "instrText", "v", "a", "f") and node.text and not len(node):
            shown.append(node.text if tag in ("t", "v") else f" {node.text} ")
        for name, value in node.attrib.items():
            if _local(name) in ALT and tag in ("docPr", "cNvPr", "imagedata", "shape"):
                carried.append(("alt", value))
            elif _local(name) in WHO and tag in (
                "ins",
                "del",
                "comment",
                "rPrChange",
                "pPrChange",
                "person",
                "cmAuthor",
                "author",
                "bookmarkStart",
            ):
                carried.append(("comment", value))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _parse(content: bytes) -> Element:
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        raise BadFileError("A part of the file is not sound XML, so it cannot be checked.") from None


def _order(name: str) -> tuple:
    return (
        not name.startswith("word/document"),
        [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)],
    )


def _parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    infos = [info for info in package.infolist() if not info.is_dir()]
    if sum(info.file_size for info in infos) > MOST:
        raise BadFileError("The file unpacks into more than can be checked.")
    wanted = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
    return {info.filename: package.read(info) for info in wanted} | {
        info.filename: b"" for info in infos if info not in wanted
    }


def read(content: bytes) -> list[tuple[str, str]]:
    """Return (place, text) of the file's bytes."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = _parts(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise BadFileError("This is not a Word file or a slide deck, or it is damaged.") from None
    shown: list[str] = []
    carried: list[tuple[str, str]] = []
    for name in sorted((name for name in parts if SHOWN.match(name)), key=_order):
        _walk(_parse(parts[name]), shown, carried)
        shown.append("\n")
    for name in sorted(parts):
        carried += _carried(name, parts[name])
    text = re.sub(r"\n{3,}", "\n\n", "".join(shown)).strip("\n")
    return [("text", text), *carried]


def _carried(name: str, content: bytes) -> list[tuple[str, str]]:
    """Return what a part carries beside the text shown: links, comments, properties, names of pictures."""
    if name.endswith(".rels"):
        return [
            ("link", node.get("Target", "")) for node in _parse(content).iter() if node.get("TargetMode") == "External"
        ]
    found: list[tuple[str, str]] = []
    if COMMENTS.match(name):
        shown: list[str] = []
        _walk(_parse(content), shown, found)
        found.append(("comment", "".join(shown)))
    elif METADATA.match(name):
        found += [("metadata", text) for node in _parse(content).iter() if (text := (node.text or "").strip())]
    elif "/media/" in name or "/embeddings/" in name:
        found.append(("file", name.rpartition("/")[2]))
    return found
