"""Finding the people known: in full, by surname, turned about, misspelt, run together."""

import re
from collections.abc import Iterator

from . import lexicon
from .bearing import PLACE, PLAIN, Bearing, sort_of
from .people import Index
from .tokens import Words

BETWEEN = re.compile(r"[ \t\r\n.\-_*|'\"()\[\]/]{1,5}")
TURNED = re.compile(r"\s{0,2}[,|_]\s{0,3}[\"(]?")
MOST_LEFT = 5

Found = Iterator[tuple[int, int, str]]


class Namer:
    """Looks up one text's words among the people known."""

    def __init__(self, words: Words, index: Index, memory: dict[str, tuple]) -> None:
        self.words, self.index, self.memory = words, index, memory
        self.bearing = Bearing(words, lambda word: word in index.surnames or index.is_first(word))
        self.done = -1  # the last word that belongs to a hit

    def find(self) -> Found:
        """Yield (start, end, kind) in the folded text."""
        memory, classify = self.memory, self._classify
        for at, key in enumerate(self.words.keys):
            what = memory.get(key)
            if what is None:
                what = memory[key] = classify(key)
            if what and at > self.done:
                yield from self._look(at, what)

    def _classify(self, key: str) -> tuple:
        """Say what a word may be, wherever it stands."""
        index = self.index
        sorts = []
        if key in index.surnames:
            sorts.append("surname")
        elif key.endswith("s") and self._is_plain_surname(key[:-1]):
            sorts.append("plural")
        if key in index.halves:
            sorts.append("half")
        if index.is_first(key):
            sorts.append("first")
        if not sorts and key in index.joined:
            sorts.append("joined")
        if not sorts or sorts == ["half"]:
            near = self._near(key)
            sorts += [("near", near)] if near else []
        return tuple(sorts)

    def _is_plain_surname(self, key: str) -> bool:
        return (key,) in self.index.surnames.get(key, ()) and sort_of(key) == PLAIN and len(key) > 3

    def _near(self, key: str) -> tuple:
        if not key.isalpha():
            return ()
        found = self.index.speller.near(key)
        if not found and key.endswith("s"):
            found = [row for row in self.index.speller.near(key[:-1]) if len(key) > 6]
        return tuple(found)

    def _look(self, at: int, what: tuple) -> Found:
        for sort in what:
            if sort == "surname":
                hit = self._surname(at)
            elif sort == "plural":
                hit = self._hit(at, at, "surname") if self.words.is_capital(at) else None
            elif sort == "half":
                hit = self._broken(at)
            elif sort == "first":
                hit = self._first(at)
            elif sort == "joined":
                hit = self._hit(at, at, "name")
            else:
                hit = self._misspelt(at, sort[1])
            if hit:
                yield hit
                return

    def _hit(self, first: int, last: int, kind: str) -> tuple[int, int, str]:
        self.done = max(self.done, last)
        return self.words.starts[first], self.words.ends[last], kind

    def _surname(self, at: int) -> tuple[int, int, str] | None:
        for form in self.index.surnames[self.words.key(at)]:
            last = at + len(form) - 1
            if tuple(self.words.keys[at : last + 1]) != form:
                continue
            if any(not BETWEEN.fullmatch(self.words.gap(here)) for here in range(at, last)):
                continue
            sort = self._sort(form)
            left, given, title = self._left(at)
            right = self._right(last)
            if (given or right > last) and self._is_meant(left, at, last, sort):
                return self._hit(left, right, "name")
            if title or self.bearing.is_somebody(at, last, sort):
                return self._hit(left, last, "surname")
        return None

    def _sort(self, form: tuple[str, ...]) -> str:
        if form[0] in ("st", "saint"):
            return PLACE
        if len(form) > 1 and set(form) & lexicon.PARTICLES:
            return PLAIN
        sorts = {sort_of(word) for word in form if word not in lexicon.PARTICLES} or {PLAIN}
        return PLAIN if PLAIN in sorts else sorts.pop()

    def _is_meant(self, left: int, at: int, last: int, sort: str) -> bool:
        """Say whether a given name beside an ordinary word makes it a name: not in "Will young people"."""
        words = self.words
        if sort == PLAIN or words.gap(last).startswith(","):
            return True
        if words.is_capital(at):
            follows = words.follows(last)
            lone = left < at and len(words.key(left)) == 1 and words.key(left) in "ai" and words.gap(left) == " "
            return not (
                lone
                and follows
                and (words.is_capital(last + 1) or not words.is_possessive(last))
                and follows not in lexicon.SPEECH
            )
        return any(len(words.key(here)) > 2 and words.key(here) not in lexicon.VERBS for here in range(left, at))

    def _left(self, at: int) -> tuple[int, bool, bool]:
        """Walk from a surname over given names, initials and titles: (first word, a given name, a title)."""
        given = title = False
        here = at
        while here > 0 and at - here < MOST_LEFT and BETWEEN.fullmatch(gap := self.words.gap(here - 1)):
            key = self.words.key(here - 1)
            if gap.count("\n") > 1 or (here - 1 <= self.done):
                break
            if key in lexicon.TITLES:
                title = True
            elif "." in gap and len(key) > 1:
                break
            elif self._is_given(here - 1, at, gap):
                given = True
            elif self._is_middle(here - 1):
                given, here = True, here - 1
            else:
                break
            here -= 1
        return here, given, title

    def _is_given(self, here: int, at: int, gap: str) -> bool:
        key, words = self.words.key(here), self.words
        if len(key) == 1:
            return (
                key.isalpha()
                and (words.is_capital(here) or "." in gap or key in self._letters(at))
                and not (key in "ai" and not words.is_capital(here) and "." not in gap)
                and not words.is_possessive(here)
                and not words.text.startswith("'", words.starts[here] - 1)
            )
        if self.index.is_first(key) or key in self.index.middles:
            return True
        if len(key) == 2 and words.as_written(here).isupper() and key not in lexicon.ACRONYMS:
            return key[0] in self._letters(at)
        return words.is_capital(here) and any(self.index.is_first(name) for name, _, _ in self._near_of(key))

    def _letters(self, at: int) -> set[str]:
        return self.index.letters_of.get(self.words.key(at), set())

    def _near_of(self, key: str) -> tuple:
        what = self.memory.get(key)
        if what is None:
            what = self.memory[key] = self._classify(key)
        return next((sort[1] for sort in what if sort[0] == "near"), ())

    def _is_middle(self, here: int) -> bool:
        """Say whether a capital word stands between a given name and the surname."""
        words = self.words
        return (
            here > 0
            and words.is_capital(here)
            and self.index.is_first(words.key(here - 1))
            and words.is_capital(here - 1)
            and words.gap(here - 1) in (" ", "\n", "-")
            and words.key(here) not in lexicon.ranks()
        )

    def _right(self, last: int) -> int:
        """Walk over a given name that stands after the surname, as in lists."""
        words, gap, after = self.words, self.words.gap(last), self.words.key(last + 1)
        if not after or words.is_possessive(last):
            return last
        if after in lexicon.TITLES and TURNED.fullmatch(gap) and words.is_capital(last + 1):
            last, gap, after = last + 1, words.gap(last + 1), words.key(last + 2)
            gap = ", " if gap.strip() in ("", ".") else gap
        letter = len(after) == 1 and after.isalpha() and words.is_capital(last + 1)
        dotted = letter and words.text.startswith(".", words.ends[last + 1])
        if TURNED.fullmatch(gap):
            if self.index.is_first(after) and not self._bears_a_surname(last + 1):
                return last + 1
            return last + 1 if letter and (dotted or after not in "ai") else last
        if gap in (" ", "\n", "-", "|") and (
            (letter and (dotted or after not in "ai")) or (self.index.is_first(after) and words.is_capital(last + 1))
        ):
            return last if self._bears_a_surname(last + 1) else last + 1
        return last

    def _bears_a_surname(self, at: int) -> bool:
        return self.words.key(at + 1) in self.index.surnames and bool(BETWEEN.fullmatch(self.words.gap(at)))

    def _first(self, at: int) -> tuple[int, int, str] | None:
        """Judge a given name whose surname does not follow, or follows misspelt."""
        key = self.words.key(at)
        follower = self._misspelt_after(at)
        if follower:
            return self._hit(at, follower, "misspelt")
        if self._comes_before_surname(at):
            return None
        short = key not in self.index.firsts
        return self._hit(at, at, "name") if self.bearing.is_first_alone(at, short=short) else None

    def _comes_before_surname(self, at: int) -> bool:
        """Say whether the surname is a word or two on, where the whole name will be found."""
        for last in (at + 1, at + 2):
            if not BETWEEN.fullmatch(self.words.gap(last - 1)) or ("." in self.words.gap(last - 1) and last == at + 1):
                return False
            if self.words.key(last) in self.index.surnames and self._left(last)[0] <= at:
                return self.words.is_capital(last) or sort_of(self.words.key(last)) == PLAIN
        return False

    def _misspelt_after(self, at: int) -> int:
        """Return the last word of a misspelt surname right behind a given name, or 0."""
        for after in (at + 1, at + 2):
            gap = self.words.gap(after - 1)
            if not BETWEEN.fullmatch(gap) or ("." in gap and after == at + 1):
                return 0
            near = self._near_of(self.words.key(after))
            capital = self.words.is_capital(after) or self.words.key(after) not in lexicon.ranks()
            if any(name in self.index.surnames for name, _, _ in near) and capital:
                return after
            if len(self.words.key(after)) > 1:
                return 0
        return 0

    def _misspelt(self, at: int, near: tuple) -> tuple[int, int, str] | None:
        words, key = self.words, self.words.key(at)
        left, given, title = self._left(at)
        is_surname = any(name in self.index.surnames for name, _, _ in near)
        if is_surname and (given or title) and words.is_capital(at):
            return self._hit(left, at, "misspelt")
        rare = words.is_capital(at) and not words.begins(at) and lexicon.ranks().get(key, 0) >= lexicon.KNOWN
        if (key in lexicon.ranks() and not rare) or key in lexicon.MONTHS or self.bearing.is_a_thing(at, at):
            return None
        if key in lexicon.proper() and not any(same and edits < 2 for _, edits, same in near):
            return None
        if len(key) < 5 and not words.is_capital(at):
            return None
        if words.is_shouted(at) and len(key) < 7:
            return None
        return self._hit(left if is_surname else at, at, "misspelt")

    def _broken(self, at: int) -> tuple[int, int, str] | None:
        """Judge two pieces that make a name when put together: "Thorn ton", "van derBerg"."""
        words = self.words
        whole = words.key(at) + words.key(at + 1)
        if whole not in self.index.joined or not re.fullmatch(r"[ \n\-_.]{1,2}", words.gap(at)):
            return None
        ranks = lexicon.ranks()
        if (
            words.key(at) in ranks
            and words.key(at + 1) in ranks
            and (words.is_capital(at + 1) or not words.is_capital(at))
        ):
            return None
        return self._hit(at, at + 1, "name")
