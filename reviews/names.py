"""What in a note obviously points at somebody: names of the team, e-mail addresses, telephone numbers."""

import re
from collections.abc import Callable, Iterable

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
# From a leading 0 or + on, digits with the spaces, dots, dashes and brackets people put between them.
TELEPHONE = re.compile(r"(?<![\w/])(?:\+|\(?0)[\d ().-]{8,20}\d(?!\w)")
DIGITS = range(10, 14)
LEAST_LETTERS = 3
# Names that are words too: in small letters, or at the start of a sentence, they name nobody.
WORDS = re.compile(
    r"art|bell|bill|bishop|black|brown|carol|day|dean|drew|field|frank|gray|green|grace|grant|heath|"
    r"hill|hope|hunter|iris|ivy|jack|joy|king|lane|law|long|mark|may|miles|moss|north|parks|pat|penny|"
    r"pope|price|ray|rich|rob|rose|ruby|shaw|short|sky|smart|stone|summer|temple|violet|wade|ward|"
    r"west|white|will|wood|young"
)


def has_contact(text: str) -> bool:
    """Say whether a text has an e-mail address or a telephone number."""
    numbers = TELEPHONE.findall(text)
    return bool(EMAIL.search(text)) or any(len(re.sub(r"\D", "", number)) in DIGITS for number in numbers)


def telephone_in(text: str) -> str:
    """Return the first telephone number of a text as a telephone dials it, or nothing."""
    numbers = (re.sub(r"[^\d+]", "", number) for number in TELEPHONE.findall(text))
    return next((number for number in numbers if len(number.lstrip("+")) in DIGITS), "")


def names_somebody(text: str, name: str) -> bool:
    """Say whether a text has somebody's name: in full, or the first or last name alone."""
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) and not WORDS.fullmatch(name.lower()):
        return True
    return any(_has(text, part) for part in re.split(r"[\s-]+", name) if len(part) >= LEAST_LETTERS)


def _has(text: str, part: str) -> bool:
    if not WORDS.fullmatch(part.lower()):
        return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE) is not None
    inside = rf"(?<=[^.!?\s]\s){re.escape(part.title())}(?!\w)"
    return re.search(inside, text) is not None


def finder_of(names: Iterable[str]) -> Callable[[str], bool]:
    """Return what says of a text whether it has any of many names, by the rules of `names_somebody`, in one look."""
    plain, words = set(), set()
    for name in names:
        if name and not WORDS.fullmatch(name.lower()):
            plain.add(name)
        for part in re.split(r"[\s-]+", name):
            if len(part) >= LEAST_LETTERS:
                (words if WORDS.fullmatch(part.lower()) else plain).add(part)
    anywhere = _any_of(plain, r"(?<!\w)", re.IGNORECASE)
    inside = _any_of({word.title() for word in words}, r"(?<=[^.!?\s]\s)", 0)
    return lambda text: bool((anywhere and anywhere.search(text)) or (inside and inside.search(text)))


def _any_of(words: set[str], before: str, flags: int) -> re.Pattern | None:
    if not words:
        return None
    # The longest first, or a short name would hide the whole one beside it.
    choices = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"{before}(?:{choices})(?!\w)", flags)
