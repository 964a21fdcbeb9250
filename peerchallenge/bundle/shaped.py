"""What was agreed of a day beside its report, out and in: who hears of it, next steps, answers in writing."""

from datetime import date, datetime
from typing import Any

from cycles.models import Challenge
from people.models import Body, Person
from reviews.models import HostAnswer, HostQuestion, Outcome, PlannedFeedback, Questionnaire


def shaped(challenge: Challenge) -> dict[str, Any]:
    """Return the properties of a bundle that only some challenges have."""
    outcomes = challenge.outcomes.select_related("owner").order_by("kind", "due_on", "pk")
    answers = dict(challenge.host_answers.values_list("question", "text"))
    questions = HostQuestion.objects.filter(questionnaire__visit=challenge.visit_id).order_by("number")
    analyses = Questionnaire.objects.filter(visit=challenge.visit_id).values_list("analysis", flat=True)
    found = {
        "feedback": [_feedback(row) for row in challenge.feedbacks.order_by("due_on", "audience")],
        "outcomes": [_outcome(row) for row in outcomes],
        "questionnaire": [_question(row, answers) for row in questions],
        "desk_analysis": "".join(analyses),
    }
    return {name: value for name, value in found.items() if value}


def _feedback(row: PlannedFeedback) -> dict[str, Any]:
    said = {"audience": row.audience, "form": row.form, "giver": row.giver, "due_on": f"{row.due_on}"}
    if row.given_on:
        said["given_on"] = f"{row.given_on}"
    return {**said, "note": row.note} if row.note else said


def _outcome(outcome: Outcome) -> dict[str, Any]:
    owner = {"name": outcome.owner.name, "kind": outcome.owner.kind}
    return {"kind": outcome.kind, "text": outcome.text, "owner": owner, "due_on": f"{outcome.due_on}"}


def _question(question: HostQuestion, answers: dict[int, str]) -> dict[str, Any]:
    said = {"number": question.number, "text": question.text}
    return {**said, "answer": answers[question.pk]} if question.pk in answers else said


def land_shape(
    challenge: Challenge, data: dict[str, Any], owners: dict[str, Body], *, by: Person | None, at: datetime
) -> None:
    """Keep what a bundle says of the feedback, of next steps and of answers in writing. No step is done yet."""
    PlannedFeedback.objects.bulk_create(
        PlannedFeedback(
            challenge=challenge,
            **{name: row[name] for name in ("audience", "form", "giver")},
            due_on=date.fromisoformat(row["due_on"]),
            given_on=date.fromisoformat(row["given_on"]) if "given_on" in row else None,
            note=row.get("note", ""),
        )
        for row in data.get("feedback", [])
    )
    Outcome.objects.bulk_create(
        Outcome(
            challenge=challenge,
            kind=row["kind"],
            text=row["text"],
            owner=owners[row["owner"]["name"]],
            due_on=date.fromisoformat(row["due_on"]),
        )
        for row in data.get("outcomes", [])
    )
    rows, analysis = data.get("questionnaire", []), data.get("desk_analysis", "")
    if not rows and not analysis:
        return
    kept = Questionnaire.objects.create(visit=challenge.visit, analysis=analysis, changed_by=by, changed_at=at)
    for row in rows:
        question = HostQuestion.objects.create(questionnaire=kept, number=row["number"], text=row["text"])
        if row.get("answer"):
            HostAnswer.objects.create(
                question=question, challenge=challenge, text=row["answer"], changed_by=by, changed_at=at
            )
