"""The questionnaire of a visit to many hosts: questions, answers, and all answers side by side."""

from django.shortcuts import get_object_or_404

from cycles.views.base import paged
from reviews.actions import questionnaire as actions
from reviews.forms.shapes import HostAnswerForm, QuestionnaireForm
from reviews.queries.shapes import answers_side_by_side, questionnaire_of, questions_of

from .base import Page, SharedForm

QUESTIONNAIRE = ("Questionnaire", "questionnaire")
HOSTS = [{"label": "Host"}, {"label": "Answer"}]


class Questionnaire(Page):
    """Every question, whether this host has answered it, and what the team reads in all the answers."""

    permission = "reviews.view_questionnaire"
    template_name = "reviews/questionnaire.html"

    def context(self):
        answered = set(self.challenge.host_answers.values_list("question", flat=True))
        questions = paged(self.request, questions_of(self.challenge))
        for question in questions:
            question.is_answered = question.pk in answered
        kept = questionnaire_of(self.challenge)
        return {
            **super().context(),
            "questions": questions,
            "answered": len(answered),
            "analysis": kept.analysis if kept else "",
            "may_answer": self.may("answer_questionnaire"),
            "may_edit": self.may("edit_questionnaire"),
        }


class OfQuestion:
    """A page about one question of the visit."""

    trail = (QUESTIONNAIRE,)

    def load(self):
        super().load()
        self.question = get_object_or_404(questions_of(self.challenge), ref=self.kwargs["question"])


class CompareAnswers(OfQuestion, Page):
    """What every host answered to one question, one under the other."""

    permission = "reviews.view_questionnaire"
    template_name = "reviews/compare_answers.html"

    def context(self):
        numbered = {question.number: question for question in questions_of(self.challenge)}
        number = self.question.number
        return {
            **super().context(),
            "question": self.question,
            "columns": HOSTS,
            "rows": answers_side_by_side(self.question),
            "before": numbered.get(number - 1),
            "next": numbered.get(number + 1),
        }


class AnswerQuestion(OfQuestion, SharedForm):
    """One answer: saved by itself, so that no more than one can be lost."""

    permission = "reviews.answer_questionnaire"
    form_class = HostAnswerForm
    done = "Your answer is saved."
    button = "Save the answer"

    @property
    def heading(self):
        return str(self.question)

    def initial(self):
        known = self.challenge.host_answers.filter(question=self.question).first()
        return {"text": known.text, "version": known.version} if known else {"version": 0}

    def change(self, form):
        actions.answer_question(
            challenge=self.challenge,
            question=self.question,
            seen=form.seen(),
            by=self.by,
            at=self.at,
            **form.answers(),
        )


class EditQuestionnaire(SharedForm):
    """The questions and the desk analysis, for all hosts of the visit."""

    permission = "reviews.edit_questionnaire"
    form_class = QuestionnaireForm
    trail = (QUESTIONNAIRE,)
    heading = "Questionnaire"
    says = "The questions go to every host of this visit. One that was answered can be reworded, not taken out."
    done = "The questionnaire is saved."

    def initial(self):
        kept = questionnaire_of(self.challenge)
        texts = questions_of(self.challenge).values_list("text", flat=True)
        start = {"version": kept.version, "analysis": kept.analysis} if kept else {"version": 0}
        return {**start, "questions": "\n".join(texts)}

    def change(self, form):
        actions.edit_questionnaire(challenge=self.challenge, seen=form.seen(), by=self.by, at=self.at, **form.answers())
