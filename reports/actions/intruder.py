"""The intruder checklist: somebody outside the team reads the report as a determined reader would."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reports.models import IntruderAnswer, Report
from reviews.guard import hold

from .identity import content_of

# Each is answered yes or no; a yes says where, and the words are mended before anybody signs.
QUESTIONS = (
    ("timetable", "Could somebody who knows the timetable tell from any sentence which session it came from?"),
    ("only", "Does any sentence describe somebody who is the only one of their kind: a post, a background, an event?"),
    (
        "jigsaw",
        "Could two sentences, or a sentence and what the papers have printed, be put together to name somebody?",
    ),
    ("voice", "Does any wording sound like one person: a turn of phrase, a story, a complaint that is known?"),
    ("count", "Could a small number be taken from a larger one to leave one or two people?"),
    ("carried", "Does a picture, a chart, a link or a caption show or name somebody?"),
)


@transaction.atomic
def answer_intruder_checklist(
    *, challenge: Challenge, answers: dict[str, dict[str, str]], by: Person, at: datetime
) -> IntruderAnswer:
    """Keep the answers for the words as they stand. Any edit makes them old."""
    fresh = hold(challenge, "reports.answer_intruder_checklist")
    report = Report.objects.filter(challenge=fresh).first()
    if report is None:
        raise Refusal("There is no report of this challenge yet, so there is nothing to read.")
    if set(answers) != {key for key, _ in QUESTIONS}:
        raise Refusal("Answer every question. Nothing was kept.")
    for key, said in answers.items():
        if said["answer"] == "yes" and not said["words"].strip():
            raise Refusal("Say where, so that the team can mend the words.", f"{key}_words")
    safe = all(said["answer"] == "no" for said in answers.values())
    return report.intruder_answers.create(
        content_sha256=content_of(report), answers=answers, is_safe=safe, answered_by=by, answered_at=at
    )


def refuse_unless_answered(report: Report, content: str) -> None:
    """Refuse to sign words about which the checklist has not been answered, or was answered with a yes."""
    last = report.intruder_answers.filter(content_sha256=content).order_by("-pk").first()
    if last is None:
        raise Refusal(
            "The intruder checklist has not been answered for these words. The coordinator or the information officer "
            "answers it on its page, then sign."
        )
    if not last.is_safe:
        raise Refusal(
            "The intruder checklist says that somebody could be recognised. Mend the words, then have it answered "
            "again."
        )
