"""Where in a document's tree the words found in one of its editions stand."""

import re
from collections.abc import Iterable

from .document import ReportDocument

REACH = 40  # letters compared on either side
CARRIED = "metadata"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


class Places:
    """All words of a tree in reading order, letters alone: line ends and hyphens of an edition do not matter."""

    def __init__(self, document: ReportDocument) -> None:
        front = [
            ("title", document.title),
            ("title", document.subtitle),
            *(("front", value) for _, value in document.front),
        ]
        self.said = [*front, *document.statements()]
        self._starts, pieces, length = [], [], 0
        for _, text in self.said:
            self._starts.append(length)
            pieces.append(_letters(text))
            length += len(pieces[-1])
        self._all = "".join(pieces)

    def find(self, words: str, before: str, after: str) -> tuple[str, str] | None:
        """Return (anchor, the whole text there) of the likeliest place of some words, or nothing when there is none."""
        looked, left, right = _letters(words), _letters(before)[-REACH:], _letters(after)[:REACH]
        best, most = -1, -1
        for at in _every(looked, self._all):
            alike = _same(reversed(self._all[max(0, at - REACH) : at]), reversed(left))
            alike += _same(self._all[at + len(looked) : at + len(looked) + REACH], right)
            if alike > most:
                best, most = at, alike
        if best < 0:
            return None
        index = max(place for place, start in enumerate(self._starts) if start <= best)
        return self.said[index]


def _every(looked: str, text: str) -> Iterable[int]:
    at = text.find(looked) if looked else -1
    while at >= 0:
        yield at
        at = text.find(looked, at + 1)


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
