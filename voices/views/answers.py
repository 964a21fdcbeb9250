"""Answering a survey, by link or code: no account, no cookie, no trace of who or when."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from cycles.policy import policy_of
from people.refusal import Refusal
from voices.actions import answers as actions
from voices.forms.answers import AnswerForm, CodeForm
from voices.models import Round
from voices.queries.surveys import asked_questions
from voices.ready_made import CONFIDENTIAL

from .base import PublicPage


@method_decorator(csrf_exempt, name="dispatch")
class EnterCode(PublicPage):
    """The short address that stands on a slip with a code; it also says thank you."""

    permission = "voices.answer_survey"
    template_name = "voices/enter_code.html"

    def get(self, request):
        return self.answer({"form": CodeForm(), "thanks": "thanks" in request.GET})

    def post(self, request):
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.answer({"form": form}, status=422)
        if actions.round_of(form.cleaned_data["code"]) is None:
            form.add_error("code", "No survey has this code. Look at your slip and type it again")
            return self.answer({"form": form}, status=422)
        return redirect("voices:answer_survey", form.cleaned_data["code"])


@method_decorator(csrf_exempt, name="dispatch")
class AnswerSurvey(PublicPage):
    """The questions, and taking what was answered."""

    permission = "voices.answer_survey"
    template_name = "voices/answer.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        found = actions.round_of(kwargs["link"])
        if found is None:
            raise Http404
        self.round, self.code = found
        self.survey = self.round.survey

    def get(self, request, link):
        return self.page(self.form())

    def post(self, request, link):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        mark = actions.mark_of(self.round, code=self.code, once=form.cleaned_data["once"])
        try:
            actions.answer(asked=self.round, mark=mark, at=self.at, **form.replies())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return self.page(form, status=409)
        return redirect(f"{reverse('voices:enter_code')}?thanks")

    def form(self, data=None):
        return AnswerForm(data, survey=self.survey, questions=asked_questions(self.survey))

    def page(self, form, status=200):
        policy = policy_of(self.survey.cycle.programme_id)
        spent = self.round.way == Round.Way.CODES and actions.is_spent(
            self.round, actions.mark_of(self.round, code=self.code, once="")
        )
        promise = CONFIDENTIAL.format(least=policy["least_replies"], smallest=policy["smallest_group"])
        context = {
            "survey": self.survey,
            "round": self.round,
            "form": form,
            "promise": promise,
            "is_open": actions.is_open(self.round, self.at),
            "is_spent": spent,
        }
        return self.answer(context, status)
