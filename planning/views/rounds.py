"""Putting a question to the planner, watching it work, comparing what it proposes."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.views.base import paged
from people.views.base import ActView, FormView, PageView
from planning.actions import rounds
from planning.comparing import Compared
from planning.forms.rounds import AskForm
from planning.models import PlaceOffer, Proposal

from .asked import OfProposal, OfRound, Planning


class Rounds(Planning, PageView):
    """Every question put to the planner in this cycle, the newest first."""

    template_name = "planning/rounds.html"

    def context(self):
        rows = self.cycle.rounds.select_related("asked_by").prefetch_related("proposals")
        rows = rows.defer("problem", "sketch", "base").order_by("-asked_at", "-pk")
        return {**super().context(), "page": paged(self.request, rows)}


class Ask(Planning, FormView):
    """Ask for proposals, with something tried on top of the facts if wished."""

    template_name = "planning/ask.html"
    form_class = AskForm

    def load(self):
        super().load()
        wanted = self.request.POST.get("draft") or self.request.GET.get("draft")
        self.draft = get_object_or_404(self.cycle.drafts.open(), ref=wanted) if wanted else None

    @cached_property
    def guests(self):
        """Who other regions offer to the cycle, by their number."""
        offers = PlaceOffer.objects.visible_to(self.request.user).open().filter(request__cycle=self.cycle)
        return set(offers.values_list("person", flat=True))

    def form_kwargs(self):
        aims = ["cheapest", "fairest", *(["own_people"] if self.guests else [])]
        return {"cycle": self.cycle, "guests": self.guests, "initial": {"aims": aims, **self.request.GET.dict()}}

    def context(self):
        return {**super().context(), "form": self.form(), "draft": self.draft}

    def act(self, form):
        self.made = rounds.ask(
            cycle=self.cycle, draft=self.draft, what_if=form.tried(), by=self.by, at=self.at, **form.wishes
        )

    def after(self):
        return reverse("planning:round", args=[self.made.ref])


class RoundPage(OfRound, PageView):
    """How far the proposals are, then what they say side by side, or why nothing fits."""

    template_name = "planning/round.html"

    def context(self):
        proposals = list(self.round.proposals.order_by("pk"))
        compared = Compared(self.round, proposals)
        return {
            **super().context(),
            "proposals": proposals,
            "ready": compared.proposals,
            "is_one": compared.is_one,
            "rows": compared.rows if compared.proposals else [],
            "saved": compared.saved,
            "working": [one for one in proposals if not one.is_over],
            "stuck": [one for one in proposals if one.status == Proposal.Status.NOTHING_FITS][:1],
            "failed": [one for one in proposals if one.status in (Proposal.Status.FAILED, Proposal.Status.STOPPED)],
        }


class Stop(OfProposal, ActView):
    """End a proposal with the best it has."""

    template_name = "planning/stop.html"
    done = "Asked to stop. It ends with the best plan it has."

    def act(self):
        rounds.stop(proposal=self.proposal, at=self.at)


class TryAgain(OfProposal, ActView):
    """Begin a proposal anew that failed or was stopped."""

    template_name = "planning/try_again.html"
    done = "Begun again."

    def act(self):
        rounds.try_again(proposal=self.proposal, at=self.at)


class MakeDraft(OfProposal, ActView):
    """Begin a draft from a proposal."""

    template_name = "planning/make_draft.html"
    done = "A draft has begun. Nothing outside it has changed."

    def act(self):
        self.draft = rounds.make_draft(proposal=self.proposal, by=self.by, at=self.at)

    def after(self):
        made = getattr(self, "draft", None)
        return reverse("planning:draft", args=[made.ref]) if made else super().after()


class Relax(OfProposal, ActView):
    """Ask again with the rules set aside that were named as the cheapest way out."""

    template_name = "planning/relax.html"
    done = "Asked again with these rules set aside. When it is ready you can begin a draft from it."

    def act(self):
        self.made = rounds.ask_relaxed(proposal=self.proposal, by=self.by, at=self.at)

    def after(self):
        made = getattr(self, "made", None)
        return reverse("planning:round", args=[made.ref]) if made else super().after()
