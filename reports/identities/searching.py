"""One search over one text, everything known looked up once."""

from collections.abc import Iterable
from dataclasses import dataclass

from . import contacts, initials, phrases, quoting, roles
from .folding import Folded
from .naming import Namer
from .people import Known, index_of
from .tokens import Words

SMALLEST = 5
# Where two kinds of hit lie one in the other, the outer one says it all.
WHOLE = frozenset({"email", "phone", "postcode", "nhs_number", "ni_number"})
NAMED = frozenset({"name", "surname", "initials", "misspelt"})


@dataclass(frozen=True, order=True)
class Hit:
    """Words that may give somebody away: `text` is what was read from `start` to `end`."""

    start: int
    end: int
    text: str
    kind: str


class Search:
    """Looks through any number of texts for the same people."""

    def __init__(self, known: Iterable[Known], *, quotes: Iterable[str] = (), smallest: int = SMALLEST) -> None:
        known = list(known)
        self.index = index_of(known)
        self.posts = roles.posts_of(one.role for one in known)
        self.rows = quoting.rows_of(quotes)
        self.smallest = smallest
        self._memory: dict[str, tuple] = {}

    def find(self, text: str) -> list[Hit]:
        """Return the hits of a text in order, none inside another of its sort."""
        folded = Folded(text)
        words = Words(folded)
        found = [*contacts.find(folded.text)]
        found += Namer(words, self.index, self._memory).find()
        found += initials.find(words, self.index)
        posts = list(roles.find(words, self.posts))
        found += posts
        found += phrases.unique(words, [(start, end) for start, end, _ in posts])
        found += phrases.small_groups(folded.text, self.smallest)
        found += quoting.find(words, self.rows)
        hits = [
            Hit(*span, text[slice(*span)], kind)
            for start, end, kind in _tidy(found)
            for span in [folded.span(start, end)]
        ]
        return sorted(set(hits))


def _tidy(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Leave out what lies within an address or number, or within a longer hit of its own sort."""
    kept: list[tuple[int, int, str]] = []
    until: dict[str, int] = {}
    for start, end, kind in sorted(found, key=lambda hit: (hit[0], -hit[1], hit[2])):
        sort = "named" if kind in NAMED else kind
        if end <= until.get("whole", -1) and (kind in NAMED or kind in WHOLE):
            continue
        if end <= until.get(sort, -1):
            continue
        until[sort] = max(until.get(sort, -1), end)
        if kind in WHOLE:
            until["whole"] = max(until.get("whole", -1), end)
        kept.append((start, end, kind))
    return kept


def find(text: str, known: Iterable[Known], *, quotes: Iterable[str] = (), smallest: int = SMALLEST) -> list[Hit]:
    """Search one text for the people known."""
    return Search(known, quotes=quotes, smallest=smallest).find(text)
