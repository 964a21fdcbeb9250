"""What differs between two texts word by word, and what three make together. Nothing of a text is ever left out."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, REMOVED, ADDED = "same", "removed", "added"
# Beyond this many comparisons of words a changed part is shown whole: it would take too long to compare.
MOST_WORK = 4_000_000


class Piece(NamedTuple):
    """Some words, and whether both texts have them, the older alone or the newer alone."""

    kind: str
    text: str


def words_that_differ(old: str, new: str) -> list[Piece]:
    """Return both texts as one run of pieces: the old one without the added, the new one without the removed."""
    pieces: list[Piece] = []
    for piece in _by_line(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if pieces and pieces[-1].kind == piece.kind:
            pieces[-1] = Piece(piece.kind, pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return pieces


def _by_line(old: list[str], new: list[str]) -> Iterator[Piece]:
    for how, start, end, other_start, other_end in _matched(old, new):
        before, after = "".join(old[start:end]), "".join(new[other_start:other_end])
        if how == "equal":
            yield Piece(SAME, before)
        else:
            yield from _by_word(re.findall(r"\S+|\s+", before), re.findall(r"\S+|\s+", after))


def _by_word(old: list[str], new: list[str]) -> Iterator[Piece]:
    for how, start, end, other_start, other_end in _matched(old, new):
        if how == "equal":
            yield Piece(SAME, "".join(old[start:end]))
            continue
        if end > start:
            yield Piece(REMOVED, "".join(old[start:end]))
        if other_end > other_start:
            yield Piece(ADDED, "".join(new[other_start:other_end]))


def _matched(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > MOST_WORK:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > MOST_WORK // 16).get_opcodes()


def joined(base: str, theirs: str, mine: str) -> str:
    """Return what two people made of one text, together; where both changed the same lines, theirs and then mine."""
    # A browser ends lines otherwise than an import: that is no change of anybody's.
    texts = (text.replace("\r\n", "\n") for text in (base, theirs, mine))
    lines = [_ended(text.splitlines(keepends=True)) for text in texts]
    changes = [_changes(lines[0], other) for other in lines[1:]]
    made: list[str] = []
    at = 0
    for start, end in _regions(changes[0] + changes[1]):
        made += lines[0][at:start]
        made += _settled(lines[0][start:end], *(_within(start, end, lines[0], one) for one in changes))
        at = end
    made += lines[0][at:]
    return "".join(made).removesuffix("\n")


Change = tuple[int, int, tuple[str, ...]]  # from which line to which, and what stands there instead


def _ended(lines: list[str]) -> list[str]:
    """Let the last line end as the others do, so that something may follow it."""
    return [*lines[:-1], lines[-1].removesuffix("\n") + "\n"] if lines else []


def _changes(base: list[str], other: list[str]) -> list[Change]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(start, end, tuple(other[there:stop])) for how, start, end, there, stop in codes if how != "equal"]


def _regions(changes: list[Change]) -> list[tuple[int, int]]:
    """Return the lines that were changed, as few runs as do not overlap; what only touches stays apart."""
    regions: list[tuple[int, int]] = []
    for start, end, _ in sorted(changes):
        if regions and (start < regions[-1][1] or (start, end) == regions[-1]):
            regions[-1] = (regions[-1][0], max(end, regions[-1][1]))
        else:
            regions.append((start, end))
    return regions


def _within(start: int, end: int, base: list[str], changes: list[Change]) -> list[str]:
    """Return what one of two made of a run of lines."""
    made: list[str] = []
    at = start
    for first, last, instead in changes:
        inside = (first, last) == (start, end) or (start <= first and last <= end and first < end and first != last)
        inside = inside or (first == last and start < first < end)
        if inside:
            made += [*base[at:first], *instead]
            at = last
    return made + base[at:end]


def _settled(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    if theirs in (mine, base):
        return mine
    return theirs if mine == base else theirs + mine
