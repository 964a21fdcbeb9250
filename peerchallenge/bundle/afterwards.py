"""What a schema cannot say of what came after a report: plan, measures, outcomes, surveys."""

from collections.abc import Iterator
from typing import Any

from .repeated import twice
from .voiced import answers_of, groups_of


def later_faults(data: dict[str, Any]) -> Iterator[str]:
    """Yield the faults of what came after the report, each with its JSON path."""
    yield from _indicators(data)
    yield from _plan(data)
    yield from _review(data)
    asked = data.get("questionnaire", [])
    yield from twice("$.questionnaire", [row["number"] for row in asked], "number", "question")
    yield from _feedback(data)
    yield from twice("$.point_answers", [row["words"] for row in data.get("point_answers", [])], "words", "answer")
    for place, row in enumerate(data.get("commitments", [])):
        if row["status"] != "open" and not row.get("why", "").strip():
            yield f"$.commitments[{place}].why: is missing, and it has ended"
    surveys = data.get("surveys", [])
    yield from twice("$.surveys", [row["title"] for row in surveys], "title", "survey")
    for place, row in enumerate(surveys):
        yield from _survey(f"$.surveys[{place}]", row)


def _feedback(data: dict[str, Any]) -> Iterator[str]:
    rows, first = data.get("feedback", []), data["challenge"]["visit"]["starts_on"]
    yield from twice("$.feedback", [row["audience"] for row in rows], "audience", "feedback to")
    for place, row in enumerate(rows):
        if row.get("given_on", first) < first:
            yield f"$.feedback[{place}].given_on: is before the visit"


def _indicators(data: dict[str, Any]) -> Iterator[str]:
    rows = data.get("indicators", [])
    yield from twice("$.indicators", [row["name"] for row in rows], "name", "measure")
    for place, row in enumerate(rows):
        path, points = f"$.indicators[{place}].points", row.get("points", [])
        yield from twice(path, [point["months"] for point in points], "months", "value at month")
        for nth, point in enumerate(points):
            if point["months"] and not point.get("attribution", "").strip():
                yield f"{path}[{nth}].attribution: is missing: say what else changed in that time"


def _plan(data: dict[str, Any]) -> Iterator[str]:
    plan, advice = data.get("plan", {}), {row["number"] for row in data.get("recommendations", [])}
    if plan.get("draft_days", 20) < plan.get("papers_days", 8):
        yield "$.plan.draft_days: is less than papers_days"
    responses, actions = plan.get("responses", []), plan.get("actions", [])
    yield from twice("$.plan.responses", [row["recommendation"] for row in responses], "recommendation", "answer to")
    yield from twice("$.plan.actions", [row["number"] for row in actions], "number", "action")
    for place, row in enumerate(responses):
        path = f"$.plan.responses[{place}]"
        if row["recommendation"] not in advice:
            yield f"{path}.recommendation: there is no recommendation {row['recommendation']}"
        if row["answer"] != "accepted" and not row.get("reason", "").strip():
            yield f"{path}.reason: is missing, and it is not accepted as it stands"
    measures = {row["name"] for row in data.get("indicators", [])}
    for place, row in enumerate(actions):
        yield from _action(f"$.plan.actions[{place}]", row, advice, measures)


def _action(path: str, row: dict[str, Any], advice: set[int], measures: set[str]) -> Iterator[str]:
    for nth, number in enumerate(row["recommendations"]):
        if number not in advice:
            yield f"{path}.recommendations[{nth}]: there is no recommendation {number}"
    if row["due_on"] < row["starts_on"]:
        yield f"{path}.due_on: is before starts_on"
    if "indicator" in row and row["indicator"] not in measures:
        yield f"{path}.indicator: there is no measure “{row['indicator']}”"
    if row["status"] == "effective" and not row.get("evidence", "").strip():
        yield f"{path}.evidence: is missing, and its effect is said to be shown"


def _review(data: dict[str, Any]) -> Iterator[str]:
    if "review" not in data:
        return
    if data["challenge"]["shape"]["kind"] != "progress_review":
        yield "$.review: the shape is no progress review"
    rows, findings = data["review"]["reopened"], {row["key"] for row in data.get("findings", [])}
    yield from twice("$.review.reopened", [row["original"] for row in rows], "original", "line for")
    yield from twice("$.review.reopened", [row["finding"] for row in rows], "finding", "line with")
    for place, row in enumerate(rows):
        if row["finding"] not in findings:
            yield f"$.review.reopened[{place}].finding: there is no finding “{row['finding']}”"


def _survey(path: str, survey: dict[str, Any]) -> Iterator[str]:
    questions, rounds = survey["questions"], survey.get("rounds", [])
    yield from twice(f"{path}.questions", [row["number"] for row in questions], "number", "question")
    yield from twice(f"{path}.rounds", [row["name"] for row in rounds], "name", "round")
    for place, row in enumerate(questions):
        if row["kind"] != "choice" and row.get("choices"):
            yield f"{path}.questions[{place}].choices: only a choice has answers of its own"
    known = {0: ("",), **{row["number"]: answers_of(row) for row in questions}}
    for place, row in enumerate(rounds):
        yield from _round(f"{path}.rounds[{place}]", row, known, groups_of(survey))


def _round(path: str, row: dict[str, Any], known: dict[int, tuple[str, ...]], groups: tuple[str, ...]) -> Iterator[str]:
    if not row["opens_on"] <= row["closes_on"]:
        yield f"{path}.closes_on: is before opens_on"
    cells = row.get("shown", [])
    if cells and "replies" not in row:
        yield f"{path}.shown: there are numbers, and replies is missing"
    keys = [(cell["question"], cell["answer"], cell["group"]) for cell in cells]
    for place, (number, answer, group) in enumerate(keys):
        where = f"{path}.shown[{place}]"
        if number not in known:
            yield f"{where}.question: there is no question {number}"
        elif answer not in known[number]:
            yield f"{where}.answer: question {number} has no answer “{answer}”"
        if group not in groups:
            yield f"{where}.group: there is no group “{group}”"
        if cells[place]["number"] > row.get("replies", 0):
            yield f"{where}.number: is more than replies"
    if len(set(keys)) < len(keys):
        yield f"{path}.shown: a number stands there twice"
