"""Which name a word may be a misspelling of: few edits away, or sounding the same.

The edit distance counts a letter left out, put in, changed, or two changed about. To look only at
names that can be near, every name is kept under each form it takes with letters left out.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

LEAST = 4
LONG = 7
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"^(?:mc|mac)(?=[^aeiou])", "mk"),
        (r"sch", "sk"),
        (r"tch", "ch"),
        (r"ph", "f"),
        (r"v", "f"),
        (r"augh|ough", "o"),
        (r"gh(?=t)", ""),
        (r"gh$", ""),
        (r"gh", "g"),
        (r"ck|cq|q", "k"),
        (r"ch", "j"),
        (r"sh", "j"),
        (r"dg|g(?=[eiy])", "j"),
        (r"c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"th", "t"),
        (r"d", "t"),
        (r"b", "p"),
        (r"mn$", "m"),
        (r"tsk|tsk", "sk"),
        (r"(?<=.)[aeiouyhw]+", ""),
        (r"^[aeiouy]+", "a"),
        (r"^h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return how an English reader would say a name, roughly: its consonants, those that sound alike as one."""
    for pattern, heard in SOUNDS:
        word = pattern.sub(heard, word)
    return word


def distance(one: str, other: str, most: int) -> int:
    """Return how many edits part two words (letters changed about count as one), or most + 1 when more do."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _allowed(length: int) -> int:
    return 2 if length >= LONG else 1


def shortened(word: str, most: int) -> set[str]:
    """Return a word with up to `most` letters left out, in every way."""
    forms = {word}
    for gone in range(1, most + 1):
        forms.update("".join(kept) for kept in combinations(word, len(word) - gone))
    return forms


class Speller:
    """Knows the names a misspelt word may mean."""

    def __init__(self, names: Iterable[str]) -> None:
        self._under: dict[str, list[str]] = {}
        self._heard: dict[str, list[str]] = {}
        for name in sorted({name for name in names if len(name) >= LEAST}):
            for form in shortened(name, _allowed(len(name))):
                self._under.setdefault(form, []).append(name)
            if len(sound(name)) > 1:
                self._heard.setdefault(sound(name), []).append(name)

    def near(self, word: str) -> list[tuple[str, int, bool]]:
        """Return (name, edits, whether it sounds the same) for names a word may mean, the nearest first."""
        if len(word) < LEAST or len(word) > 30:
            return []
        heard = sound(word)
        close = {name for form in shortened(word, _allowed(len(word))) for name in self._under.get(form, ())}
        alike = set(self._heard.get(heard, ()))
        found = []
        for name in close | alike:
            edits = distance(word, name, 3)
            most = _allowed(min(len(name), len(word) + 1))
            same = name in alike
            if 0 < edits <= most or (
                same and 0 < edits <= (3 if min(len(name), len(word)) >= LONG else 2) and len(name) >= 5
            ):
                found.append((name, edits, same))
        return sorted(found, key=lambda row: (row[1], row[0]))
