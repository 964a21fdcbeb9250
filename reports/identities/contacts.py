"""Addresses and numbers that point at one person, whoever it is."""

import re
from collections.abc import Callable, Iterator

from . import lexicon

REACH = 80
SIGN = re.compile(r"@|(?<=[\s\[({<_])at(?=[\s\])}>_])")
DOT = r"(?:\s*\.\s*|\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+|_dot_)"
AT = r"(?:\s?@\s?|\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*|\s+at\s+|_at_)"
LABEL = r"[a-z0-9](?:[a-z0-9_+'-]*[a-z0-9])?"
PLAIN = re.compile(r"[a-z0-9][a-z0-9._%+'-]*@\s{0,2}[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
HIDDEN = re.compile(
    rf"(?<![a-z0-9]){LABEL}(?:{DOT}{LABEL}){{0,3}}{AT}{LABEL}(?:{DOT}{LABEL}){{0,5}}{DOT}[a-z]{{2,6}}(?![a-z0-9])"
)
# In an address written out, what is around "at" must show that it is one.
WRITTEN = re.compile(r"\s+dot\s+|[\[({<]\s*(?:dot|at|@|\.)\s*[\])}>]|@|_dot_|_at_")
ENDS = re.compile(r"(?:uk|com|org|net|gov|nhs|ac|edu|info|eu|io|co|police|sch|me|biz|ie)$")
NUMBER = re.compile(
    r"(?<![\w.,£$€/-])(?:\+|00)\s?44[\s.\-]*(?:\(\s?0\s?\)|0)?[\s.\-()]*[1-9](?:[\s.()\-]{0,2}\d){8,9}(?![\d/])"
    r"|(?<![\w.,£$€/-])\(?0[\s.\-]?[1-9](?:[\s.()\-]{0,2}\d){7,9}(?![\d/]|[.,]\d|-\d)"
)
EXTENSION = re.compile(r"(?<!\w)(?:ext(?:ension|n)?\.?\s*(?:no\.?|number)?\s*:?\s*|x)\d{3,6}(?!\w)")
DATE = re.compile(r"\(?[0-3]\d[\s.-][01]\d[\s.-](?:19|20)\d\d")
SPOKEN = re.compile(
    r"(?<!\w)(?:zero|oh|nought|o)[\s,-]+(?:(?:double|triple)\s+)?"
    r"(?:(?:zero|oh|nought|"
    r"one|two|three|four|five|six|seven|eight|nine|double|triple)[\s,-]+){6,11}"
    r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)(?!\w)"
)
POSTCODE = re.compile(r"(?<![a-z0-9])([a-z]{1,2})(\d[a-z\d]?)[\s-]{0,2}(\d)([abd-hjlnp-uw-z]{2})(?![a-z0-9])")
TEN = re.compile(r"(?<![\w.,£/-])\d{3}[\s.-]?\d{3}[\s.-]?\d{4}(?![\d/]|[.,]\d|-\d)")
BOOK = re.compile(r"is[bs]n")
LABELLED_TEN = re.compile(r"nhs\s*(?:no\.?|num(?:ber)?|id|#)?\s*(?:is|was|:|-|=)?\s*(\d(?:[\s.-]?\d){9})(?!\d)")
INSURANCE = re.compile(
    r"(?<![a-z0-9])[a-z]{2}[\s.-]{0,2}\d{2}[\s.-]{0,2}\d{2}[\s.-]{0,2}\d{2}[\s.-]{0,2}[a-d](?![a-z0-9])"
    r"|(?:(?<=ni number)|(?<=nino)|(?<=insurance number)|(?<=ni no))[:\s]{1,3}"
    r"[a-z]{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?\d{2}(?![a-z0-9])"
)

Found = Iterator[tuple[int, int, str]]


def emails(text: str) -> Found:
    """Find addresses as they are and as people write them to hide them from machines."""
    if "@" in text:
        for match in PLAIN.finditer(text):
            yield *match.span(), "email"
    until = 0
    for sign in SIGN.finditer(text):
        match = HIDDEN.search(text, max(until, sign.start() - REACH), sign.end() + REACH)
        if match and ENDS.search(match[0]) and (WRITTEN.search(match[0]) or _looks_like_a_box(match[0])):
            until = match.end()
            yield *match.span(), "email"


def _looks_like_a_box(words: str) -> bool:
    """Say whether what stands before a bare "at" is a mailbox, as in "jane.smith at leeds.gov.uk"."""
    box = re.split(r"\s+at\s+", words)[0].strip()
    return bool(re.search(r"[._\d]", box)) and not re.search(r"\s", box)


def phones(text: str) -> Found:
    """Find British telephone numbers in any spacing, and extensions."""
    for match in NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        if not DATE.match(match[0]) and 10 <= len(digits) <= 14 and "\n\n" not in match[0]:
            yield *match.span(), "phone"
    for match in EXTENSION.finditer(text):
        yield *match.span(), "phone"
    for match in SPOKEN.finditer(text):
        yield *match.span(), "phone"


def postcodes(text: str) -> Found:
    """Find postcodes of areas there are."""
    for match in POSTCODE.finditer(text):
        if match[1] in lexicon.AREAS:
            yield *match.span(), "postcode"


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits carry the check digit of an NHS number."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9]) and len(set(digits)) > 1


def nhs_numbers(text: str) -> Found:
    """Find ten digits with the right check digit, or called an NHS number."""
    for match in TEN.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", match[0])) and not BOOK.search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield *match.span(), "nhs_number"
    if "nhs" in text:
        for match in LABELLED_TEN.finditer(text):
            yield *match.span(1), "nhs_number"


def insurance_numbers(text: str) -> Found:
    """Find National Insurance numbers."""
    for match in INSURANCE.finditer(text):
        yield *match.span(), "ni_number"


SEARCHES: tuple[Callable[[str], Found], ...] = (emails, phones, postcodes, nhs_numbers, insurance_numbers)


def find(text: str) -> Found:
    """Find them all in a folded text."""
    for search in SEARCHES:
        yield from search(text)
