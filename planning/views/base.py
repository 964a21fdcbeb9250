"""A page about one draft, or about one visit or seat of it."""

from functools import cached_property
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from people.refusal import Refusal
from people.views.base import SignedInView
from planning.judging import Judged
from planning.models import Draft
from planning.sketch import Sketch

LOOKS = ("changed", "attention", "zoom")


class OfDraft:
    """What every page of a draft does first. The address carries its ref."""

    permission = "cycles.plan"

    def load(self):
        drafts = Draft.objects.visible_to(self.request.user).select_related("cycle__programme__region", "made_by")
        self.draft = get_object_or_404(drafts, ref=self.kwargs["ref"])
        self.cycle = self.draft.cycle

    def asked_about(self):
        return self.cycle

    @cached_property
    def judged(self):
        """What the draft costs and breaks."""
        return Judged.of(self.draft.problem, Sketch.of(self.draft.sketch), Sketch.of(self.draft.base))

    def context(self):
        crumbs = [
            {"label": "Cycles", "url": reverse("cycles:cycles")},
            {"label": self.cycle, "url": reverse("cycles:cycle", args=[self.cycle.ref])},
            {"label": "Drafts", "url": reverse("planning:drafts", args=[self.cycle.ref])},
        ]
        if self.request.path != self.front:
            crumbs.append({"label": self.draft, "url": self.front})
        return {"draft": self.draft, "cycle": self.cycle, "breadcrumbs": crumbs, **super().context()}

    @property
    def front(self):
        """The draft's own page."""
        return reverse("planning:draft", args=[self.draft.ref])

    @property
    def kept(self):
        """How the board was looked at: what of it was shown, and how near."""
        return urlencode({name: self.request.GET[name] for name in LOOKS if self.request.GET.get(name)})

    def after(self):
        """Return to the draft as it was looked at."""
        return f"{self.front}?{self.kept}" if self.kept else self.front


class OfVisit(OfDraft):
    """A page that changes one visit of a draft. One that has begun has no such page."""

    def load(self):
        super().load()
        self.visit = Sketch.of(self.draft.sketch).get(self.kwargs["key"])
        if self.visit is None or self.visit.fixed:
            raise Http404

    def context(self):
        return {"visit": self.visit, "host": self.judged.host(self.visit.host), **super().context()}

    def after(self):
        """Return to the visit the page was about."""
        return f"{self.front}?{self.kept}{'&' if self.kept else ''}visit={self.visit.key}"


class OfSeat(OfVisit):
    """A page about one place of a visit's team."""

    def load(self):
        super().load()
        number = self.kwargs["number"]
        if number >= len(self.visit.seats):
            raise Http404
        self.seat = self.visit.seats[number]


class DraftAct(OfDraft, SignedInView):
    """One button of a draft that asks nothing first: whoever only opens its address is led back to the draft."""

    form_class = None

    def get(self, request, *args, **kwargs):
        return redirect(self.after())

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST)
        if not form.is_valid():
            messages.error(
                request, "The button carried something that cannot be read. Nothing is changed; try it again."
            )
            return redirect(self.after())
        try:
            messages.success(request, self.act(form.cleaned_data))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        return redirect(self.after())

    def act(self, data):
        """Call one action and return what the banner says. It may raise Refusal."""
        raise NotImplementedError  # each button says its own
