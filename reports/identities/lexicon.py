"""What ordinary words are, and which of them people are called by. Read once, when first asked for."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
KNOWN = 25_000  # rarer words than these, with a capital within a sentence, are rather a misspelt name
EVERYDAY = 12_000  # the commonest words: a surname among them needs more than being there


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").split("\n")[:-1]


@cache
def ranks() -> dict[str, int]:
    """Return every ordinary word with its rank, the commonest first."""
    return {word: rank for rank, word in enumerate(_lines("words.txt"))}


@cache
def proper() -> frozenset[str]:
    """Return names of people and places that a text may hold without meaning anybody."""
    return frozenset(_lines("proper.txt")) | places() | frozenset(nicknames())


@cache
def places() -> frozenset[str]:
    """Return places that are surnames too."""
    return frozenset(word for line in _lines("places.txt") for word in line.split())


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Return for each given name the names its bearer may go by."""
    forms: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        whole, *short = line.split()
        forms.setdefault(whole, set()).update(short)
        for name in short:
            forms.setdefault(name, {whole}).update(line.split())
    return {name: frozenset(others - {name}) for name, others in forms.items()}


def _sets() -> dict[str, frozenset[str]]:
    """Return the small sets of words, each under its heading."""
    sets: dict[str, set[str]] = {}
    for line in _lines("sets.txt"):
        if line.startswith("# "):
            words = sets.setdefault(line[2:], set())
        else:
            words.update(line.split())
    return {name: frozenset(words) for name, words in sets.items()}


_SETS = _sets()
# Words of the lists that in a report can only be somebody's name.
NAMES = _SETS["names"]
# Of these, what is a word all the same wherever it has no capital, or begins a sentence.
ALSO_WORDS = _SETS["also_words"]
MONTHS = _SETS["months"]
COLOURS = _SETS["colours"]
TITLES = _SETS["titles"]
POST_NOMINALS = _SETS["post_nominals"]
PARTICLES = _SETS["particles"]
# What people do and things do not: after a word it shows that the word is a name.
SPEECH = _SETS["speech"]
# After a name in capitals: a place, a body or a thing called after somebody else.
THINGS = _SETS["things"]
# What is called after its author, and means nobody here.
WORKS = _SETS["works"]
# Given names that begin many a sentence as verbs: beside a surname in small letters they say nothing.
VERBS = _SETS["verbs"]
PLACE_BEFORE = _SETS["place_before"]
MEETING = _SETS["meeting"]
DETERMINERS = _SETS["determiners"]
# Short forms that are somebody's initials far less often than what they stand for.
ACRONYMS = _SETS["acronyms"]
# A person's post or part, in one word: what "only", "newly appointed" and small numbers are said of.
PERSONS = _SETS["persons"]
# Words a clause may begin with; words before a place that may as well stand before a person.
CLAUSES, AMBIGUOUS = _SETS["clauses"], _SETS["ambiguous"]
# Short forms with dots that are nobody's initials.
DOTTED = _SETS["dotted"]
# Of posts: small words inside, ranks one speaks of without more, and what before a post makes it another.
SMALL, RANKS, OTHER_POSTS = _SETS["small"], _SETS["ranks"], _SETS["other_posts"]
PLURALS = {
    "child": "children",
    "person": "people",
    "man": "men",
    "woman": "women",
    "lady": "ladies",
    "midwife": "midwives",
    "secretary": "secretaries",
    "wife": "wives",
    "gentleman": "gentlemen",
    "staff": "staff",
    "chairwoman": "chairwomen",
    "chairman": "chairmen",
    "deputy": "deputies",
}
GROUPS = {PLURALS.get(word, f"{word}s"): word for word in PERSONS - {"staff"}}
# The postcode areas of the United Kingdom and its islands.
AREAS = _SETS["areas"]
# Words of every text: six in a row with hardly any other are nobody's.
STOCK = _SETS["stock"]
