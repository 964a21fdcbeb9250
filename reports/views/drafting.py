"""Writing the report: its sections and recommendations, with nothing typed ever lost."""

from django.http import Http404

from reports.actions import drafting
from reports.differing import joined, words_that_differ
from reports.forms.drafting import RecommendationForm, SectionForm
from reports.models import Recommendation, Report, ReportSection
from reports.queries.signing import keys_of
from reviews.guard import Stale

from .base import Act, KeepsTyped, SharedForm
from .keeping import BesideEvidence, Keeping, WithRemarks
from .report import OfReport


class WriteSection(Keeping, WithRemarks, BesideEvidence, KeepsTyped, OfReport, SharedForm):
    """One section's text. Whoever saves second sees both texts, with what differs, and chooses or joins them."""

    permission = "reports.draft_report"
    form_class = SectionForm
    template_name = "reports/write_section.html"
    done = "The section is saved."
    clash = None

    def load(self):
        super().load()
        self.place = self.kwargs["key"]
        if self.place not in keys_of(self.challenge):
            raise Http404
        self.section = self.report.sections.filter(key=self.place).first() if self.report.pk else None

    @property
    def heading(self):
        return ReportSection.Key(self.place).label

    def saved(self):
        return {"text": [self.section.text if self.section else ""]}

    def initial(self):
        kept = self.section
        return self.with_unsaved({"text": kept.text, "version": kept.version} if kept else {"version": 0})

    def context(self):
        return {**super().context(), "clash": self.clash}

    def post(self, request, *args, **kwargs):
        if "join" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.form(request.POST)
        form.data = form.data.copy()
        form.data["text"] = joined(
            self.wording(request.POST.get("base", "")), self.saved()["text"][0], form.data["text"]
        )
        form.catch_up(self.section.version if self.section else 0)
        self.keep()
        return self.page(form=form)

    def wording(self, version):
        """Return the text a writer started from."""
        found = self.report.wordings.filter(place=self.place, version=int(version)) if version.isdecimal() else None
        row = found.first() if found is not None else None
        return row.text if row else ""

    def act(self, form):
        started = form.seen() if form.is_valid() else 0
        try:
            super().act(form)
        except Stale:
            fresh = self.report_now().sections.get(key=self.place)
            self.section = fresh
            self.clash = {"theirs": fresh.text, "base": started}
            self.clash["pieces"] = words_that_differ(fresh.text, form.cleaned_data["text"])
            raise

    def report_now(self):
        return Report.objects.get(challenge=self.challenge)

    def change(self, form):
        drafting.write_section(
            challenge=self.challenge,
            key=self.place,
            version=form.seen(),
            by=self.by,
            at=self.at,
            **form.answers(),
        )


class Recommend(Keeping, BesideEvidence, KeepsTyped, OfReport, SharedForm):
    """One more recommendation."""

    permission = "reports.draft_report"
    form_class = RecommendationForm
    template_name = "reports/editor.html"
    heading = "Add a recommendation"
    done = "The recommendation is added."
    place = "recommend"

    def form_kwargs(self):
        return {"challenge": self.challenge, "initial": self.with_unsaved({})}

    def context(self):
        return {**super().context(), "history_url": ""}

    def change(self, form):
        drafting.recommend(challenge=self.challenge, by=self.by, at=self.at, **form.answers())


class OfRecommendation(OfReport):
    """A page about one recommendation."""

    permission = "reports.draft_report"

    def load(self):
        super().load()
        if self.report.pk is None:
            raise Http404
        self.recommendation = self.report.recommendations.filter(ref=self.kwargs["recommendation"]).first()
        if self.recommendation is None:
            # Somebody removed it meanwhile: a post keeps its text and the action says so.
            if self.request.method != "POST":
                raise Http404
            self.recommendation = Recommendation(report=self.report)
        self.recommendation.report = self.report


class ChangeRecommendation(Keeping, WithRemarks, BesideEvidence, KeepsTyped, OfRecommendation, SharedForm):
    """Its words, who can act, by when and what it rests on."""

    form_class = RecommendationForm
    template_name = "reports/editor.html"
    done = "The recommendation is saved."

    @property
    def place(self):
        return self.kwargs["recommendation"]

    @property
    def heading(self):
        return f"Change recommendation {self.recommendation.number or ''}".strip()

    def form_kwargs(self):
        kept = self.recommendation
        started = {
            "text": kept.text,
            "actor": kept.actor,
            "timescale": kept.timescale,
            "version": kept.version,
            "findings": kept.findings.all() if kept.pk else [],
        }
        return {"challenge": self.challenge, "initial": self.with_unsaved(started)}

    def saved(self):
        kept = self.recommendation
        if not kept.pk:
            return None
        findings = [str(pk) for pk in kept.findings.order_by("pk").values_list("pk", flat=True)]
        return {"text": [kept.text], "actor": [kept.actor], "timescale": [kept.timescale], "findings": findings}

    def change(self, form):
        drafting.change_recommendation(
            recommendation=self.recommendation, version=form.seen(), by=self.by, at=self.at, **form.answers()
        )


class RemoveRecommendation(OfRecommendation, Act):
    """Takes it out; the later ones move up."""

    says = "Its words are lost, and the recommendations after it move up by one."
    button = "Remove it"
    done = "The recommendation is removed."

    @property
    def heading(self):
        return f"Remove recommendation {self.recommendation.number or ''}".strip() + "?"

    def act(self):
        drafting.remove_recommendation(recommendation=self.recommendation, by=self.by, at=self.at)
