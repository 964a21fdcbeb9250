"""The text of a PDF: its pages as a reader copies them, and what hangs on them or lies inside."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any


class BadFileError(Exception):
    """Not a PDF, one that is locked, or one that is damaged."""


def read(content: bytes) -> list[tuple[str, str]]:
    """Return (place, text) of the file's bytes."""
    return [("text", _shown(content)), *_carried(content)]


def _shown(content: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 -- only workers and commands read a PDF

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise BadFileError("This is not a PDF, or it is locked or damaged.") from None
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "\n".join(pages).replace("\r\n", "\n").strip()


def _carried(content: bytes) -> list[tuple[str, str]]:
    import pikepdf  # noqa: PLC0415 -- only workers and commands read a PDF

    try:
        with pikepdf.open(BytesIO(content)) as document:
            return list(_strings(document, pikepdf))
    except pikepdf.PdfError:
        raise BadFileError("This is not a PDF, or it is locked or damaged.") from None


DEEPEST = 20
PLACES = {
    "/Alt": "alt",
    "/ActualText": "alt",
    "/E": "alt",
    "/TU": "alt",
    "/URI": "link",
    "/Contents": "comment",
    "/T": "comment",
    "/Title": "metadata",
    "/Author": "metadata",
    "/Subject": "metadata",
    "/Keywords": "metadata",
    "/Creator": "metadata",
    "/Producer": "metadata",
    "/Manager": "metadata",
    "/Company": "metadata",
    "/UF": "file",
    "/F": "file",
    "/Desc": "file",
    "/V": "comment",
    "/JS": "metadata",
}


def _strings(document: Any, pikepdf: Any) -> Iterator[tuple[str, str]]:
    """Yield every string of the file that says something to somebody, wherever it hangs."""
    for thing in document.objects:
        yield from _of(thing, pikepdf, 0)
    for name, value in (document.docinfo or {}).items():
        yield "metadata", f"{name[1:]}: {value}"


def _of(thing: Any, pikepdf: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the strings of one object and of what is written inside it; references stand in the list by themselves."""
    if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/Metadata":
        words = re.sub(r"<[^>]*>", " ", bytes(thing.read_bytes()).decode("utf-8", errors="replace"))
        yield "metadata", " ".join(words.split())
    for key, value in _members(thing, pikepdf):
        if isinstance(value, pikepdf.String):
            if key in PLACES:
                yield PLACES[key], str(value)
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect and depth < DEEPEST:
            yield from _of(value, pikepdf, depth + 1)


def _members(thing: Any, pikepdf: Any) -> list[tuple[str, Any]]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return list(thing.items())
    return [("", value) for value in thing] if isinstance(thing, pikepdf.Array) else []
