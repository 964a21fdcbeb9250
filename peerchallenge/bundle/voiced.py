"""What people said and what was promised, out and in: never a reply, its words, a code or an address."""

from datetime import date, datetime
from typing import Any

from cycles.models import Challenge, Theme
from voices.actions.answers import NO_GROUP
from voices.actions.closing import RATHER_NOT
from voices.models import Commitment, CommitmentsPage, MethodPlan, PointAnswer, Question, Round, Survey
from voices.suppression import ALL
from voices.tabling import REPLIES

METHOD = ("sponsor", "question", "method", "who", "why", "ethics", "fed_back_how")
SURVEY = ("kind", "title", "intro", "group_question", "groups")
QUESTION = ("number", "words", "kind", "choices")
ROUND = ("name", "way", "asked")
DAYS = ("opens_on", "closes_on", "closed_on")
COMMITMENT = ("said", "will_do", "status", "why")


def voiced(challenge: Challenge) -> dict[str, Any]:
    """Return the properties of a bundle about what people said: only what may be shown anyway."""
    method = MethodPlan.objects.filter(challenge=challenge).first()
    surveys = challenge.surveys.order_by("title").prefetch_related("questions__standard", "rounds")
    promised = challenge.commitments.order_by("due", "pk")
    answers = challenge.point_answers.order_by("pk")
    found = {
        "commitments": [{**_said(row, COMMITMENT), "due": f"{row.due}"} for row in promised],
        "method": {**_said(method, METHOD), "fed_back_on": f"{method.fed_back_on}"} if method else None,
        "point_answers": [{"taken": row.taken, "words": row.words} for row in answers],
        "surveys": [_survey(row) for row in surveys],
    }
    return {name: value for name, value in found.items() if value}


def _said(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names if getattr(row, name) not in ("", [])}


def _survey(survey: Survey) -> dict[str, Any]:
    questions = sorted(survey.questions.all(), key=lambda one: one.number)
    number = {REPLIES: 0, **{one.ref: one.number for one in questions}}
    rounds = sorted((one for one in survey.rounds.all() if one.closed_on), key=lambda one: (one.opens_on, one.pk))
    return {
        "intro": survey.intro,
        **_said(survey, SURVEY),
        "questions": [_question(one) for one in questions],
        "rounds": [_round(one, number) for one in rounds],
    }


def _question(question: Question) -> dict[str, Any]:
    said = _said(question, QUESTION)
    return {**said, "standard": question.standard.name} if question.standard else said


def _round(asked: Round, number: dict[str, int]) -> dict[str, Any]:
    shown = asked.shown
    said = _said(asked, ROUND) | {name: f"{getattr(asked, name)}" for name in DAYS}
    said |= {"least": shown["least"], "smallest": shown["smallest"]}
    if shown["replies"] is None:
        return said
    cells = [
        {"question": number[question], "answer": answer, "group": group, "number": cell}
        for question, answers in shown["counts"].items()
        for answer, groups in answers.items()
        for group, cell in groups.items()
    ]
    cells.sort(key=lambda cell: (cell["question"], cell["answer"], cell["group"]))
    return {**said, "replies": shown["replies"], "shown": cells}


def land_voices(challenge: Challenge, data: dict[str, Any], standards: dict[str, Theme], at: datetime) -> None:
    """Keep what a bundle says of what people said. The page of commitments gets an address of its own here."""
    promised, method = data.get("commitments", []), data.get("method")
    if promised:
        CommitmentsPage.objects.create(challenge=challenge)
    for row in promised:
        said = {name: row[name] for name in COMMITMENT if name in row}
        Commitment.objects.create(challenge=challenge, due=date.fromisoformat(row["due"]), changed_at=at, **said)
    if method:
        day = date.fromisoformat(method["fed_back_on"])
        said = {name: method[name] for name in METHOD}
        MethodPlan.objects.create(challenge=challenge, fed_back_on=day, changed_at=at, **said)
    for row in data.get("point_answers", []):
        PointAnswer.objects.create(challenge=challenge, **row)
    for row in data.get("surveys", []):
        _land_survey(challenge, row, standards, at)


def _land_survey(challenge: Challenge, row: dict[str, Any], standards: dict[str, Theme], at: datetime) -> None:
    said = {name: row[name] for name in SURVEY if name in row}
    survey = Survey.objects.create(cycle=challenge.cycle, challenge=challenge, changed_at=at, **said)
    questions = Question.objects.bulk_create(
        Question(
            survey=survey,
            standard=standards.get(one.get("standard", "")),
            **{name: one[name] for name in QUESTION if name in one},
        )
        for one in row["questions"]
    )
    refs = {0: REPLIES, **{question.number: question.ref for question in questions}}
    Round.objects.bulk_create(
        Round(
            survey=survey,
            shown=_shown(one, refs),
            **{name: date.fromisoformat(one[name]) for name in DAYS},
            **{name: one[name] for name in ROUND},
        )
        for one in row.get("rounds", [])
    )


def _shown(said: dict[str, Any], refs: dict[int, str]) -> dict[str, Any]:
    """Return what may be shown of a round as it is kept, by the new names of the questions."""
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for cell in said.get("shown", []):
        counts.setdefault(refs[cell["question"]], {}).setdefault(cell["answer"], {})[cell["group"]] = cell["number"]
    return {
        "replies": said.get("replies"),
        "counts": counts,
        "least": said["least"],
        "smallest": said["smallest"],
    }


def answers_of(question: dict[str, Any]) -> tuple[str, ...]:
    """Return what may be answered to a question of a file."""
    said = {name: question[name] for name in ("kind", "choices") if name in question}
    return Question(**said).answers


def groups_of(survey: dict[str, Any]) -> tuple[str, ...]:
    """Return every group the numbers of a survey of a file may stand under."""
    groups = survey.get("groups", [])
    return (ALL, *(groups and [*groups, RATHER_NOT]), *(() if groups else (NO_GROUP,)))
