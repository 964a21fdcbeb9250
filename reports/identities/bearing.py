"""Whether a word that could be a name is one where it stands.

Three sorts of name. A plain one (Kaminski) is a name wherever it stands; an ordinary word (Green) or a
place (Bradford) needs a title, a given name, or a sentence that treats it as a person.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from . import lexicon
from .tokens import Words

PLAIN, WORD, PLACE = "plain", "word", "place"
PLACELIKE = re.compile(
    r".*(?:ton|ham|ley|ford|field|by|worth|wick|burn|bury|chester|well|croft|dale|stead|hurst|thorpe|bridge|mouth|pool|borough|land)$"
)


@lru_cache(maxsize=16384)
def sort_of(word: str) -> str:
    """Say which sort of name a word is."""
    if word in lexicon.places():
        return PLACE
    rank = lexicon.ranks().get(word)
    if rank is not None and word.endswith("s") and word not in lexicon.NAMES:
        rank = min(rank, lexicon.ranks().get(word[:-1], rank))  # Summers, Rivers
    if word in lexicon.MONTHS or word in lexicon.ALSO_WORDS:
        return WORD
    return WORD if rank is not None and rank < lexicon.EVERYDAY and word not in lexicon.NAMES else PLAIN


class Bearing:
    """Judges names by where they stand; `is_name` says whether a word is one of the names looked for."""

    def __init__(self, words: Words, is_name: Callable[[str], bool]) -> None:
        self.words = words
        self.is_name = is_name
        self._places: dict[str, bool] = {}

    def is_somebody(self, at: int, last: int, sort: str) -> bool:
        """Judge a surname alone that stands at words `at` to `last`."""
        if self.is_a_thing(at, last):
            return False
        return {PLAIN: self._plain, WORD: self._word, PLACE: self._place}[sort](at, last)

    def is_a_thing(self, at: int, last: int) -> bool:
        """Say whether the name is that of a street, a body, a saint."""
        words = self.words
        if words.precedes(at) in ("st", "saint", "santa", "san"):
            return True
        if words.precedes(at) == "the" and words.follows(last) in lexicon.WORKS:
            return True
        after = (
            words.key(last + 1) if words.is_possessive(last) and not self._is_sure(at, last) else words.follows(last)
        )
        return after in lexicon.THINGS and words.is_capital(last + 1)

    def _is_sure(self, at: int, last: int) -> bool:
        return sort_of(self.words.key(last)) == PLAIN and self.words.key(at) not in ("st", "saint")

    def _plain(self, at: int, last: int) -> bool:
        words, key = self.words, self.words.key(at)
        if at == last and len(key) < 4:
            return words.is_capital(at) and not (words.is_shouted(at) and key in lexicon.ACRONYMS)
        before = words.precedes(at)
        place = before in ("in", "at", "near", "around") and PLACELIKE.fullmatch(key) and words.is_capital(at)
        return not (place and not words.is_possessive(last) and not self._acts(last))

    def _acts(self, last: int) -> bool:
        """Say whether what follows is what people do."""
        return self.words.follows(last) in lexicon.SPEECH

    def _word(self, at: int, last: int) -> bool:
        words, key = self.words, self.words.key(at)
        if not words.is_capital(at):
            return self._acts(last) and (words.begins(at) or words.precedes(at) in lexicon.CLAUSES)
        if words.is_shouted(at) or self._is_coloured(at) or words.key(last + 1).isdigit():
            return False
        if key in lexicon.MONTHS:
            return self._acts(last) or words.precedes(at) in ("met", "interviewed", "asked", "thanked", "told")
        if key in (words.key(last + 1), words.key(last + 2)):  # "stone by stone"
            return False
        if words.begins(at):
            return self._begins_as_somebody(last)
        return not self._belongs_to_a_title(at, last)

    def _begins_as_somebody(self, last: int) -> bool:
        words = self.words
        after = words.key(last + 1)
        if words.is_possessive(last) or self._acts(last):
            return True
        if words.gap(last).startswith(",") and after in ("who", "whose"):
            return True
        return after in ("and", "or") and self.is_name(words.key(last + 2)) and words.is_capital(last + 2)

    def _belongs_to_a_title(self, at: int, last: int) -> bool:
        """Say whether capitals around, or an article before, make it part of some other name."""
        words = self.words
        before, after = words.precedes(at), words.follows(last)
        if before in lexicon.DETERMINERS:
            return True
        if after and words.is_capital(last + 1) and not self.is_name(after) and not words.is_possessive(last):
            return True
        if (
            before
            and words.key(last) in lexicon.THINGS
            and before in lexicon.THINGS | lexicon.ranks().keys()
            and words.is_capital(at - 1)
        ):
            return before not in lexicon.TITLES | lexicon.PERSONS and not words.begins(at - 1)
        capital = before and words.is_capital(at - 1) and not words.begins(at - 1)
        return bool(capital and not self.is_name(before) and before not in lexicon.TITLES | lexicon.PERSONS)

    def _is_coloured(self, at: int) -> bool:
        if self.words.key(at) not in lexicon.COLOURS:
            return False
        near = {self.words.key(other) for other in (at - 3, at - 2, at - 1, at + 1, at + 2, at + 3)}
        return bool(
            near & (lexicon.COLOURS - {self.words.key(at)} | {"rated", "rating", "rag", "ratings", "colour", "status"})
        )

    def _place(self, at: int, last: int) -> bool:
        words, before = self.words, self.words.precedes(at)
        if not words.is_capital(at) or before in lexicon.PLACE_BEFORE - lexicon.AMBIGUOUS:
            return False
        if self._acts(last) or before in lexicon.MEETING - {"by", "with", "and"} or before in lexicon.PERSONS:
            return True
        return not self._is_used_as_a_place(words.key(at)) and not words.is_shouted(at)

    def _is_used_as_a_place(self, key: str) -> bool:
        """Say whether the text says somewhere that it means the place: the council, "in Bradford", among places."""
        known = self._places.get(key)
        if known is None:
            known = self._places[key] = any(
                self._stands_as_a_place(at) for at, other in enumerate(self.words.keys) if other == key
            )
        return known

    def _stands_as_a_place(self, at: int) -> bool:
        words = self.words
        if words.precedes(at) in lexicon.PLACE_BEFORE - lexicon.AMBIGUOUS or words.follows(at) in lexicon.THINGS:
            return True
        beside = {words.key(at - 1), words.key(at + 1)} | (
            {words.key(at + 2)} if words.key(at + 1) in ("and", "or") else set()
        )
        beside |= {words.key(at - 2)} if words.key(at - 1) in ("and", "or") else set()
        return any(other in lexicon.places() and not self.is_name(other) for other in beside)

    def is_first_alone(self, at: int, *, short: bool) -> bool:
        """Judge a given name that stands alone; a short form must be surer."""
        words, key = self.words, self.words.key(at)
        if self.is_a_thing(at, at) or len(key) < 3:
            return False
        sort = sort_of(key)
        if not words.is_capital(at):
            return sort == PLAIN and len(key) > 3 and key not in lexicon.ranks()
        if words.is_shouted(at) and (sort == WORD or len(key) < 4):
            return False
        if sort == WORD or (short and key in lexicon.ranks()):
            return self._acts(at) if short else self._word(at, at)
        if sort == PLACE and not self._place(at, at):
            return False
        return not self._names_another(at)

    def _names_another(self, at: int) -> bool:
        """Say whether another surname follows or another given name stands before."""
        words = self.words
        after, before = words.follows(at), words.precedes(at)
        if after and words.is_capital(at + 1) and not words.begins(at + 1) and after not in lexicon.ranks():
            return True
        if after in lexicon.ranks() and words.is_capital(at + 1) and not words.is_shouted(at + 1):
            return True
        return bool(before and words.is_capital(at - 1) and before in lexicon.proper() and not self.is_name(before))
