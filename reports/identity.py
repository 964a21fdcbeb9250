"""The identity check: words of a report that may give somebody away.

A pure search over (place, text) pairs. Names match whole and in any case; any e-mail address or
British telephone number is a hit, whoever it belongs to.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])(?:\+44\s?(?:\(0\)\s?)?|0)\d(?:[\s().-]{0,2}\d){8,9}(?!\w)")
AROUND = 60


@dataclass(frozen=True)
class Hit:
    """Words found at a place, with what stands around them."""

    kind: str
    place: str
    words: str
    around: str

    @property
    def fingerprint(self) -> str:
        """The hash a waiver is tied to: another sentence around the same words is another hit."""
        return hashlib.sha256(f"{self.kind}\n{self.place}\n{self.around}".encode()).hexdigest()


def _plain(text: str) -> str:
    """Fold case, accents and typographic apostrophes, keeping one character for one."""
    folded = []
    for character in unicodedata.normalize("NFC", text.replace("’", "'")):
        base = unicodedata.normalize("NFD", character)[0]
        lower = base.lower()
        folded.append(lower if len(lower) == 1 else base)
    return "".join(folded)


def _name_pattern(names: Iterable[str]) -> re.Pattern | None:
    """Match any of the names as whole words, with any white space between their parts."""
    parts = {r"\s+".join(map(re.escape, _plain(name).split())) for name in names if name.strip()}
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)") if parts else None


def find_hits(texts: Iterable[tuple[str, str]], names: Iterable[str]) -> list[Hit]:
    """Search (place, text) pairs for the names, and for any e-mail address or telephone number."""
    pattern = _name_pattern(names)
    hits: list[Hit] = []
    for place, original in texts:
        text = unicodedata.normalize("NFC", original)
        searches = [("email", EMAIL, text), ("phone", PHONE, text)]
        if pattern:
            searches.append(("name", pattern, _plain(text)))
        for kind, search, where in searches:
            for match in search.finditer(where):
                start, end = match.span()
                around = text[max(0, start - AROUND) : end + AROUND]
                hits.append(Hit(kind, place, text[start:end], around))
    return hits
