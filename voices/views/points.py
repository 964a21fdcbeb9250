"""Points before the visit: the public page, the lead's inbox, the answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from cycles.policy import policy_of
from cycles.rules import possible
from people.refusal import Refusal
from reviews.queries import leaflet
from reviews.vault import vault_of
from reviews.views.base import by_id
from voices.actions import points as actions
from voices.forms.points import DecidePointForm, PointForm
from voices.models import PointAnswer
from voices.queries import points as queries

from .base import Act, Form, Page, PublicPage

POINTS = ("Points before the visit", "points")


@method_decorator(csrf_exempt, name="dispatch")
class HandInPoint(PublicPage):
    """Putting a point, without an account; and what the lead has answered so far."""

    permission = "voices.hand_in_point"
    template_name = "voices/hand_in_point.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.challenge = get_object_or_404(leaflet.with_leaflet(), ref=kwargs["ref"])
        if not possible(self.permission, self.challenge):
            raise Http404

    def get(self, request, ref):
        return self.page(PointForm(), thanks="thanks" in request.GET)

    def post(self, request, ref):
        form = PointForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            actions.refuse_a_flood(self.challenge)
            actions.hand_in_point(challenge=self.challenge, text=form.cleaned_data["text"], at=self.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return self.page(form, status=409)
        return redirect(f"{request.path}?thanks")

    def page(self, form, *, thanks=False, status=200):
        context = {
            "challenge": self.challenge,
            "form": form,
            "thanks": thanks,
            "answers": queries.answers_of(self.challenge),
            "months": policy_of(self.challenge.cycle.programme_id)["keep_notes_months"],
        }
        return self.answer(context, status)


class Points(Page):
    """The inbox: every point, in an order that tells nothing."""

    permission = "voices.read_points"
    template_name = "voices/points.html"

    def context(self):
        page = queries.listed(self.challenge, self.request.GET.get("page"))
        vault = vault_of(self.challenge) if page.object_list else None
        return {
            **super().context(),
            "page": page,
            "points": [(point, point.text(vault)) for point in page.object_list],
            "may_answer": self.may("answer_points"),
            "answers": queries.answers_listed(self.challenge),
            "is_taken_now": possible("voices.hand_in_point", self.challenge),
        }


class DecidePoint(Form):
    """Into scope or not, for the lead."""

    permission = "voices.answer_points"
    trail = (POINTS,)
    template_name = "voices/decide_point.html"
    form_class = DecidePointForm
    heading = "What becomes of this point?"
    done = "Decided."

    def load(self):
        super().load()
        self.ask()  # who may not decide learns nothing of a point either
        self.point = by_id(self.challenge.early_points.all(), self.kwargs["point"])

    def initial(self):
        return {} if self.point.status == "new" else {"status": self.point.status}

    def context(self):
        return {**super().context(), "words": self.point.text(vault_of(self.challenge))}

    def act(self, form):
        self.point.challenge = self.challenge
        actions.decide_point(point=self.point, by=self.by, at=self.at, **form.cleaned_data)


class TakeOffAnswer(Act):
    """Taking an answer off the public page; whoever presses twice finds it gone."""

    permission = "voices.answer_points"
    trail = (POINTS,)
    template_name = "voices/take_off_answer.html"
    heading = "Take this answer off the public page?"
    button = "Take it off"
    done = "The answer is off the public page."

    def load(self):
        super().load()
        self.ask()
        rows = PointAnswer.objects.filter(challenge=self.challenge)
        self.answer = rows.filter(ref=self.kwargs["answer"]).first()

    def get(self, request, *args, **kwargs):
        """Ask first; whoever comes back to an answer that is gone is led to those that are left."""
        return super().get(request, *args, **kwargs) if self.answer else redirect(self.after())

    def context(self):
        return {**super().context(), "words": self.answer.words}

    def act(self):
        if self.answer:
            self.answer.challenge = self.challenge
            actions.take_off_answer(answer=self.answer, by=self.by)
