"""Posts that one person alone holds: in full, shortened, turned about, in small letters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import lexicon
from .folding import fold
from .tokens import Words

SAME = {
    "exec": "executive",
    "asst": "assistant",
    "dep": "deputy",
    "mgr": "manager",
    "dir": "director",
    "snr": "senior",
    "svc": "service",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "childrens": "children",
    "childs": "children",
    "child": "children",
    "coordinator": "coordinator",
    "headmaster": "headteacher",
    "headmistress": "headteacher",
    "cllr": "councillor",
    "dept": "department",
    "adults": "adult",
    "hr": "hr",
    "safeguard": "safeguarding",
    "qa": "qa",
}
ELSEWHERE = re.compile(r"\s+(?:in|at|of|from|across)\s+(?:another|other|each|every|all|neighbouring|most|many|any)\b")
KNOWN_SHORT = {
    ("chief", "executive"): ("ceo", "cex", "cx", "ce"),
    ("chief", "executive", "officer"): ("ceo", "cex"),
    ("assistant", "director"): ("ad",),
    ("executive", "director"): ("ed",),
    ("director", "adult", "service"): ("dass",),
    ("director", "adult", "social", "care"): ("dass",),
    ("director", "adult", "social", "service"): ("dass",),
    ("director", "public", "health"): ("dph",),
    ("local", "authority", "designated", "officer"): ("lado",),
    ("designated", "officer"): ("lado",),
    ("special", "educational", "need", "coordinator"): ("senco", "sendco"),
    ("section", "151", "officer"): ("s151",),
    ("data", "protection", "officer"): ("dpo",),
    ("senior", "information", "risk", "owner"): ("siro",),
}
JOIN = re.compile(r"\s+(?:and|&|with)\s+|\s*[,(/|;–—]\s*|\s+-\s+|\s*&\s*")


def stem(word: str) -> str:
    """Return a word of a post without its plural or possessive s, short forms written out."""
    word = SAME.get(word, word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        word = word[:-1]
    return SAME.get(word, word)


def _content(text: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+", re.sub(r"\bco-(?=ordinat)", "co", fold(text)).replace("'", ""))
    return tuple(stem(word) for word in words if word not in lexicon.SMALL)


def _forms(role: str) -> set[tuple[str, ...]]:
    """Return the ways to say a post: whole, its first part alone, rank last, without what follows a join."""
    plain = fold(role)
    wholes = {plain, re.sub(r"\([^)]*\)", " ", plain)}
    wholes |= {JOIN.split(whole, maxsplit=1)[0] for whole in list(wholes)}
    forms = set()
    for whole in wholes:
        forms.add(_content(whole))
        content = _content(whole)
        if content and content[-1] in lexicon.PERSONS and not re.search(r" (?:of|for) ", whole):
            forms.add(content[-1:] + content[:-1])  # "lead for participation"
        for link in (" of ", " for "):
            if link in whole:
                rank, _, field_ = whole.partition(link)
                forms.add(_content(field_) + _content(rank))
                forms.add(_content(rank) + _content(JOIN.split(field_, maxsplit=1)[0]))
                forms.add(_content(JOIN.split(field_, maxsplit=1)[0]) + _content(rank))
    if "," in plain or " - " in plain or "–" in role:
        pieces = [_content(piece) for piece in re.split(r"\s*,\s*|\s+-\s+", plain)]
        forms.add(tuple(word for piece in reversed(pieces) for word in piece))
    return {form for form in forms if len(form) > 1} | {_content(role)} - {()}


def _short_forms(role: str) -> set[str]:
    words = re.findall(r"[^\W_]+", fold(role).replace("'", ""))
    content = _content(role)
    whole = "".join(word[0] for word in words if word != "the")
    short = "".join(word[0] for word in words if word not in lexicon.SMALL)
    forms = {form for form in (whole, short) if len(form) > 2}
    first = re.findall(r"[^\W_]+", JOIN.split(fold(role), maxsplit=1)[0].replace("'", ""))
    forms |= {
        form
        for form in ("".join(w[0] for w in first), "".join(w[0] for w in first if w not in lexicon.SMALL))
        if len(form) > 2
    }
    for known, shorts in KNOWN_SHORT.items():
        if content[: len(known)] == known:
            forms |= set(shorts)
    forms |= {word.lower() for word in re.findall(r"\(([A-Za-z0-9]{2,6})\)", role)}
    return forms


@dataclass
class Posts:
    """What to look for: forms by their first word, and short forms."""

    forms: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    short: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)


def posts_of(roles: Iterable[str]) -> Posts:
    """Gather the forms that mean one person: no form of two people's posts is looked for."""
    held = [role.strip() for role in roles if role.strip()]
    count = Counter(_content(role) for role in held)
    unique = {_content(role): role for role in held if count[_content(role)] == 1}
    forms = Counter(form for role in unique.values() for form in _forms(role))
    many = {form for role in held if count[_content(role)] > 1 for form in _forms(role)}
    many |= {known[:cut] for known in many for cut in range(2, len(known))}
    posts = Posts()
    for form, times in forms.items():
        if (form in unique or (times == 1 and form not in many)) and form not in many:
            posts.forms.setdefault(form[0], []).append(form)
    for listed in posts.forms.values():
        listed.sort(key=len, reverse=True)
    shorts = Counter(short for role in set(held) for short in _short_forms(role))
    posts.short = {short for role in unique.values() for short in _short_forms(role) if shorts[short] == 1}
    heads = Counter(word for role in held for word in set(_content(role)) if word in lexicon.RANKS)
    posts.ranks = {word for word, times in heads.items() if times == 1 and any(word in form for form in unique)}
    return posts


def find(words: Words, posts: Posts) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, "role") in the folded text."""
    at, memory = 0, {}
    while at < len(words):
        key = words.keys[at]
        first = memory.get(key)
        if first is None:
            first = memory[key] = stem(key)
        last = _form_at(words, at, posts.forms[first]) if first in posts.forms else -1
        if last < 0 and first == "co" and words.key(at + 1).startswith("ordinator"):
            last = -1
        if last >= 0:
            if _means_the_holder(words, at, last):
                yield words.starts[at], words.ends[last], "role"
            at = last + 1
            continue
        if (key in posts.short and _is_short(words, at)) or (key in posts.ranks and _is_the_rank(words, at)):
            yield words.starts[at], words.ends[at], "role"
        at += 1


def _form_at(words: Words, at: int, forms: list[tuple[str, ...]]) -> int:
    """Return the last word of the longest form that begins here, or -1."""
    return max((_match(words, at, form) for form in forms), default=-1)


def _match(words: Words, at: int, form: tuple[str, ...]) -> int:
    here, last = at, -1
    for wanted in form:
        skipped = 0
        while here > at and words.key(here) in lexicon.SMALL and skipped < 2:
            here, skipped = here + 1, skipped + 1
        key = words.key(here)
        if key == "co" and words.key(here + 1).startswith("ordinator"):
            key, here = "co" + words.key(here + 1), here + 1
        if stem(key) != wanted or (here > at and not _near(words, here)):
            return -1
        last, here = here, here + 1
    if _is_plural(words, at, last, form):
        return -1
    return last


def _near(words: Words, here: int) -> bool:
    gap = words.gap(here - 1)
    return len(gap) < 6 and not re.search(r"[.;:!?]|\n\s*\n", gap)


def _is_plural(words: Words, at: int, last: int, form: tuple[str, ...]) -> bool:
    """Say whether the person of the post stands in the plural: many directors are nobody."""
    for here in range(at, last + 1):
        key = words.key(here)
        if (
            key in lexicon.GROUPS
            and stem(key) in form
            and not words.text.startswith("'", words.ends[here])
            and stem(key) in lexicon.PERSONS
        ):
            return key != "children"
    return False


def _means_the_holder(words: Words, at: int, last: int) -> bool:
    before = words.precedes(at)
    if before in lexicon.OTHER_POSTS:
        return False
    if last == at:  # a post of one word
        return (
            words.precedes(at) in ("the", "our", "their", "its", "your")
            or (words.is_capital(at) and not words.begins(at))
            or len(words.key(at)) > 9
        )
    return not ELSEWHERE.match(words.text, words.ends[last])


def _is_short(words: Words, at: int) -> bool:
    written = words.as_written(at)
    if words.precedes(at) in ("a", "an", "each", "every", "another", *lexicon.OTHER_POSTS):
        return False
    if written.islower() or written.istitle():
        return (
            len(written) > 2
            and written.lower() not in lexicon.ranks()
            and words.precedes(at) in ("the", "our", "their", "by", "with", "to")
        )
    capitals = sum(letter.isupper() for letter in written)
    return capitals > 1 and not re.match(r"[/-]\d|\d", words.text[words.ends[at] : words.ends[at] + 2])


def _is_the_rank(words: Words, at: int) -> bool:
    if words.precedes(at) not in ("the", "our", "their"):
        return False
    after = words.follows(at)
    return after not in ("of", "for") and not (after and words.is_capital(at + 1))
