"""What the pages of surveys show."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from cycles.models import Theme
from voices.actions.answers import REPLIES, replies_in
from voices.actions.closing import groups_of
from voices.models import Question, Round, Said, Survey
from voices.ready_made import STANDARDS
from voices.suppression import ALL

A_PAGE = 30
TEN = 10
HIDDEN = "–"


def listed(rows: QuerySet[Survey], number: str | None) -> Page:
    """Return one page of surveys with their rounds, newest first."""
    rounds = Prefetch("rounds", Round.objects.order_by("-opens_on", "-pk"))
    waiting = Count("rounds__said", filter=Q(rounds__said__status=Said.Status.WAITING))
    rows = rows.annotate(words_waiting=waiting).prefetch_related(rounds).order_by("title", "pk")
    return Paginator(rows, A_PAGE).get_page(number)


def as_asked(survey: Survey) -> list[tuple[str, str, list[str], str]]:
    """Return the questions as the form and the action take them."""
    return [
        (question.words, question.kind, question.choices, question.standard.name if question.standard else "")
        for question in survey.questions.select_related("standard").order_by("number")
    ]


def standards_known(survey: Survey) -> tuple[str, ...]:
    """Return the names of the programme's employer standards."""
    themes = Theme.objects.filter(framework__programme=survey.cycle.programme_id, framework__name=STANDARDS)
    return tuple(themes.order_by("number").values_list("name", flat=True))


def results_of(survey: Survey) -> dict[str, Any]:
    """Return how far a survey is, and for each question what may be shown, years side by side."""
    holds_words = Exists(Said.objects.filter(round=OuterRef("pk")).exclude(status=Said.Status.LEFT_OUT))
    rows = survey.rounds.annotate(holds_words=holds_words).select_related("box")
    rounds = list(rows.order_by("opens_on", "pk"))
    closed = [asked for asked in rounds if asked.closed_on]
    open_round = next((asked for asked in rounds if not asked.closed_on), None)
    questions = list(survey.questions.select_related("standard").order_by("number"))
    said = Said.objects.filter(round__survey=survey, status=Said.Status.RELEASED).select_related("round")
    words = {}
    for one in said.order_by("-round__opens_on", "pk"):
        words.setdefault(one.question_id, []).append(one)
    for asked in rounds:
        asked.survey = survey
    return {
        "years": [asked.name for asked in closed if asked.shown["replies"] is not None],
        "round": open_round,
        "so_far": so_far(open_round) if open_round else "",
        "closed": [facts_of(asked) for asked in reversed(closed)],
        "questions": questions,
        "results": [question_of(question, closed, words.get(question.pk, [])) for question in questions],
        "standards": by_standard(questions, [asked for asked in closed if asked.shown["replies"] is not None]),
        "words_wait": Said.objects.filter(round__survey=survey, status=Said.Status.WAITING).exists(),
    }


def so_far(asked: Round) -> str:
    """Say how many have replied, in tens: nobody can watch a single reply come in."""
    tens = replies_in(asked.box) // TEN * TEN
    return f"{tens} or more" if tens else f"fewer than {TEN}"


def facts_of(asked: Round) -> dict[str, Any]:
    """Return what is said of a closed round: how many were asked and how many replied."""
    replies, least = asked.shown["replies"], asked.shown["least"]
    return {
        "round": asked,
        "replies": replies,
        "least": least,
        "smallest": asked.shown["smallest"],
        "rate": round(100 * replies / asked.asked) if replies is not None else None,
    }


def question_of(question: Question, closed: Sequence[Round], words: Sequence[Said]) -> dict[str, Any]:
    """Return one question: a table of years, a table of groups for the last year, and the words released."""
    told = [asked for asked in closed if asked.shown["replies"] is not None]
    if not question.answers:
        return {"question": question, "words": words}
    shown = {
        "question": question,
        "years": [asked.name for asked in told],
        "rows": _rows(question, told),
    }
    if told and told[-1].survey.groups:
        shown |= _by_group(question, told[-1])
    return shown


def _rows(question: Question, told: Sequence[Round]) -> list[dict[str, Any]]:
    """Return a row for each answer; that nobody left the question out needs no row."""
    rows = [_over_years(question, answer, told) for answer in question.answers]
    return rows if any(cell["number"] != 0 for cell in rows[-1]["cells"]) else rows[:-1]


def _over_years(question: Question, answer: str, told: Sequence[Round]) -> dict[str, Any]:
    numbers = [_number(asked, question.ref, answer, ALL) for asked in told]
    shares = [_share(number, asked.shown["replies"]) for number, asked in zip(numbers, told, strict=True)]
    change = shares[-1] - shares[-2] if len(shares) > 1 and None not in shares[-2:] else None
    return {
        "answer": answer,
        "cells": [{"number": number, "share": share} for number, share in zip(numbers, shares, strict=True)],
        "change": _signed(change),
    }


def _by_group(question: Question, asked: Round) -> dict[str, Any]:
    groups = groups_of(asked)
    sizes = [_number(asked, REPLIES, REPLIES, group) for group in groups]
    return {
        "year": asked.name,
        "groups": [{"name": group, "size": size} for group, size in zip(groups, sizes, strict=True)],
        "by_group": [
            {"answer": answer, "cells": [_number(asked, question.ref, answer, group) for group in groups]}
            for answer in question.answers
        ],
    }


def by_standard(questions: Sequence[Question], told: Sequence[Round]) -> list[dict[str, Any]]:
    """Return the share that agreed with each question of each standard, years side by side.

    It adds up only numbers that are shown: a share that rests on a hidden one is hidden with it.
    """
    agreeing = [question for question in questions if question.standard_id and question.kind == Question.Kind.AGREE]
    rows = sorted(agreeing, key=lambda question: (question.standard.number, question.number)) if told else []
    return [_agreement(question, told) for question in rows]


def _agreement(question: Question, told: Sequence[Round]) -> dict[str, Any]:
    cells = []
    for asked in told:
        numbers = [_number(asked, question.ref, answer, ALL) for answer in Question.AGREEING[:2]]
        cells.append(None if None in numbers else _share(sum(numbers), asked.shown["replies"]))
    change = cells[-1] - cells[-2] if len(cells) > 1 and None not in cells[-2:] else None
    return {"question": question, "cells": cells, "change": _signed(change)}


def _signed(change: int | None) -> str:
    """Return a difference as it is printed, with a true minus; nothing where an end is hidden."""
    return f"{change:+d}".replace("-", "−").replace("+0", "0") if change is not None else ""


def _number(asked: Round, question: str, answer: str, group: str) -> int | None:
    """Return a number that may be shown, or None."""
    return asked.shown["counts"].get(question, {}).get(answer, {}).get(group)


def _share(number: int | None, replies: int | None) -> int | None:
    return None if number is None or not replies else round(100 * number / replies)


def waiting_words(survey: Survey, number: str | None) -> Page:
    """Return one page of words that nobody has read yet, question by question."""
    rows = Said.objects.filter(round__survey=survey, status=Said.Status.WAITING).select_related("round", "question")
    return Paginator(rows.order_by("question__number", "pk"), A_PAGE).get_page(number)


def asked_questions(survey: Survey) -> list[Question]:
    """Return the questions in their order."""
    return list(Question.objects.filter(survey=survey).order_by("number"))
