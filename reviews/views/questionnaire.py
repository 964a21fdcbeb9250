"""The questionnaire of a visit to many hosts: questions, answers, and all answers side by side."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cycles.kinds import asked_in_writing
from cycles.views.base import paged
from people import sheets
from people.refusal import Refusal
from reviews import answering
from reviews.actions import questionnaire as actions
from reviews.forms.shapes import AnswersFileForm, HostAnswerForm, QuestionnaireForm
from reviews.queries.shapes import answers_side_by_side, questionnaire_of, questions_of, still_to_answer

from .base import Form, Page, SharedForm

QUESTIONNAIRE = ("Questionnaire", "questionnaire")
IN_WRITING = staticmethod(asked_in_writing)
HOSTS = [{"label": "Host"}, {"label": "Answer"}]
WHO_ANSWERED = [{"label": "Host"}, {"label": "Answered", "is_number": True}, {"label": "Still to answer"}]


class Questionnaire(Page):
    """Every question, whether this host has answered it, and what the team reads in all the answers."""

    permission = "reviews.view_questionnaire"
    applies = IN_WRITING
    template_name = "reviews/questionnaire.html"

    def context(self):
        answered = set(self.challenge.host_answers.values_list("question", flat=True))
        questions = paged(self.request, questions_of(self.challenge), 60)
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
            "columns": WHO_ANSWERED,
            "rows": still_to_answer(self.challenge) if questions else [],
        }


class OfQuestion:
    """A page about one question of the visit."""

    trail = (QUESTIONNAIRE,)
    applies = IN_WRITING

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
            "rows": answers_side_by_side(self.challenge, self.question),
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

    def load(self):
        super().load()
        self.known = self.challenge.host_answers.filter(question=self.question).first()

    def initial(self):
        return {"text": self.known.text, "version": self.known.version} if self.known else {"version": 0}

    def context(self):
        return {**super().context(), "cancel_url": self.address("questionnaire")}

    def after(self):
        """Go on to the next question without an answer; after a change, back to all of them."""
        answered = self.challenge.host_answers.values("question")
        waiting = questions_of(self.challenge).exclude(pk__in=answered)
        onward = waiting.filter(number__gt=self.question.number).first() or waiting.first()
        if self.known or onward is None:
            return self.address("questionnaire")
        return self.address("answer_question", onward.ref)

    def change(self, form):
        actions.answer_question(
            challenge=self.challenge,
            question=self.question,
            seen=form.seen(),
            by=self.by,
            at=self.at,
            **form.answers(),
        )


class TakeAnswers(Page):
    """All hosts' answers as one table, a column a host."""

    permission = "reviews.view_questionnaire"
    applies = IN_WRITING

    def get(self, request, form, *args, **kwargs):
        return _file(form, "answers", *answering.compared(self.challenge))


class TakeOwnAnswers(Page):
    """The file a host fills in: every question, and what it has answered so far."""

    permission = "reviews.answer_questionnaire"
    applies = IN_WRITING

    def get(self, request, form, *args, **kwargs):
        return _file(form, "questionnaire", answering.HEADINGS, answering.rows_of(self.challenge))


def _file(form, name, headings, rows):
    if form not in sheets.WRITERS:
        raise Http404
    write, kind = sheets.WRITERS[form]
    response = HttpResponse(write(headings, rows), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class ImportAnswers(Form):
    """Bring the filled-in file back, all of it or nothing."""

    permission = "reviews.answer_questionnaire"
    applies = IN_WRITING
    trail = (QUESTIONNAIRE,)
    template_name = "reviews/import_answers.html"
    form_class = AnswersFileForm
    heading = "Answer by a file"
    button = "Import"

    def form_kwargs(self):
        return {}

    def context(self):
        return {**super().context(), "columns": answering.COLUMNS}

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form=form, status=422)
        faults = []
        try:
            table = sheets.read(form.cleaned_data["file"].read())
            faults = answering.check(table=table, challenge=self.challenge).faults
            plan = answering.bring_in(table=table, challenge=self.challenge, by=self.by, at=self.at)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
            return self.page(form=form, faults=faults, status=422)
        messages.success(request, f"The file is imported: {plan.sentence}.")
        return redirect(self.after())


class EditQuestionnaire(SharedForm):
    """The questions and the desk analysis, for all hosts of the visit."""

    permission = "reviews.edit_questionnaire"
    applies = IN_WRITING
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
