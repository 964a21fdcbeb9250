"""A page about one challenge: found through `visible_to`, then asked about."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.models import Challenge
from people.views.base import ActView, FormView, PageView


class OfChallenge:
    """What every page of a challenge does first. The address carries its ref."""

    def load(self):
        self.challenge = get_object_or_404(
            Challenge.objects.visible_to(self.request.user).with_host(), ref=self.kwargs["ref"]
        )

    def asked_about(self):
        return self.challenge

    def context(self):
        return {"challenge": self.challenge, **super().context()}

    def after(self):
        """Return to the challenge unless the page says otherwise."""
        return reverse("cycles:challenge", args=[self.challenge.ref])


class ChallengePage(OfChallenge, PageView):
    """A page of a challenge to look at."""


class ChallengeForm(OfChallenge, FormView):
    """A page of a challenge with a form."""


class ChallengeAct(OfChallenge, ActView):
    """A button of a challenge."""
