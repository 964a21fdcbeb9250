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
    lines = [text.splitlines(keepends=True) for text in (base, theirs, mine)]
    if any(text and not text[-1].endswith("\n") for text in lines):
        lines = [[*text[:-1], text[-1].removesuffix("\n") + "\n"] if text else [] for text in lines]
    made: list[str] = []
    at = (0, 0, 0)
    for anchor in [*_kept_by_both(*lines), (len(lines[0]), len(lines[1]), len(lines[2]))]:
        chunks = [text[start:end] for text, start, end in zip(lines, at, anchor, strict=True)]
        made += _settled(*chunks)
        made += lines[0][anchor[0] : anchor[0] + 1]
        at = (anchor[0] + 1, anchor[1] + 1, anchor[2] + 1)
    return "".join(made).removesuffix("\n") if not base.endswith("\n") else "".join(made)


def _kept_by_both(base: list[str], theirs: list[str], mine: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the places of every line of the base that is in both others."""
    in_theirs, in_mine = _places(base, theirs), _places(base, mine)
    yield from ((line, in_theirs[line], in_mine[line]) for line in sorted(in_theirs.keys() & in_mine.keys()))


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {start + step: there + step for start, there, size in blocks for step in range(size)}


def _settled(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    if theirs in (mine, base):
        return mine
    return theirs if mine == base else theirs + mine
