"""Phrases that leave one person standing, alone or beside a post one person holds; and small groups."""

import re
from collections.abc import Iterator
from functools import cache

from . import lexicon
from .tokens import Words

NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
END = re.compile(r"[.!?](?:[\"')\]]*)(?=\s|$)|\n\s*\n|\n\s*[-*•·▪]|[•▪]|\n")
NOT_ENDS = re.compile(r"(?:\b(?:mr|mrs|ms|dr|cllr|prof|st|no|e\.g|i\.e|etc|approx|ext|[a-z]))\.$")
SHE = re.compile(
    r"(?<![\w'])(?:she|her|hers|herself|he|him|his|himself|maternity|paternity|woman|lady|wife|husband)(?![\w])"
)
SPAN = r"(?:[a-z'&/-][a-z0-9'&/-]*[ \n\t]+){0,4}?"


def _spaced(pattern: str) -> str:
    """Let every space of a pattern stand for the end of a line too."""
    return re.sub(r" (?![^\[\]]*\])", r"\\s{1,3}", pattern)


@cache
def _person() -> str:
    return "(?:" + "|".join(sorted(lexicon.PERSONS, key=len, reverse=True)) + r")(?![\w])(?!\s+of\s+staff\s+are)"


@cache
def _persons() -> str:
    return (
        "(?:" + "|".join(sorted(lexicon.GROUPS, key=len, reverse=True)) + "|staff|of\\s+(?:them|us|you|those))(?![\\w])"
    )


AMOUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fifteen|twenty|thirty|forty|a dozen|many|several|a few|a couple of|ten|a|half a)"
)
LENGTH = (
    rf"(?:over |nearly |almost |about |more than |less than |under |just |only |some |"
    rf"around |at least |the (?:last|past) )?{AMOUNT}(?:[ -](?:and a half|odd|plus))? ?(?:years?|"
    rf"months?|weeks?|decades?)"
)
YEAR = (
    r"(?:the (?:start|end|spring|summer|autumn|beginning) of |early |late |mid-?)?(?:(?:january|"
    r"february|march|april|may|june|july|august|september|october|november|december),? )?(?:(?:19|"
    r"20)\d\d|last (?:year|month|week|spring|summer|autumn|winter)|this (?:year|month|"
    r"spring|summer))"
)
SINCE = rf"(?:since {YEAR}|for {LENGTH}|{LENGTH})"
TENURE_TEXT = (
    r"(?:in (?:post|role|the (?:role|post|job|position)|this (?:role|post|job)|(?:his|"
    r"her|their|that|current) (?:role|post|job|position))|at the helm)"
    rf"[ \n]+(?:now )?(?:only |just )?{SINCE}"
    rf"|{LENGTH}[ \n]+(?:in (?:post|role|the (?:role|post|job|position)|this (?:role|post|"
    rf"job)|(?:his|her|their|that) (?:role|post|job|position))|of service|as (?:an? |the |"
    rf"our )?(?:[a-z'-]+ ){{0,4}}(?:manager|director|head|lead|chair|worker|officer|nurse|"
    rf"social worker)|with the (?:council|authority|service|team|trust|borough|department|"
    rf"board)|into (?:the|her|his|their) (?:job|role|post))"
    rf"|(?:has|have|had|having|who has|who had|'s|been)[ \n]+(?:worked|been|served|managed|"
    rf"led|run|held|chaired|headed|practised)[^.!?\n]{{0,60}}?(?:since {YEAR}|for {LENGTH})"
    rf"|(?:worked|served|been (?:here|there|employed)|employed|been with (?:us|the (?:council|"
    rf"authority|service|team))|with the (?:council|authority|service|team|trust|borough))"
    rf"[ \n]+[^.!?\n]{{0,30}}?(?:since {YEAR}|"
    rf"for {LENGTH})"
    rf"|(?:joined|appointed|took up|started|came into|arrived|came|took over|began|starting|"
    rf"recruited|promoted)(?:[ \n]+[a-z'-]+){{0,6}}?[ \n]+(?:in {YEAR}|{YEAR}|{LENGTH} ago)"
    rf"|been (?:here|there|with us|at the council)(?: now)? {SINCE}"
    rf"|(?:longest[ -]serving|long[ -]serving|longest[ -]standing|retir(?:es|ing|ed) (?:in|"
    rf"at|after|this|next)|due to retire|about to retire|(?:leaves|leaving) (?:in {YEAR}|"
    rf"next (?:month|year)))"
)
TENURE = re.compile(_spaced(rf"(?<!\w)(?:{TENURE_TEXT})"))
PLAIN_TENURE = re.compile(
    _spaced(
        rf"(?<!\w)(?:since {YEAR}|for {LENGTH}|(?:\d{{1,2}}|two|three|four|five|six|seven|"
        rf"eight|nine|ten|twelve|fifteen|twenty)(?:-| )years?[' -]+(?:experience|service|tenure))"
    )
)
ONLY = (
    r"(?:the|our|their|its|his|her|this|'s|a|as|is|was|council's|service's|team's|authority's)[ \n]+(?:one and only|"
    r"only|sole|single|lone|solitary)[ \n]+"
)
NEW = (
    r"(?:newly|recently|just|only just|freshly)[ \n-]+(?:been )?(?:appointed|recruited|"
    r"promoted|arrived|hired|elected|seconded|joined|started|returned|retired)"
    r"|new(?:ly)?[ \n]+(?:in|to|into)[ \n]+(?:the[ \n]+|her[ \n]+|his[ \n]+|their[ \n]+|"
    r"this[ \n]+)?(?:post|role|job|position)|(?:interim|acting|outgoing|incoming)"
)
ALONE = re.compile(r"(?<!\w)(?:one and only|only|solely|sole|lone|single-handed(?:ly)?)(?!\w)")
NEWLY = re.compile(
    rf"(?<!\w)(?:{NEW}|(?:is|was|being|so|as|still|quite|very|relatively|fairly) new|joined (?:recently|"
    rf"last|this)|started (?:recently|last|this)|on (?:secondment|sick leave|long-term sick))(?!\w)"
)


SHE_NEXT = re.compile(r"[.!?\s\"')]*((?:she|he|her|his)\b)")
NEW_BEFORE = re.compile(r"(?<!\w)(new|former|previous|interim|acting|first)[ \n]+(?:[a-z]+[ \n]+)?$")


@cache
def _only_person() -> re.Pattern:
    return re.compile(rf"(?<![\w]){ONLY}{SPAN}{_person()}(?!\s+(?:in|of)\s+\w+\s+that)")


@cache
def _new_person() -> re.Pattern:
    return re.compile(
        rf"(?<!\w)(?:{NEW})[ \n]+{SPAN}{_person()}|(?<!\w){_person()}[ \n,]+(?:who[ \n]+)?(?:(?:has|"
        rf"had|have|is|was)[ \n]+)?(?:{NEW}|(?:only )?(?:just|recently|newly)[ \n]+[a-z]+)"
    )


@cache
def _tenure_person() -> re.Pattern:
    return re.compile(rf"(?<!\w){_person()}|(?<!\w)(?:i|she|he|who|her|his|my)(?!\w)")


@cache
def _small(smallest: int) -> re.Pattern:
    few = "|".join([*NUMBERS[: max(0, smallest - 2)], *(str(number) for number in range(2, smallest))])
    of = "|".join(
        [
            "one",
            "1",
            "both",
            "all",
            "none",
            "neither",
            "either",
            "each",
            "most",
            "some",
            *NUMBERS,
            *(str(number) for number in range(2, 11)),
            "only",
        ]
    )
    return re.compile(
        rf"(?<![\w.,£$-])(?:"
        rf"(?:(?:{of})[ \n]+)?(?:out[ \n]+)?of[ \n]+(?:the|these|those|our|their|its)[ \n]+"
        rf"(?:only[ \n]+)?(?:{few})(?![\w.,%]\d|"
        rf"[\w%])(?:[ \n]+{SPAN}{_persons()})?"
        rf"|(?:one|1|{few})[ \n]+(?:out[ \n]+)?of[ \n]+(?:{few})(?![\w%.-])(?:[ \n]+{SPAN}{_persons()})?"
        rf"|all[ \n]+(?:{few})[ \n]+{SPAN}{_persons()}"
        rf"|both[ \n]+(?:of[ \n]+)?(?:the[ \n]+|our[ \n]+|their[ \n]+|these[ \n]+|of[ \n]+)?{SPAN}{_persons()}"
        rf"|(?:an?[ \n]+)?(?:small[ \n]+)?(?:group|pair|panel|handful|set|team|trio|number|"
        rf"couple|gathering|meeting|session)[ \n]+of[ \n]+(?:just[ \n]+|only[ \n]+|about[ \n]+)?(?:{few})(?![\w%.,-]\d|"
        rf"[\w%-])(?:[ \n]+{SPAN}{_persons()})?"
        rf"|(?:a[ \n]+)?(?:pair|couple|trio|duo)[ \n]+of[ \n]+{SPAN}{_persons()}"
        rf"|the[ \n]+(?:{few})[ \n]+of[ \n]+(?:them|us)"
        rf"|(?:{few})(?:[ \n]+x)?[ \n]+(?!(?:january|february|march|april|may|june|july|august|"
        rf"september|october|november|december)\b){SPAN}{_persons()}"
        rf"|fewer[ \n]+than[ \n]+(?:{few}|five|5)[ \n]+{SPAN}{_persons()}"
        rf")"
    )


STOPS = re.compile(
    r"(?<!\w)(?:in|on|at|by|from|that|which|who|and|or|but|per|years?|months?|weeks?|"
    r"days?|hours?|times|percent|cent|of(?!\s+the)|for|with|to|as|is|are|was|were|had|"
    r"have|has|than|between|areas|services|councils|themes|recommendations)(?!\w)"
)


PAGES = re.compile(r"\d+\s+(?:out\s+)?of\s+\d+")  # page 2 of 3


def small_groups(text: str, smallest: int) -> Iterator[tuple[int, int, str]]:
    """Find groups named with fewer people than may be counted or named as a source."""
    for match in _small(smallest).finditer(text):
        words = match[0]
        if PAGES.fullmatch(words):
            continue
        if not re.match(r".*?\bof\b", words) and STOPS.search(words):
            continue
        yield *match.span(), "small_group"


def _ends(words: Words, match: re.Match) -> bool:
    """Say whether what looks like a sentence's end is one: no short form, no line that merely broke off."""
    if match[0] == "\n":
        word = re.compile(r"\S*").match(words.text, match.end())
        return not words.is_wrapped(word.end(), match.start())
    return not NOT_ENDS.search(words.text, max(0, match.start() - 8), match.start() + 1)


def _bounds(words: Words, at: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    begin = max(0, at - 600)
    for match in END.finditer(words.text, begin, at):
        if _ends(words, match):
            begin = match.end()
    ends = (match.start() for match in END.finditer(words.text, at, at + 600) if _ends(words, match))
    return begin, next(ends, min(len(words.text), at + 600))


def unique(words: Words, roles: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Find what singles somebody out, with or without a post that one person holds."""
    text = words.text
    for pattern in (_only_person(), _new_person()):
        for match in pattern.finditer(text):
            if not STOPS.search(re.sub(NEW, "", match[0])):
                yield *match.span(), "unique_phrase"
    for match in TENURE.finditer(text):
        before = words.text[max(0, match.start() - 30) : match.start()].split()
        if before and before[-1] in lexicon.GROUPS:
            continue
        if _tenure_person().search(text, *_bounds(words, match.start())):
            yield *match.span(), "unique_phrase"
    for post in roles:
        for span in _beside(words, *post):
            yield *span, "unique_phrase"


def _beside(words: Words, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Find what is said in the sentence of a post that one person holds: she, only, new, since when."""
    text = words.text
    begin, end = _bounds(words, start)
    for pattern in (SHE, ALONE, NEWLY, PLAIN_TENURE):
        for match in pattern.finditer(text, begin, end):
            if match.end() <= start or match.start() >= stop:
                yield match.span()
    if before := NEW_BEFORE.search(text, begin, start):
        yield before.span(1)
    if after := SHE_NEXT.match(text, end):
        yield after.span(1)
