"""A text as words, with what stands between them."""

import re
from functools import cached_property

from . import lexicon
from .folding import Folded

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
WRAPPED = 45  # a line at least so long that ends without a full stop goes on in the next
WIDEST = 160  # longer lines than this nobody wrapped
STARTS = re.compile(r"[.!?:;•·▪‣|\t]|\n\s*(?:[-*–]|\d)|\n\s*\n|[-*]\s*$")


class Words:
    """The words of a folded text: keys to look up, places, and what a name needs to know of its neighbours."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.text, self.cased = folded.text, folded.cased
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in WORD.finditer(self.text):
            raw, end = match[0], match.end()
            if "'" in raw:
                if raw.endswith("'s"):
                    raw, end = raw[:-2], end - 2
                raw = raw.replace("'", "")
            self.keys.append(raw)
            self.starts.append(match.start())
            self.ends.append(end)

    def __len__(self) -> int:
        return len(self.keys)

    def key(self, at: int) -> str:
        """Return a word, or nothing beyond either end."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def gap(self, at: int) -> str:
        """Return what stands between a word and the next."""
        if not 0 <= at < len(self.keys) - 1:
            return "\n\n"
        return self.text[self.ends[at] : self.starts[at + 1]]

    def as_written(self, at: int) -> str:
        """Return a word with its capitals."""
        return self.cased[self.starts[at] : self.ends[at]] if 0 <= at < len(self.keys) else ""

    def is_capital(self, at: int) -> bool:
        """Say whether a word begins with a capital."""
        return self.as_written(at)[:1].isupper()

    def is_shouted(self, at: int) -> bool:
        """Say whether a word is all capitals while the text around it is not."""
        if not (self.as_written(at).isupper() and len(self.key(at)) > 1):
            return False
        others = [self.as_written(near) for near in (at - 2, at - 1, at + 1, at + 2) if len(self.key(near)) > 3]
        return not others or not all(word.isupper() for word in others)

    def is_possessive(self, at: int) -> bool:
        """Say whether a word has an apostrophe and an s, or the apostrophe alone, behind it."""
        return self.text.startswith("'", self.ends[at])

    def follows(self, at: int) -> str:
        """Return the next word when nothing but space parts it from this one, else nothing."""
        if self.is_possessive(at):
            return ""
        return self.key(at + 1) if self.gap(at).isspace() and self.gap(at).count("\n") < 2 else ""

    def precedes(self, at: int) -> str:
        """Return the word before when nothing but space parts it from this one, else nothing."""
        return self.key(at - 1) if at > 0 and self.gap(at - 1).isspace() and self.gap(at - 1).count("\n") < 2 else ""

    def begins(self, at: int) -> bool:
        """Say whether a sentence, a line of its own or a cell begins here, so that a capital says nothing."""
        if at == 0:
            return True
        gap = self.gap(at - 1)
        if STARTS.search(gap) and not (self.key(at - 1) in lexicon.TITLES or len(self.key(at - 1)) == 1):
            return True
        return "\n" in gap and not self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """Say whether the line before a word is long and broke off within a sentence."""
        return self.is_wrapped(self.ends[at - 1] + len(self.keys[at]) + 1, self.ends[at - 1])

    def is_wrapped(self, end: int, within: int) -> bool:
        """Say whether the line of `within`, were it to go on to `end`, would be too long for this text."""
        return end - self.text.rfind("\n", 0, within) - 1 >= max(WRAPPED, 0.85 * self.width)

    @cached_property
    def width(self) -> int:
        """How long the text's lines are, but for a few; beyond what anybody wraps a newline ends a paragraph."""
        lengths = sorted(len(line) for line in self.text.split("\n") if line.strip())
        width = lengths[int(len(lengths) * 0.95)] if lengths else 0
        return width if width < WIDEST else 1_000_000

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Short forms that the text itself explains: "mental health (MH)"."""
        found = set()
        for match in re.finditer(r"\(([A-Z]{2,4})s?\)", self.cased):
            before = WORD.findall(self.text, max(0, match.start() - 80), match.start())[-len(match[1]) :]
            if [word[0] for word in before] == list(match[1].lower()):
                found.add(match[1].lower())
        return frozenset(found)
