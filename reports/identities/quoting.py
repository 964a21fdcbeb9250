"""Words taken over from a note: six in a row. The notes' words live only in the set made here."""

from collections.abc import Iterable, Iterator

from . import lexicon
from .folding import Folded
from .tokens import Words

ROW = 6
OWN = 2


def rows_of(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Return every six words in a row of the texts."""
    rows = set()
    for text in texts:
        keys = Words(Folded(text)).keys
        rows.update(zip(*(keys[step:] for step in range(ROW)), strict=False))
    return {row for row in rows if sum(word not in lexicon.STOCK for word in row) >= OWN}


def find(words: Words, rows: set[tuple[str, ...]]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, "quote"), rows that touch as one."""
    first = last = -1
    if not rows:
        return
    for at, row in enumerate(zip(*(words.keys[step:] for step in range(ROW)), strict=False)):
        if row not in rows:
            continue
        if first >= 0 and at > last:
            yield words.starts[first], words.ends[last], "quote"
            first = -1
        first = at if first < 0 else first
        last = at + ROW - 1
    if first >= 0:
        yield words.starts[first], words.ends[last], "quote"
