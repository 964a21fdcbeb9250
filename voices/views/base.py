"""What the pages of this floor share: where they lie, and a survey found through `visible_to`."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from cycles import duties
from cycles.gathering import navigation_of, tabs_of_cycle
from cycles.views.base import FOUND
from people.views.base import ActView, FormView, PageView
from reviews.views import base
from voices.models import Survey


class Trail(base.Trail):
    """Says where a page of a challenge lies."""

    def address(self, name, *args):
        """Return the address of a page of this floor about this challenge."""
        return reverse(f"voices:{name}", args=[self.challenge.ref, *args])

    def may(self, permission):
        """Whether the one who looks may do something on this floor."""
        return self.request.user.has_perm(f"voices.{permission}", self.challenge)


class Page(Trail, base.ChallengePage):
    """A page of a challenge to look at."""


class Act(Trail, base.Act):
    """A button of a challenge."""


class Form(Trail, base.Form):
    """A page of a challenge with a form."""


class SharedForm(Trail, base.SharedForm):
    """A form two people may have open at once."""


class OfSurvey:
    """What every page of a survey does first. It lies with its challenge or with its cycle."""

    permission = "voices.make_survey"
    heading = ""
    says = ""
    button = "Save"

    def load(self):
        rows = Survey.objects.visible_to(self.request.user).with_place()
        self.survey = get_object_or_404(rows, ref=self.kwargs["survey"])
        self.challenge = self.survey.challenge

    def asked_about(self):
        return self.survey

    def dispatch(self, request, *args, **kwargs):
        """Answer; when something was done, the duties of the challenge follow it."""
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == FOUND and getattr(self, "challenge", None):
            duties.follow(self.challenge.pk, self.at)
        return response

    def address(self, name):
        """Return the address of another page of this survey."""
        return reverse(f"voices:{name}", args=[self.survey.ref])

    def context(self):
        place = self._of_challenge() if self.challenge else self._of_cycle()
        crumbs = place.pop("crumbs")
        if self.request.path != self.address("survey"):
            crumbs.append({"label": self.survey.title, "url": self.address("survey")})
        shown = {"survey": self.survey, "breadcrumbs": crumbs, "cancel_url": self.address("survey"), **place}
        return {**shown, **super().context()}

    def _of_challenge(self):
        challenge = self.challenge
        url = reverse("voices:surveys", args=[challenge.ref])
        crumbs = [
            {"label": "Challenges", "url": reverse("cycles:challenges")},
            {"label": challenge.host, "url": reverse("cycles:challenge", args=[challenge.ref])},
            {"label": "Surveys", "url": url},
        ]
        parts = navigation_of(self.request.user, challenge, f"{url}{self.survey.ref}/")
        return {"challenge": challenge, "parts": parts, "place": challenge.host, "crumbs": crumbs}

    def _of_cycle(self):
        cycle = self.survey.cycle
        tabs = tabs_of_cycle(self.request.user, cycle, "voices:cycle_surveys", self.request.path)
        crumbs = [
            {"label": "Cycles", "url": reverse("cycles:cycles")},
            {"label": cycle.name, "url": reverse("cycles:cycle", args=[cycle.ref])},
        ]
        if self.request.user.has_perm("voices.survey_cycle", cycle):
            crumbs.append({"label": "Surveys", "url": reverse("voices:cycle_surveys", args=[cycle.ref])})
        return {"parts": tabs, "place": cycle.name, "crumbs": crumbs}

    def after(self):
        return self.address("survey")


class SurveyPage(OfSurvey, PageView):
    """A page of a survey to look at."""


class SurveyForm(OfSurvey, FormView):
    """A page of a survey with a form."""

    template_name = "voices/form.html"


class SurveyAct(OfSurvey, ActView):
    """A button of a survey."""

    template_name = "voices/sure.html"


class PublicPage(View):
    """A page for whoever has its address. It asks nobody who they are, and sets no cookie.

    Its form carries no token against forgery: it acts for whoever holds the address, not for somebody signed in.
    """

    template_name: str
    for_everybody = True  # see peerchallenge/shelf.py

    @property
    def at(self):
        return timezone.now()

    def answer(self, context, status=200):
        """Draw the page; no cache keeps it and no search engine lists it."""
        response = render(self.request, self.template_name, context, status=status)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
