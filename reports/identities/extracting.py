"""The text of a file as a reader of its bytes gets it: what is shown, and what is only carried along.

Each form gives one text of everything shown ("text"), then what a page does not show: alternative
texts, targets of links, metadata, comments and names of files inside.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import office, pages, webpage

MOST_BYTES = 60_000_000


@dataclass(frozen=True)
class Text:
    """Some text and where it stands: "text", "alt", "link", "metadata", "comment", "file" or a page."""

    place: str
    text: str


class CannotReadError(Exception):
    """A file that is not what it says it is, or is too big: the sentence says which."""


def _plain(content: bytes) -> list[tuple[str, str]]:
    try:
        return [("text", content.decode("utf-8"))]
    except UnicodeDecodeError:
        return [("text", content.decode("cp1252", errors="replace"))]


READERS: dict[str, Callable[[bytes], list[tuple[str, str]]]] = {
    "txt": _plain,
    "html": webpage.read,
    "docx": office.read,
    "pptx": office.read,
    "pdf": pages.read,
}


def texts_of(content: bytes, form: str, *, name: str = "") -> list[Text]:
    """Return the texts of a file's bytes, with its name as one of them when it is given."""
    if len(content) > MOST_BYTES:
        raise CannotReadError("The file is too big to be checked.")
    try:
        read = READERS[form](content)
    except (office.BadFileError, pages.BadFileError) as bad:
        raise CannotReadError(str(bad)) from None
    texts = [Text(place, text) for place, text in read if text.strip()]
    return [*texts, Text("file", name)] if name else texts


def form_of(content: bytes, name: str) -> str:
    """Say which form a file has, by its bytes first and its name then."""
    ending = name.lower().rpartition(".")[2]
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "pptx" if ending == "pptx" else "docx"
    return (
        "html"
        if ending in ("html", "htm", "xhtml") or content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))
        else "txt"
    )


def joined(texts: list[Text]) -> str:
    """Return the texts as one: what is shown first, every other text in a line of its own behind it."""
    return "\n".join(text.text for text in texts)
