"""What the pages of this floor share: the way back through them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.kinds import passing
from cycles.models import State
from followup.models import Indicator
from reviews.views import base

# Only what is published has recommendations to answer.
PLANNED = staticmethod(passing(State.PUBLISHED))


class Trail(base.Trail):
    """Says where the page lies among the pages of this floor."""

    def address(self, name, *args):
        """Return the address of a page of this floor about this challenge."""
        return reverse(f"followup:{name}", args=[self.challenge.ref, *args])

    def may(self, permission):
        """Whether the one who looks may do something of this floor about this challenge."""
        return self.request.user.has_perm(f"followup.{permission}", self.challenge)


class Page(Trail, base.ChallengePage):
    """A page of this floor to look at."""


class Act(Trail, base.Act):
    """A button of this floor."""


class Form(Trail, base.Form):
    """A page of this floor with a form."""


class SharedForm(Trail, base.SharedForm):
    """A form two people may have open at once."""


class OfIndicator:
    """What a page about one indicator does first."""

    permission = "followup.edit_indicators"
    trail = (("Indicators", "indicators"),)

    def load(self):
        super().load()
        self.indicator = get_object_or_404(
            Indicator.objects.select_related("challenge__cycle"),
            challenge=self.challenge,
            ref=self.kwargs["indicator"],
        )
