"""What the pages of this floor share: the way back, and keeping the text of a second editor."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.views.base import ChallengeAct, ChallengeForm, ChallengePage
from reviews.guard import Stale


def by_id(rows, text):
    """Return the row with an id from an address, or 404."""
    try:
        return get_object_or_404(rows, pk=uuid.UUID(text))
    except ValueError:
        raise Http404 from None


class Trail:
    """Says where the page lies: the challenge, then the pages of `trail` (label and URL name)."""

    trail = ()

    def address(self, name, *args):
        """Return the address of a page of this challenge."""
        return reverse(f"reviews:{name}", args=[self.challenge.ref, *args])

    def context(self):
        context = super().context()
        crumbs = [{"label": label, "url": self.address(name)} for label, name in self.trail]
        return {**context, "breadcrumbs": [*context.get("breadcrumbs", []), *crumbs]}

    def after(self):
        """Return to the last page of the trail unless the page says otherwise."""
        return self.address(self.trail[-1][1]) if self.trail else super().after()

    def may(self, permission):
        """Whether the one who looks may do something about this challenge."""
        return self.request.user.has_perm(f"reviews.{permission}", self.challenge)


class Page(Trail, ChallengePage):
    """A page of this floor to look at."""


class Act(Trail, ChallengeAct):
    """A button of this floor."""

    template_name = "reviews/sure.html"
    heading = "Are you sure?"
    says = ""  # what happens then
    button = "Continue"

    def context(self):
        return {"cancel_url": self.after(), **super().context()}


class Form(Trail, ChallengeForm):
    """A page of this floor with a form."""

    template_name = "reviews/form.html"
    heading = ""
    says = ""  # one sentence above the form
    button = "Save"

    def context(self):
        return {"cancel_url": self.after(), **super().context()}

    def initial(self):
        """What the form shows at first."""
        return {}

    def form_kwargs(self):
        return {"initial": self.initial()}


class SharedForm(Form):
    """A form two people may have open at once: what the second typed is kept."""

    def act(self, form):
        try:
            self.change(form)
        except Stale as stale:
            form.catch_up(stale.version)
            raise
