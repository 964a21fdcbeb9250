"""From what lies in a box to what may be shown: every question by group, small numbers hidden. Pure Python."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .suppression import ALL, Key, Sum, suppress

REPLIES = ""

Counts = Mapping[str, Mapping[str, Mapping[str, int]]]  # question → group → answer → how many


def table_of(
    counts: Counts, questions: Mapping[str, Iterable[str]], groups: Iterable[str]
) -> tuple[dict[Key, int], list[Sum]]:
    """Return every number that could be shown and how they add up: all questions share the numbers of replies."""
    groups = list(groups)
    replied = counts.get(REPLIES, {})
    values: dict[Key, int] = {(REPLIES, REPLIES, group): replied.get(group, {}).get(REPLIES, 0) for group in groups}
    everybody = (REPLIES, REPLIES, ALL)
    values[everybody] = sum(values.values())
    sums: list[Sum] = [(everybody, [(REPLIES, REPLIES, group) for group in groups])]
    for question, answers in questions.items():
        answers = list(answers)
        for answer in answers:
            cells = [(question, answer, group) for group in groups]
            values |= {cell: counts.get(question, {}).get(cell[2], {}).get(answer, 0) for cell in cells}
            values[(question, answer, ALL)] = sum(values[cell] for cell in cells)
            sums.append(((question, answer, ALL), cells))
        for group in (*groups, ALL):
            sums.append(((REPLIES, REPLIES, group), [(question, answer, group) for answer in answers]))
    return values, sums


def shown_of(
    counts: Counts,
    questions: Mapping[str, Iterable[str]],
    groups: Iterable[str],
    *,
    minimum: int,
    least: int,
    harmless: Collection[str] = (),
) -> dict[str, Any]:
    """Return what may be shown of a round, as it is kept: `replies` and, by question, answer and group, the numbers.

    Below `least` replies nothing is shown, their number included. An answer or group that is `harmless` may be shown
    as chosen by nobody: that nobody left a question out says of nobody what they answered.
    """
    values, sums = table_of(counts, questions, groups)
    everybody = (REPLIES, REPLIES, ALL)
    if values[everybody] < max(least, minimum):
        return {"replies": None, "counts": {}}
    shown: dict[str, dict[str, dict[str, int]]] = {}
    # How many replied is always shown, so everything else is decided as if it were already known.
    known = [everybody, *(key for key, value in values.items() if not value and not {*key[1:]}.isdisjoint(harmless))]
    for (question, answer, group), value in suppress(values, sums, minimum=minimum, shown_before=known).shown.items():
        shown.setdefault(question, {}).setdefault(answer, {})[group] = value
    return {"replies": values[everybody], "counts": shown}
