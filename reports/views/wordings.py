"""How the words came to be: every version of a text, and each finding's way from the presentation to the report."""

from itertools import pairwise

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect

from people.refusal import Refusal
from reports.actions import changes, wordings
from reports.differing import words_that_differ
from reports.forms.drafting import PutBackForm, ReasonForm
from reports.models import Recommendation, ReportSection
from reports.queries import paths_of

from .base import REPORT, Form, KeepsTyped, Page
from .report import OfReport

PAGE = 20
CHANGES = ("What changed since the presentation", "what_changed")


class Wordings(OfReport, Page):
    """Every saved version of one section or recommendation, newest first, each against the one before."""

    permission = "reports.draft_report"
    template_name = "reports/wordings.html"
    trail = (REPORT,)

    def load(self):
        super().load()
        place = self.kwargs["place"]
        self.row, self.named = None, ""
        if place in ReportSection.Key.values:
            self.named = ReportSection.Key(place).label
            self.row = self.report.sections.filter(key=place).first() if self.report.pk else None
        elif self.report.pk:
            self.row = self.report.recommendations.filter(ref=place).first()
            self.named = str(self.row or "")
        if not self.named:
            raise Http404

    def context(self):
        kept = self.report.wordings.filter(place=self.kwargs["place"]) if self.report.pk else []
        rows = list(kept.select_related("written_by").order_by("-version")) if kept else []
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        earlier = {newer.version: older for newer, older in pairwise(rows)}
        shown = [{"row": row, "pieces": _pieces(earlier.get(row.version), row)} for row in page.object_list]
        return {
            **super().context(),
            "page": page,
            "shown": shown,
            "named": self.named,
            "version": self.row.version if self.row else 0,
            "may_put_back": self.may("draft_report"),
        }

    def post(self, request, *args, **kwargs):
        form = PutBackForm(request.POST)
        if not form.is_valid():
            raise Http404
        try:
            wordings.put_back(
                challenge=self.challenge, place=self.kwargs["place"], by=self.by, at=self.at, **form.cleaned_data
            )
        except Refusal as refusal:
            return self.page(status=409, refused=refusal.sentence)
        messages.success(request, "The earlier wording is back. The one before it is kept below.")
        return redirect(request.path)


def _pieces(older, newer):
    return words_that_differ(_whole(older) if older else "", _whole(newer))


def _whole(wording):
    """Write a wording with its terms, if it has any, as one text."""
    said = [wording.text]
    if wording.terms:
        said.append(Recommendation.Actor(wording.terms["actor"]).label)
        said.append(Recommendation.Timescale(wording.terms["timescale"]).label)
    return "\n".join(said)


class WhatChanged(OfReport, Page):
    """Each finding's way from the frozen presentation to the report, with the lead's reason."""

    permission = "reports.draft_report"
    template_name = "reports/what_changed.html"
    trail = (REPORT,)

    def context(self):
        paths = paths_of(self.challenge)
        counts = {
            label: sum(path.label == label for path in paths) for label in ("Changed", "Softened", "Dropped", "New")
        }
        differ = [path for path in paths if path.how != "same"]
        return {
            **super().context(),
            "frozen": bool(paths) or getattr(self.challenge, "presentation", None) is not None,
            "same": len(paths) - len(differ),
            "counts": counts,
            "page": Paginator(differ, PAGE).get_page(self.request.GET.get("page")),
            "may_explain": self.may("explain_change"),
        }


class ExplainChange(KeepsTyped, OfReport, Form):
    """The lead says why one finding changed."""

    permission = "reports.explain_change"
    form_class = ReasonForm
    template_name = "reports/explain_change.html"
    trail = (REPORT, CHANGES)
    heading = "Why did this finding change?"
    button = "Save the reason"
    done = "The reason is saved."

    def load(self):
        super().load()
        paths = paths_of(self.challenge)
        self.path = next((path for path in paths if path.ref == self.kwargs["finding"]), None)

    def ask(self):
        super().ask()
        if self.path is None and not self.too_late:
            raise Http404

    def initial(self):
        return {"reason": self.path.reason, "softened": self.path.softened, "sha256": self.path.sha256}

    def form_kwargs(self):
        return {**super().form_kwargs(), "how": self.path.how}

    def act(self, form):
        try:
            changes.explain_change(
                challenge=self.challenge, finding=self.path.ref, by=self.by, at=self.at, **form.cleaned_data
            )
        except Refusal:
            form.data = form.data.copy()
            form.data["sha256"] = self.path.sha256  # the words are shown anew above; the next try is about them
            raise
