"""Asks, offers and next steps of a day that ends without a report."""

from django.shortcuts import get_object_or_404

from reviews.actions import outcomes as actions
from reviews.forms.shapes import OutcomeForm
from reviews.queries.shapes import COLUMNS, outcomes_by_kind, owners

from .base import Act, Form, Page

OUTCOMES = ("Asks, offers and next steps", "outcomes")


class Outcomes(Page):
    """What the day ended with, and what of it is done: this page takes the place of a report."""

    permission = "reviews.view_outcomes"
    template_name = "reviews/outcomes.html"

    def context(self):
        may_keep = self.may("keep_outcomes")
        groups = outcomes_by_kind(self.challenge, may_keep)
        return {**super().context(), "groups": groups, "columns": COLUMNS, "may_keep": may_keep}


class AddOutcome(Form):
    """One more ask, offer or next step."""

    permission = "reviews.keep_outcomes"
    form_class = OutcomeForm
    trail = (OUTCOMES,)
    heading = "Add an ask, an offer or a next step"
    done = "Written down."

    def form_kwargs(self):
        return {"owners": owners(self.challenge)}

    def act(self, form):
        actions.add_outcome(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class FinishOutcome(Act):
    """Saying that something agreed on the day is done."""

    permission = "reviews.keep_outcomes"
    trail = (OUTCOMES,)
    heading = "Is what was agreed done?"
    button = "It is done"
    done = "Marked as done."

    def load(self):
        super().load()
        self.outcome = get_object_or_404(self.challenge.outcomes, ref=self.kwargs["outcome"])
        self.says = self.outcome.text

    def act(self):
        actions.finish_outcome(outcome=self.outcome, by=self.by, at=self.at)
