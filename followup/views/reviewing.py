"""A progress review, seen from both challenges: who looks again, at which findings, and what became of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.views.base import paged
from followup.actions import reviewing as actions
from followup.forms.reviewing import PlanReviewForm, ReopenForm
from followup.models import Reopening
from followup.queries.reviewing import again, looked_at, original_team, review_of, reviews_of
from reviews.models import Finding

from .base import PLANNED, Form, Page, SharedForm

TRAIL = (("Progress review", "progress_review"),)


class Progress(Page):
    """Of a review: its original, that one's team and findings. Of another challenge: its reviews."""

    permission = "cycles.view_team"
    applies = PLANNED
    template_name = "followup/progress_review.html"

    def context(self):
        user = self.request.user
        review = review_of(self.challenge)
        reads = user.has_perm("reviews.read_findings", self.challenge)
        return {
            **super().context(),
            "review": review,
            "team": original_team(review) if review else [],
            "page": paged(self.request, again(review)) if review and reads else None,
            "looked_at": looked_at(review) if review and reads else None,
            "reviews": [] if review else reviews_of(self.challenge),
            "may_plan": not review and user.has_perm("cycles.follow_up", self.challenge),
            "may_invite": user.has_perm("cycles.edit_team", self.challenge),
            "may_reopen": user.has_perm("reviews.draft_finding", self.challenge),
        }


class PlanReview(Form):
    """Proposing the review, from the challenge it looks back on."""

    permission = "cycles.follow_up"
    applies = PLANNED
    trail = TRAIL
    form_class = PlanReviewForm
    heading = "Plan the progress review"
    says = "One to two days about ten months after the visit. The original team is asked first."
    button = "Propose it"
    done = "The progress review is proposed. Ask the original team next."

    def form_kwargs(self):
        return {"programme": self.challenge.cycle.programme}

    def act(self, form):
        answers = {name: form.cleaned_data[name] for name in ("cycle", "shape", "starts_on", "despite")}
        self.review = actions.plan_review(original=self.challenge, by=self.by, at=self.at, **answers)

    def after(self):
        challenge = self.review.challenge if hasattr(self, "review") else self.challenge
        return reverse("followup:progress_review", args=[challenge.ref])


class Reopen(SharedForm):
    """Opening one finding of the original again."""

    permission = "reviews.draft_finding"
    applies = PLANNED
    trail = TRAIL
    form_class = ReopenForm
    template_name = "followup/reopen.html"
    heading = "Open the finding again"

    def load(self):
        super().load()
        self.review = review_of(self.challenge)
        if self.review is None:
            raise Http404
        self.finding = get_object_or_404(
            Finding.objects.agreed().select_related("theme"), challenge=self.review.original, ref=self.kwargs["finding"]
        )

    def context(self):
        return {"finding": self.finding, **super().context()}

    def initial(self):
        rows = Reopening.objects.select_related("finding").filter(review__challenge=self.challenge)
        there = rows.filter(original=self.finding).first()
        if there is None:
            return {}
        return {"verdict": there.verdict, "text": there.finding.text, "version": there.finding.version}

    def change(self, form):
        actions.reopen(
            review=self.review, original=self.finding, seen=form.seen(), by=self.by, at=self.at, **form.answers()
        )
