"""Which words of two texts differ, for showing them side by side."""

import re
from difflib import SequenceMatcher

Piece = tuple[str, bool]  # words, and whether they differ


def differing(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces that are the same or differ; joined, each gives its text back."""
    ours, theirs = (re.findall(r"\S+\s*", text) for text in (first, second))
    left, right = [], []
    matcher = SequenceMatcher(None, [word.strip() for word in ours], [word.strip() for word in theirs], autojunk=False)
    for how, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        for side, words in ((left, ours[a_start:a_end]), (right, theirs[b_start:b_end])):
            if words:
                side.append(("".join(words), how != "equal"))
    return left, right
