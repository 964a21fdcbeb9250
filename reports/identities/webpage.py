"""The text of a web page: what it shows, and what its attributes and comments carry."""

import re
from html.parser import HTMLParser

INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
        "tspan",
    )
)
HIDDEN = frozenset(("script", "style", "template"))
ATTRIBUTES = {
    "alt": "alt",
    "title": "alt",
    "aria-label": "alt",
    "aria-description": "alt",
    "placeholder": "alt",
    "value": "alt",
    "label": "alt",
    "href": "link",
    "src": "link",
    "srcset": "link",
    "action": "link",
    "cite": "link",
    "poster": "link",
    "data": "link",
    "content": "metadata",
    "datetime": "metadata",
    "id": "metadata",
    "name": "metadata",
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.carried: list[tuple[str, str]] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        if tag in HIDDEN:
            self._hidden = tag
        for name, value in attrs:
            place = ATTRIBUTES.get(name) or ("metadata" if name.startswith("data-") else "")
            if value and place and not value.startswith("data:"):
                self.carried.append((place, value))

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if tag == self._hidden:
            self._hidden = ""

    def _part(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.shown.append("\t")
        elif tag not in INLINE:
            self.shown.append("\n")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            self.carried.append(("metadata", data))
        else:
            self.shown.append(re.sub(r"[ \t\r\n]+", " ", data))

    def handle_comment(self, data: str) -> None:
        self.carried.append(("comment", data))


def settled(text: str) -> str:
    """Return a text with spaces at the ends of lines, and more than one empty line, taken out."""
    text = re.sub(r" *\n *", "\n", re.sub(r"[ \t]*\t[ \t]*", "\t", text))
    return re.sub(r"\n[\n\t]*\n", "\n\n", text).strip()


def read(content: bytes) -> list[tuple[str, str]]:
    """Return (place, text) of a page's bytes."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    try:
        text = content.decode(declared[1].decode() if declared else "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = content.decode("utf-8", errors="replace")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return [("text", settled("".join(reader.shown))), *reader.carried]
