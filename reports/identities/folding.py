"""One way to write each letter: small, without accents, ligatures, broken lines or invisible characters.

Folding remembers where every character came from, so that what is found in the folded text can be
pointed at in the text as read.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

# Letters that no decomposition takes apart, invisible ones, and the signs people type for one another.
LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
}
LETTERS |= {letter.upper(): plain.title() for letter, plain in LETTERS.items() if len(letter.upper()) == 1}
LOOKALIKES = dict(zip("аеорсухіјѕАВЕКМНОРСТХІЈЅΑΒΕΗΙΚΜΝΟΡΤΧ", "aeopcyxijsABEKMHOPCTXIJSABEHIKMNOPTX", strict=True))
APOSTROPHES = "‘’‚‛ʹʻʼʽˈ`´′＇ʾʿ"
HYPHENS = "‐‑‒–—―−﹣－⁃"
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\ufffe\x02\u034f\u180e"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# What is not plain: a soft or invisible sign, with the end of a line behind it; a word broken by a hyphen;
# any other letter; a carriage return.
ODD = re.compile(
    rf"[\u00ad\ufffe\x02\u2010]+[ \t]*\r?\n[ \t]*|(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_])"
    rf"|[{INVISIBLE}]+|[^\x00-\x7f]|\r"
)


@lru_cache(maxsize=4096)
def _plain(odd: str) -> str:
    """Return what stands in the folded text for an odd piece, in its case."""
    if len(odd) > 1 or odd in INVISIBLE:
        return ""
    if odd in APOSTROPHES:
        return "'"
    if odd in HYPHENS:
        return "-"
    if odd in "“”„«»″":
        return '"'
    if odd.isspace():
        return "\n" if odd in "\u2028\u2029\x85" else " "
    letters = "".join(LOOKALIKES.get(letter, LETTERS.get(letter, letter)) for letter in odd)
    parts = unicodedata.normalize("NFKD", letters)
    kept = "".join(LETTERS.get(letter, letter) for letter in parts if not unicodedata.combining(letter))
    return "".join(letter for letter in kept if len(letter.lower()) == 1)


class Folded:
    """A text folded: `cased` keeps capitals, `text` has none; both have one length."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._at: list[int] = [0]  # where each piece begins in the folded text
        self._from: list[int] = [0]  # and in the original
        self._to: list[int] = [-1]  # where an odd piece ends in the original; -1 for a plain run
        pieces, length, here = [], 0, 0
        for match in ODD.finditer(original):
            start, end = match.span()
            pieces.append(original[here:start])
            length += start - here
            plain = _plain(match[0])
            self._note(length, start, end)
            pieces.append(plain)
            length += len(plain)
            self._note(length, end, -1)
            here = end
        pieces.append(original[here:])
        self.cased = "".join(pieces)
        self.text = self.cased.lower()

    def _note(self, at: int, start: int, end: int) -> None:
        if self._at[-1] == at:  # the piece before had no length
            self._from[-1], self._to[-1] = start, end
        else:
            self._at.append(at)
            self._from.append(start)
            self._to.append(end)

    def start(self, position: int) -> int:
        """Return where a folded character begins in the original."""
        piece = bisect_right(self._at, position) - 1
        beyond = position - self._at[piece] if self._to[piece] < 0 else 0
        return self._from[piece] + beyond

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's span of a folded one that is not empty."""
        last = bisect_right(self._at, end - 1) - 1
        until = self._to[last] if self._to[last] >= 0 else self.start(end - 1) + 1
        while until < len(self.original) and unicodedata.combining(self.original[until]):
            until += 1
        return self.start(start), until


def fold(text: str) -> str:
    """Return a short text folded and in small letters, as one looks it up."""
    return Folded(text).text
