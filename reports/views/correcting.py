"""Correcting a published report: the lead's page of its words, and the coordinator's button."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from people.refusal import Refusal
from reports.actions import correcting as actions
from reports.correcting import places
from reports.forms.correcting import ReasonForm, WordsForm
from reports.models import Report
from reviews.models import Destruction

from .base import Act, Form

PAGE = 30


class CorrectReport(Form):
    """The words of the published report, one to be changed at a time; then the signature under all of it."""

    permission = "reports.correct_report"
    template_name = "reports/correct.html"
    trail = ()
    heading = "Correct the published report"

    def load(self):
        super().load()
        rows = Report.objects.select_related("publication").filter(challenge=self.challenge)
        self.report = rows.exclude(publication=None).first()
        if self.report is None:
            raise Http404
        self.correction = actions.begun(self.report)
        changes = self.correction.changes if self.correction else []
        self.changed = {change["place"]: change["now"] for change in changes}
        # With the notes went the host's names and its structure chart.
        self.is_list_gone = Destruction.objects.filter(challenge=self.challenge).exists()
        self.place = self.request.POST.get("place") or self.request.GET.get("at", "")

    @property
    def words(self):
        """Every place of the report with its words as they would read, and what they stand beside."""
        tree = actions.current_tree(self.report)
        return [(place.name, self.changed.get(place.name, place.words), place.beside) for place in places(tree)]

    def form(self, data=None, files=None):
        if data is not None and data.get("do") == "sign":
            return ReasonForm(data, is_list_gone=self.is_list_gone)
        if self.place:
            now = {name: words for name, words, _ in self.words}.get(self.place)
            if now is None:
                raise Http404
            return WordsForm(data, initial={"place": self.place, "now": now})
        return ReasonForm(data, is_list_gone=self.is_list_gone)

    def context(self):
        looked_for = self.request.GET.get("q", "").lower()
        found = [row for row in self.words if looked_for in row[1].lower()]
        return {
            **super().context(),
            "correction": self.correction,
            "is_list_gone": self.is_list_gone,
            "place": self.place,
            "q": self.request.GET.get("q", ""),
            "page": Paginator(found, PAGE).get_page(self.request.GET.get("page")),
        }

    def post(self, request, *args, **kwargs):
        if request.POST.get("do") != "drop":
            return super().post(request, *args, **kwargs)
        try:
            actions.drop_correction(challenge=self.challenge, by=self.by, at=self.at)
        except Refusal as refusal:
            return self.page(status=409, refused=refusal.sentence)
        return redirect(self.after())

    def act(self, form):
        act = {"change": actions.change_words, "sign": actions.sign_correction}[form.cleaned_data.pop("do")]
        act(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)
        self.done = "Kept. Nothing is public before you sign and the coordinator publishes."

    def after(self):
        return reverse("reports:correct_report", args=[self.challenge.ref])


class PublishCorrection(Act):
    """Puts the signed correction in the place of the version before."""

    permission = "reports.publish_correction"
    template_name = "reports/publish_correction.html"
    trail = ()
    heading = "Publish the correction"
    says = (
        "The corrected version appears at the report’s address at once. The version before is listed there, and stays "
        "readable at an address of its own. Team, host and governance readers are told."
    )
    button = "Publish the correction"
    done = "The corrected version is public."

    def context(self):
        report = Report.objects.filter(challenge=self.challenge).first()
        correction = actions.begun(report) if report else None
        return {**super().context(), "correction": correction if correction and correction.signed_at else None}

    def act(self):
        actions.publish_correction(challenge=self.challenge, by=self.by, at=self.at)

    def after(self):
        return reverse("cycles:challenge", args=[self.challenge.ref])
