"""Looking for words: PostgreSQL's full text where it is there, else rows that hold every word.

What is found and what is shown of it are two questions: first which rows, best first, then their words with those
looked for marked. A mark is a pair of control characters until the text has been escaped.
"""

import re
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db import connection, models
from django.db.models import FloatField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FROM, TO = "\x02", "\x03"
AROUND = 160  # characters shown before and after the first word found, without full text
WORD = re.compile(r"\w[\w’'-]*")


def has_full_text() -> bool:
    """Say whether the database searches by full text."""
    return connection.vendor == "postgresql"


def words_of(asked: str) -> list[str]:
    """Return the words looked for."""
    return WORD.findall(asked)[:12]


def matching(rows: QuerySet, fields: tuple[str, ...], asked: str) -> QuerySet:
    """Keep the rows in which the words stand, annotated with their `rank`."""
    if has_full_text():
        vector, query = SearchVector(*fields, config="english"), _query(asked)
        return rows.annotate(vector=vector, rank=Cast(SearchRank(vector, query), FloatField())).filter(vector=query)
    holds = [reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)) for word in words_of(asked)]
    return rows.filter(reduce(and_, holds)).annotate(rank=Value(1.0, FloatField()))


def with_shown(rows: QuerySet, fields: tuple[str, ...], asked: str) -> QuerySet:
    """Annotate `shown`: the part of the text that holds the words, with marks where the database sets them."""
    text = fields[0] if len(fields) == 1 else _joined(fields)
    if not has_full_text():
        return rows.annotate(shown=Coalesce(text, Value(""), output_field=TextField()))
    options = {"start_sel": FROM, "stop_sel": TO, "max_words": 55, "min_words": 30, "max_fragments": 2}
    return rows.annotate(shown=SearchHeadline(text, _query(asked), config="english", **options))


def marked(shown: str, asked: str) -> SafeString:
    """Return text safe for a page, with the words looked for inside <mark>."""
    if not has_full_text():
        shown = _by_hand(shown, asked)
    safe = escape(shown).replace(FROM, "<mark>").replace(TO, "</mark>")
    return mark_safe(safe)  # noqa: S308 -- escaped above; the marks alone are ours


def _query(asked: str) -> SearchQuery:
    return SearchQuery(asked, config="english", search_type="websearch")


def _joined(fields: tuple[str, ...]) -> models.Expression:
    parts: list[object] = [fields[0]]
    for field in fields[1:]:
        parts += [Value("\n"), field]
    return Concat(*parts, output_field=TextField())


def _by_hand(text: str, asked: str) -> str:
    """Cut the text to what stands around the first word found, and mark every word."""
    found = re.compile("|".join(re.escape(word) for word in words_of(asked)) or r"(?!)", re.IGNORECASE)
    text = text.replace(FROM, "").replace(TO, "")
    first = found.search(text)
    begins = max(0, first.start() - AROUND) if first else 0
    part = text[begins : begins + 2 * AROUND]
    said = found.sub(lambda word: f"{FROM}{word[0]}{TO}", part)
    return f"{'… ' if begins else ''}{said}{' …' if begins + 2 * AROUND < len(text) else ''}"
