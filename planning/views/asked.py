"""What pages about a cycle's planning do first."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.models import Cycle
from cycles.views.base import OfCycle
from planning.models import Proposal, Round


class Planning(OfCycle):
    """A page of a cycle that belongs to planning: coordinators alone."""

    permission = "cycles.plan"
    tab = "planning:drafts"

    def context(self):
        context = super().context()
        front = {"label": self.cycle, "url": reverse("cycles:cycle", args=[self.cycle.ref])}
        drafts = {"label": "Drafts", "url": reverse("planning:drafts", args=[self.cycle.ref])}
        return {**context, "breadcrumbs": [context["crumbs"][0], front, *([drafts] if context["plans"] else [])]}


class OfRound(Planning):
    """A page about one round of proposals. The address carries its ref."""

    def load(self):
        rounds = Round.objects.visible_to(self.request.user).select_related(
            "cycle__programme__region", "asked_by", "draft"
        )
        self.round = get_object_or_404(rounds, ref=self.kwargs["ref"])
        self.cycle = self.round.cycle

    def context(self):
        return {"round": self.round, **super().context()}

    def after(self):
        return reverse("planning:round", args=[self.round.ref])


class OfProposal(Planning):
    """A page about one proposal. The address carries its ref."""

    def load(self):
        proposals = Proposal.objects.filter(round__in=Round.objects.visible_to(self.request.user))
        self.proposal = get_object_or_404(
            proposals.select_related("round__cycle__programme__region", "round__draft"), ref=self.kwargs["ref"]
        )
        self.cycle: Cycle = self.proposal.round.cycle

    def context(self):
        return {"proposal": self.proposal, "round": self.proposal.round, **super().context()}

    def after(self):
        return reverse("planning:round", args=[self.proposal.round.ref])
