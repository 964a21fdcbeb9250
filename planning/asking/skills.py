"""Words for what people bring: the same however they are spelt, large or small and with whatever space between."""

from collections.abc import Iterable
from typing import Any

ASKED, BROUGHT = ("required", "desired"), ("skills",)


def folded(word: str) -> str:
    """Return a word as it is compared with others."""
    return " ".join(word.split()).casefold()


def in_one_spelling(challenges: Iterable[dict[str, Any]], reviewers: Iterable[dict[str, Any]]) -> None:
    """Write words that are the same in one spelling, the hosts' where they ask for it."""
    spelling: dict[str, str] = {}
    for rows, names in ((challenges, ASKED), (reviewers, BROUGHT)):
        for row, name in ((row, name) for row in rows for name in names):
            row[name] = list(dict.fromkeys(spelling.setdefault(folded(word), word) for word in row[name]))
