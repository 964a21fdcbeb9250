"""The exchange of practice: what is offered, what one may offer, and the answers to who asks."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.views.base import ChallengeForm, OfCycle, paged
from learning.actions import practice as actions
from learning.forms.practice import OfferForm
from learning.models import Exchange, Practice
from learning.queries import practice as queries
from people.views.base import ActView, PageView
from reviews.models import Finding


class PracticePage(OfCycle, PageView):
    """What others offer, what one's own authority offers, and who asks."""

    template_name = "learning/practice.html"
    permission = "learning.exchange_practice"
    tab = "learning:practice"

    def context(self):
        user = self.request.user
        exchanges = queries.exchanges_of(user, self.cycle)
        page = paged(self.request, queries.offers_for(user, self.cycle))
        is_host = bool(queries.own_bodies(user, self.cycle.programme_id))
        needs = queries.needs_of(user, self.cycle) if is_host else {}
        asked = {exchange.practice_id for exchange in exchanges if not exchange.is_giver}
        own = (
            Practice.objects.visible_to(user)
            .offered_by(user)
            .offered()
            .select_related("finding__theme", "finding__challenge")
        )
        return {
            **super().context(),
            "page": page,
            "offers": queries.matched(page.object_list, needs, asked),
            "exchanges": exchanges,
            "own": own.filter(finding__challenge__cycle__programme=self.cycle.programme_id).order_by("-offered_at")[:50]
            if is_host
            else [],
            "strengths": queries.strengths_of(user, self.cycle)[:50] if is_host else [],
            "is_host": is_host,
        }


class OfferPractice(ChallengeForm):
    """Offer one published strength, or change its words."""

    template_name = "learning/offer_practice.html"
    permission = "learning.offer_practice"
    form_class = OfferForm
    done = "Offered. Others see your words and the theme, and no name."

    def load(self):
        super().load()
        rows = Finding.objects.agreed().filter(challenge=self.challenge, kind=Finding.Kind.STRENGTH)
        self.finding = get_object_or_404(rows.select_related("theme"), ref=self.kwargs["finding"])

    def form_kwargs(self):
        own = Practice.objects.filter(finding=self.finding, finding__challenge=self.challenge).first()
        return {"initial": {"words": own.words if own else ""}}

    def context(self):
        return {"finding": self.finding, "back": self.after(), **super().context()}

    def act(self, form):
        actions.offer(finding=self.finding, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("learning:practice", args=[self.challenge.cycle.ref])


class AnswerPractice(OfCycle, ActView):
    """One step about a practice: ask for it, agree, end, withdraw. The address says which."""

    template_name = "learning/answer_practice.html"
    permission = "learning.exchange_practice"
    tab = "learning:practice"
    STEPS = {
        "ask": ("Ask to be put in touch", "They see the theme and that somebody asks, and no name until they agree."),
        "agree": ("Agree to be put in touch", "From then on both of you see each other’s name and address."),
        "end": ("End this exchange", "Neither of you sees the other’s name from then on."),
        "withdraw": ("Withdraw the offer", "It is no longer shown, and whatever was asked for of it ends."),
    }

    def load(self):
        super().load()
        self.step, user = self.kwargs["step"], self.request.user
        if self.step not in self.STEPS:
            raise Http404
        self.heading, self.says = self.STEPS[self.step]
        rows = Practice.objects.visible_to(user).select_related("finding__theme")
        if self.step in ("agree", "end"):
            self.exchange = self._exchange(user)
            self.practice = self.exchange.practice
        elif self.step == "ask":
            self.practice = get_object_or_404(queries.offers_for(user, self.cycle), ref=self.kwargs["thing"])
            self.challenge = queries.needs_of(user, self.cycle).get(self.practice.finding.theme.name)
            if self.challenge is None:
                raise Http404
        else:
            self.practice = get_object_or_404(self._withdrawable(rows), ref=self.kwargs["thing"])

    def _exchange(self, user):
        """Agreeing is the giver's alone; ending is either side's."""
        rows = Exchange.objects.visible_to(user).standing().select_related("practice__finding__theme")
        if self.step == "agree":
            rows = rows.filter(practice__in=Practice.objects.offered_by(user).values("pk"))
        return get_object_or_404(rows, ref=self.kwargs["thing"])

    def _withdrawable(self, rows):
        """One's own offer; a coordinator takes any out, as when its words give somebody away."""
        if self.request.user.has_perm("learning.make_annual_report", self.cycle):
            return rows.filter(finding__challenge__cycle__programme=self.cycle.programme_id)
        return rows.offered_by(self.request.user)

    def context(self):
        return {"practice": self.practice, "heading": self.heading, "says": self.says, **super().context()}

    def act(self):
        doing = {"by": self.by, "at": self.at}
        if self.step == "ask":
            actions.ask(practice=self.practice, challenge=self.challenge, **doing)
        elif self.step == "withdraw":
            actions.withdraw(practice=self.practice, **doing)
        else:
            getattr(actions, self.step)(exchange=self.exchange, **doing)

    @property
    def done(self):
        return {
            "ask": "Asked. You see their name here once they agree.",
            "agree": "Agreed. Both of you see each other’s name now.",
            "end": "Ended.",
            "withdraw": "Withdrawn.",
        }[self.step]

    def after(self):
        return reverse("learning:practice", args=[self.cycle.ref])
