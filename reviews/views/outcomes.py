"""Asks, offers and next steps of a day that ends without a report."""

from django.shortcuts import get_object_or_404

from cycles.kinds import ends_in_outcomes
from reviews.actions import outcomes as actions
from reviews.forms.shapes import EditOutcomeForm, OutcomeForm
from reviews.queries.shapes import COLUMNS, outcomes_by_kind, owners, the_day

from .base import Act, Form, Page, SharedForm

OUTCOMES = ("Asks, offers and next steps", "outcomes")
WITH_OUTCOMES = staticmethod(ends_in_outcomes)


class Outcomes(Page):
    """What the day ended with, and what of it is done: this page takes the place of a report."""

    permission = "reviews.view_outcomes"
    applies = WITH_OUTCOMES
    template_name = "reviews/outcomes.html"

    def context(self):
        may_keep = self.may("keep_outcomes")
        groups = outcomes_by_kind(self.challenge, may_keep, self.today)
        shown = {"day": the_day(self.challenge), "groups": groups, "columns": COLUMNS, "may_keep": may_keep}
        return {**super().context(), **shown}


class AddOutcome(Form):
    """One more ask, offer or next step."""

    permission = "reviews.keep_outcomes"
    applies = WITH_OUTCOMES
    form_class = OutcomeForm
    trail = (OUTCOMES,)
    heading = "Add an ask, an offer or a next step"
    done = "Written down."

    def form_kwargs(self):
        return {"owners": owners(self.challenge)}

    def act(self, form):
        actions.add_outcome(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class OfOutcome:
    """A page about one thing that was asked, offered or agreed."""

    permission = "reviews.keep_outcomes"
    applies = WITH_OUTCOMES
    trail = (OUTCOMES,)

    def load(self):
        super().load()
        self.outcome = get_object_or_404(self.challenge.outcomes.select_related("owner"), ref=self.kwargs["outcome"])
        self.outcome.challenge = self.challenge


class EditOutcome(OfOutcome, SharedForm):
    """Changing what was written down, or saying how it ended."""

    form_class = EditOutcomeForm
    done = "The change is kept."

    @property
    def heading(self):
        return f"Change this {self.outcome.get_kind_display().lower()}"

    def initial(self):
        kept = self.outcome
        said = {name: getattr(kept, name) for name in ("kind", "text", "due_on", "version")}
        return {**said, "owner": kept.owner.ref, "is_done": "yes" if kept.is_done else "no"}

    def form_kwargs(self):
        return {**super().form_kwargs(), "owners": owners(self.challenge, besides=self.outcome.owner)}

    def context(self):
        url = self.address("remove_outcome", self.outcome.ref)
        return {**super().context(), "also": {"label": "Take it out", "url": url}}

    def change(self, form):
        actions.edit_outcome(outcome=self.outcome, seen=form.seen(), by=self.by, at=self.at, **form.answers())


class RemoveOutcome(OfOutcome, Act):
    """Taking out what should not have been written down."""

    button = "Take it out"
    done = "Taken out."
    heading = "Take this out?"

    def load(self):
        super().load()
        self.says = f"“{self.outcome}” will be gone from the page and from paper. The timeline says that it was there."

    def act(self):
        actions.remove_outcome(outcome=self.outcome, by=self.by, at=self.at)


class FinishOutcome(OfOutcome, Act):
    """Saying that something agreed on the day is done."""

    heading = "Is what was agreed done?"
    button = "It is done"
    done = "Marked as done."

    def load(self):
        super().load()
        self.says = self.outcome.text

    def act(self):
        actions.finish_outcome(outcome=self.outcome, by=self.by, at=self.at)
