"""The people of a challenge as a text may write them: names, their short forms, initials, handles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from . import lexicon
from .folding import fold
from .spelling import Speller

APART = {"ü": "ue", "ö": "oe", "ä": "ae", "å": "aa", "ø": "oe", "æ": "ae"}


@dataclass(frozen=True)
class Known:
    """Somebody the challenge knows; any part but the name may be empty, and the name too if the role is not."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Person:
    """One name taken apart: each given name, each way to write the surname as words."""

    given: tuple[str, ...]
    surnames: tuple[tuple[str, ...], ...]

    @property
    def first_letters(self) -> set[str]:
        return {name[0] for name in self.given}


def _spellings(name: str) -> list[str]:
    """Return a name as it stands and, for one with a letter of two, written out: Müller and Mueller."""
    out = "".join(APART.get(letter, letter) for letter in name.lower())
    return [name] if out == name.lower() else [name, out]


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(name).replace("'", ""))


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in lexicon.TITLES:
        words = words[1:]
    while len(words) > 2 and words[-1] in lexicon.POST_NOMINALS:
        words = words[:-1]
    return words


def _hyphened(name: str) -> set[tuple[str, ...]]:
    """Return the words of a name that hyphens hold together."""
    pieces = fold(name).replace("'", "").split()
    return {tuple(_words(piece)) for piece in pieces if "-" in piece.strip("-")}


def _surname_at(words: list[str], held: set[tuple[str, ...]]) -> int:
    """Return where the surname begins: the last word, with what a hyphen or a particle ties to it."""
    at = len(words) - 1
    for group in held:
        if tuple(words[-len(group) :]) == group and len(words) > len(group):
            at = len(words) - len(group)
    while at > 1 and words[at - 1] in lexicon.PARTICLES:
        at -= 1
    return at


def people_of(name: str) -> Iterator[Person]:
    """Take a name apart as often as it can be read: with a comma the surname stands first."""
    called = re.findall(r"[(\[\"“]([^)\]\"”]+)[)\]\"”]", name)
    name = re.sub(r"[(\[\"“][^)\]\"”]*[)\]\"”]", " ", name)
    for spelt in _spellings(name):
        surname, _, given = spelt.partition(",")
        if given.strip() and _words(given)[:1] and _words(given)[0] not in lexicon.POST_NOMINALS:
            words = _without_titles(_words(given)) + _words(surname)
            at = len(words) - len(_words(surname))
        else:
            words = _without_titles(_words(surname))
            at = _surname_at(words, _hyphened(surname)) if words else 0
        if words:
            yield _person(words[:at], words[at:], [word for text in called for word in _words(text)])


def _person(given: list[str], surname: list[str], called: list[str]) -> Person:
    forms = {tuple(surname)}
    bare = [word for word in surname if word not in lexicon.PARTICLES]
    if len(surname) > 1:
        forms |= {("".join(surname),), tuple(bare)} | {(word,) for word in bare if len(word) > 2}
    # "Maria Garcia Lopez" goes by either surname; a middle name that is a given one names nobody.
    forms |= {(word,) for word in given[1:] if len(word) > 3 and word not in lexicon.nicknames()}
    forms |= {("mac", word[3:]) for word in surname if word.startswith("mac") and len(word) > 6}
    forms |= {(word[:2], word[2:]) for word in surname if word.startswith("mc") and len(word) > 4}
    forms |= {("o", word[1:]) for word in surname if word.startswith("o") and len(word) > 4}
    return Person((*given, *called), tuple(sorted(form for form in forms if form and "".join(form))))


@dataclass
class Index:
    """Everything a scan looks up, for all people at once."""

    surnames: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)  # first word → forms, the longest first
    firsts: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)  # short forms of the given names
    middles: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    halves: set[str] = field(default_factory=set)  # what a joined form may begin with, were it broken in two
    initials: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)  # first letters of surnames
    letters_of: dict[str, set[str]] = field(default_factory=dict)  # surname → first letters of its bearers
    speller: Speller | None = None

    def is_first(self, word: str) -> bool:
        return word in self.firsts or word in self.short


def index_of(known: Iterable[Known]) -> Index:
    """Gather the names of everybody known."""
    index = Index()
    for one in known:
        for person in people_of(one.name):
            _add(index, person)
        if "@" in one.email:
            _add_box(index, fold(one.email.split("@")[0]))
    index.firsts -= {first for first in index.firsts if len(first) == 1}
    for forms in index.surnames.values():
        forms.sort(key=len, reverse=True)
    index.halves = {name[:cut] for name in index.joined for cut in range(2, len(name) - 1)}
    names = {form[0] for forms in index.surnames.values() for form in forms if len(form) == 1} | index.firsts
    index.speller = Speller(names)
    return index


def _add(index: Index, person: Person) -> None:
    for form in person.surnames:
        forms = index.surnames.setdefault(form[0], [])
        if form not in forms:
            forms.append(form)
        index.letters_of.setdefault(form[-1], set()).update(person.first_letters)
        index.letters.add(form[0][0])
    index.firsts.update(person.given[:1])
    index.middles.update(person.given[1:])
    index.short.update(short for name in person.given for short in lexicon.nicknames().get(name, ()))
    _add_joined(index, person)


def _add_joined(index: Index, person: Person) -> None:
    """Add the forms without spaces, as in names of files and accounts, and the initials."""
    wholes = {"".join(form) for form in person.surnames if len("".join(form)) > 2}
    firsts = {*person.given[:1], *lexicon.nicknames().get(person.given[0], ())} if person.given else set()
    for first, last in product(firsts, wholes):
        index.joined |= {first + last, last + first}
    for first, last in product(person.given[:1], wholes):
        index.joined |= {joined for joined in (first[0] + last, last + first[0]) if joined not in lexicon.ranks()}
    index.joined |= {whole for whole in wholes if len(whole) > 5 and not lexicon.ranks().get(whole)}
    letters = "".join(name[0] for name in person.given[:3])
    for form in person.surnames:
        if letters and form[0][0]:
            index.initials |= {
                letters[0] + form[-1][0],
                letters + form[-1][0],
                letters[0] + "".join(word[0] for word in form),
            }


def _add_box(index: Index, box: str) -> None:
    """Add a mailbox's name, unless it is an ordinary word such as "office"."""
    plain = re.sub(r"[\W_]", "", box)
    if len(plain) >= 5 and plain not in lexicon.ranks() and re.search(r"[a-z]", plain):
        index.joined.add(plain)
