"""Surveys of a challenge and of a cycle: the list, making, changing, asking, closing, and what came of them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from cycles.days import in_words
from cycles.kinds import is_health_check
from cycles.views.base import OfCycle
from people.refusal import Refusal
from people.views.base import FormView
from reviews.guard import Stale
from voices.actions import closing
from voices.actions import surveys as actions
from voices.forms.commitments import MethodForm
from voices.forms.surveys import EditSurveyForm, MakeSurveyForm, OpenRoundForm
from voices.models import MethodPlan, Round, Survey
from voices.queries import surveys as queries
from voices.ready_made import OF_CHALLENGE, OF_CYCLE

from .base import Form, Page, SurveyAct, SurveyForm, SurveyPage

SURVEYS = ("Surveys", "surveys")
MADE = "The survey is made. Read its questions before you ask it."


class Surveys(Page):
    """The surveys of a challenge."""

    permission = "voices.view_survey_results"
    template_name = "voices/surveys.html"

    def context(self):
        rows = Survey.objects.filter(challenge=self.challenge)
        is_check = is_health_check(self.challenge.shape.kind)
        return {
            **super().context(),
            "page": queries.listed(rows, self.request.GET.get("page")),
            "may_make": self.may("make_survey"),
            "may_plan_method": self.may("plan_method") and is_check,
            "is_check": is_check,
            "plan": self.plan() if is_check else [],
        }

    def plan(self):
        """Return the method plan as the rows of a summary, nothing before it is written."""
        plan = MethodPlan.objects.filter(challenge=self.challenge).first()
        if plan is None:
            return []
        asked = {name: field.label for name, field in MethodForm.base_fields.items() if field.label}
        told = {name: getattr(plan, name) for name in asked}
        told["fed_back_on"] = in_words(plan.fed_back_on, plan.fed_back_on)
        return [{"key": label, "value": told[name]} for name, label in asked.items()]


class MakeSurvey(Form):
    """Begin a survey of a challenge from what is ready made."""

    permission = "voices.make_survey"
    trail = (SURVEYS,)
    heading = "Make a survey"
    says = "Each comes with its questions. You can change them until it is first asked."
    button = "Make it"
    done = MADE

    def form(self, data=None, files=None):
        return MakeSurveyForm(data, kinds=OF_CHALLENGE)

    def act(self, form):
        challenge = self.challenge
        self.made = actions.make_survey(
            cycle=challenge.cycle, challenge=challenge, by=self.by, at=self.at, **form.cleaned_data
        )

    def after(self):
        made = getattr(self, "made", None)
        return reverse("voices:survey", args=[made.ref]) if made else super().after()


class CycleSurveys(OfCycle, FormView):
    """The surveys of a whole cycle, and a form to begin one: one host's few people would be recognisable."""

    permission = "voices.survey_cycle"
    tab = "voices:cycle_surveys"
    template_name = "voices/cycle_surveys.html"
    done = MADE

    def form(self, data=None, files=None):
        return MakeSurveyForm(data, kinds=OF_CYCLE)

    def context(self):
        rows = Survey.objects.filter(cycle=self.cycle, challenge=None)
        return {**super().context(), "page": queries.listed(rows, self.request.GET.get("page")), "form": self.form()}

    def act(self, form):
        self.made = actions.make_survey(cycle=self.cycle, challenge=None, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("voices:survey", args=[self.made.ref])


class SurveyResults(SurveyPage):
    """How far a survey is, and what may be shown of it."""

    permission = "voices.view_survey_results"
    template_name = "voices/survey.html"

    def context(self):
        user, survey = self.request.user, self.survey
        results = queries.results_of(survey)
        return {
            **super().context(),
            **results,
            "ask_from": self.ask_from(results["closed"]),
            "may_make": user.has_perm("voices.make_survey", survey),
            "may_release": user.has_perm("voices.release_words", survey),
        }

    def ask_from(self, closed):
        """Return the first day on which the survey may be asked again, nothing once it has come."""
        again = actions.asked_again_from([facts["round"] for facts in closed])
        return again if again and again > self.today else None


class EditSurvey(SurveyForm):
    """Change what a survey says and asks."""

    form_class = EditSurveyForm
    heading = "Change the survey"
    done = "The survey is changed."

    def form_kwargs(self):
        survey = self.survey
        initial = {
            "title": survey.title,
            "intro": survey.intro,
            "group_question": survey.group_question,
            "groups": "\n".join(survey.groups),
            "questions": queries.as_asked(survey),
            "version": survey.version,
        }
        return {"initial": initial, "standards": queries.standards_known(survey)}

    def act(self, form):
        try:
            actions.edit_survey(survey=self.survey, seen=form.seen(), by=self.by, at=self.at, **form.answers())
        except Stale as stale:
            form.catch_up(stale.version)
            raise


class OpenRound(SurveyForm):
    """Ask a survey."""

    heading = "Ask this survey"
    says = "Questions and groups then stay as they are, this time and every later time, so that years can be compared."
    button = "Open it for answers"
    done = "The survey is open. Below is how people get in."

    def form(self, data=None, files=None):
        return OpenRoundForm(data, today=self.today, initial={"way": Round.Way.LINK, "name": self.today.year})

    def act(self, form):
        actions.open_round(survey=self.survey, by=self.by, at=self.at, **form.cleaned_data)


class Codes(SurveyPage):
    """The codes of the round that is open, to be printed and handed out; they are kept nowhere."""

    template_name = "voices/codes.html"

    def context(self):
        asked = self.survey.rounds.filter(closed_on=None, way=Round.Way.CODES).first()
        return {**super().context(), "round": asked, "codes": asked.codes() if asked else []}


class CloseRound(SurveyAct):
    """End the round that is open."""

    heading = "Close this round now?"
    says = (
        "Nobody can answer any more. What may be shown is kept, and everything else of the answers is destroyed. "
        "There is no way back, and the same survey can be asked again in six months."
    )
    button = "Close it"
    done = "The round is closed."

    def act(self):
        asked = self.survey.rounds.filter(closed_on=None).first()
        if asked is None:
            raise Refusal("No round of this survey is open.")
        closing.close_round(asked=asked, by=self.by, at=self.at)


class SaidWords(SurveyPage):
    """Words of closed rounds that wait for somebody to read them before anybody else does."""

    permission = "voices.release_words"
    template_name = "voices/words.html"

    def context(self):
        return {**super().context(), "page": self.waiting()}

    def waiting(self):
        return queries.waiting_words(self.survey, self.request.GET.get("page"))

    def post(self, request, *args, **kwargs):
        """Do with each what was chosen; words about which nothing was chosen go on waiting."""
        chosen = {said: request.POST.get(f"decide_{said.pk}") for said in self.waiting()}
        count = 0
        for asked in {said.round for said in chosen}:
            mine = {said.pk: choice for said, choice in chosen.items() if said.round_id == asked.pk}
            count += closing.decide_words(
                asked=asked,
                release=[pk for pk, choice in mine.items() if choice == "release"],
                leave_out=[pk for pk, choice in mine.items() if choice == "leave_out"],
                by=self.by,
                at=self.at,
            )
        if count:
            messages.success(request, f"{count} released or left out.")
        else:
            messages.warning(request, "Nothing was decided. Choose “Release” or “Leave out” for what you have read.")
        return redirect(request.get_full_path())
