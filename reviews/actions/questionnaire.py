"""The questionnaire of a visit to many hosts: its questions, each host's answers, and the desk analysis."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cycles.models import Challenge, Visit
from people.models import Person
from people.refusal import Refusal
from reviews.guard import Stale, hold, refuse_stale, who_was_first
from reviews.models import HostAnswer, HostQuestion, Questionnaire


@transaction.atomic
def edit_questionnaire(
    *, challenge: Challenge, questions: Sequence[str], analysis: str, seen: int, by: Person, at: datetime
) -> Questionnaire:
    """Keep the questions in their order and the desk analysis. A question that was answered stays."""
    hold(challenge, "reviews.edit_questionnaire")
    visit = Visit.objects.select_for_update().get(pk=challenge.visit_id)
    known = Questionnaire.objects.filter(visit=visit).select_related("changed_by").first()
    if known and known.version != seen:
        raise Stale(
            f"{who_was_first(known)} What you typed is below; save again to put it in its place.", known.version
        )
    kept, _ = Questionnaire.objects.update_or_create(
        visit=visit,
        defaults={"analysis": analysis, "version": seen + 1, "changed_by": by, "changed_at": at},
    )
    _keep_questions(kept, questions)
    return kept


def _keep_questions(questionnaire: Questionnaire, texts: Sequence[str]) -> None:
    surplus = questionnaire.questions.filter(number__gt=len(texts))
    if answered := surplus.filter(answers__isnull=False).order_by("number").first():
        raise Refusal(f"Question {answered.number} has been answered, so it cannot be taken out.", "questions")
    surplus.delete()
    for number, text in enumerate(texts, 1):
        HostQuestion.objects.update_or_create(questionnaire=questionnaire, number=number, defaults={"text": text})


@transaction.atomic
def answer_question(
    *, challenge: Challenge, question: HostQuestion, text: str, seen: int, by: Person, at: datetime
) -> HostAnswer:
    """Keep one host's answer to one question. `seen` is the version the editor started from, 0 for none."""
    fresh = hold(challenge, "reviews.answer_questionnaire")
    known = HostAnswer.objects.filter(challenge=fresh, question=question).select_related("changed_by").first()
    if known:
        refuse_stale(known, seen, {"text": text})
    kept, _ = HostAnswer.objects.update_or_create(
        challenge=fresh,
        question=question,
        defaults={"text": text, "version": seen + 1, "changed_by": by, "changed_at": at},
    )
    return kept
