"""What other shapes end with, out and in: asks, offers and next steps, and one host's answers in writing."""

from datetime import date, datetime
from typing import Any

from cycles.models import Challenge
from people.models import Body, Person
from reviews.models import HostAnswer, HostQuestion, Outcome, Questionnaire


def shaped(challenge: Challenge) -> dict[str, Any]:
    """Return the properties of a bundle that only some shapes have."""
    outcomes = challenge.outcomes.select_related("owner").order_by("kind", "due_on", "pk")
    answers = dict(challenge.host_answers.values_list("question", "text"))
    questions = HostQuestion.objects.filter(questionnaire__visit=challenge.visit_id).order_by("number")
    found = {
        "outcomes": [_outcome(row) for row in outcomes],
        "questionnaire": [_question(row, answers) for row in questions],
    }
    return {name: value for name, value in found.items() if value}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    owner = {"name": outcome.owner.name, "kind": outcome.owner.kind}
    return {"kind": outcome.kind, "text": outcome.text, "owner": owner, "due_on": f"{outcome.due_on}"}


def _question(question: HostQuestion, answers: dict[int, str]) -> dict[str, Any]:
    said = {"number": question.number, "text": question.text}
    return {**said, "answer": answers[question.pk]} if question.pk in answers else said


def land_shape(
    challenge: Challenge, data: dict[str, Any], owners: dict[str, Body], *, by: Person | None, at: datetime
) -> None:
    """Keep what a bundle says of a day without a report; nothing is done yet, and the desk analysis is not there."""
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
    rows = data.get("questionnaire", [])
    if not rows:
        return
    kept = Questionnaire.objects.create(visit=challenge.visit, changed_by=by, changed_at=at)
    for row in rows:
        question = HostQuestion.objects.create(questionnaire=kept, number=row["number"], text=row["text"])
        if row.get("answer"):
            HostAnswer.objects.create(
                question=question, challenge=challenge, text=row["answer"], changed_by=by, changed_at=at
            )
