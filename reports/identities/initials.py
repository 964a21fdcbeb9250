"""Finding people by their initials alone: JS, J.S., J S, Mrs S."""

import re
from collections.abc import Iterator

from . import lexicon
from .people import Index
from .tokens import Words

DOTTED = re.compile(r"(?<![\w.])[A-Za-z]\.[ -]?(?:[A-Za-z]\.[ -]?){0,2}[A-Za-z](?:\.|(?![\w.]))")
SPACED = re.compile(r"(?<![\w.'-] )(?<![\w.'/-])[A-Z] [A-Z](?![\w'./-]| [A-Z0-9]\b)")
PLAIN = re.compile(r"(?<![\w./&'-])[A-Z]{2,4}(?![\w/&]|-\d|\.\w| ?\d)")
TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Cllr|Councillor)\.? ([A-Z])\b(?!'?[\w]|\. ?[A-Z])")


def find(words: Words, index: Index) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) in the folded text."""
    cased = words.cased
    for match in DOTTED.finditer(cased):
        letters = re.sub(r"[^a-z]", "", match[0].lower())
        small = match[0].lower().rstrip(".").replace(" ", "") in lexicon.DOTTED
        if letters in index.initials and not small and (match[0].isupper() or match[0].count(".") > 1):
            yield *match.span(), "initials"
    for match in SPACED.finditer(cased):
        if match[0].lower().replace(" ", "") in index.initials and match[0][0] not in "AI":
            yield *match.span(), "initials"
    for match in PLAIN.finditer(cased):
        if _is_initials(match, words, index):
            yield *match.span(), "initials"
    for match in TITLED.finditer(cased):
        if match[1].lower() in index.letters:
            yield *match.span(), "initials"


def _is_initials(match: re.Match, words: Words, index: Index) -> bool:
    letters = match[0].lower()
    if letters not in index.initials or letters in lexicon.ACRONYMS or letters in words.acronyms:
        return False
    before = words.text[max(0, match.start() - 5) : match.start()]
    return not re.search(r"(?:\b(?:the|an?)|\d) $", before) and not _is_shouting(match, words.cased)


def _is_shouting(match: re.Match, cased: str) -> bool:
    """Say whether the words on both sides are capitals too, as in a heading."""
    around = cased[max(0, match.start() - 25) : match.start()] + cased[match.end() : match.end() + 25]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > 10 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
