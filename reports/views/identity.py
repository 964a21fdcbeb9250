"""The identity check: run, look, waive."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from reports.actions import identity as actions
from reports.forms.publishing import WaiverForm
from reports.models import IdentityHit

from .base import REPORT, Act, Form, Page
from .report import OfReport

IDENTITY = ("Identity check", "identity")
PAGE = 25


class Identity(OfReport, Page):
    """The last run and its hits."""

    permission = "reports.check_identity"
    template_name = "reports/identity.html"

    def context(self):
        run, hits, waived = None, [], set()
        if self.report.pk:
            run = self.report.identity_checks.select_related("ran_by").order_by("pk").last()
            waived = set(self.report.waivers.values_list("fingerprint", flat=True))
        if run:
            hits = run.hits.order_by("pk")
        page = Paginator(hits, PAGE).get_page(self.request.GET.get("page"))
        for hit in page.object_list:
            hit.waived = hit.fingerprint in waived
        return {**super().context(), "run": run, "page": page, "may_waive": self.may("waive_hit")}


class CheckIdentity(Act):
    """Looks through the report as it stands."""

    permission = "reports.check_identity"
    trail = (REPORT, IDENTITY)
    heading = "Run the identity check"
    says = "The report is searched for names, e-mail addresses and telephone numbers that could give somebody away."
    button = "Run the check"
    done = "The identity check has run."

    def act(self):
        actions.check_identity(challenge=self.challenge, by=self.by, at=self.at)


class WaiveHit(Form):
    """Leaves a hit as it is, for a reason."""

    permission = "reports.waive_hit"
    form_class = WaiverForm
    template_name = "reports/waive_hit.html"
    trail = (REPORT, IDENTITY)
    heading = "Leave these words as they are"
    done = "The hit is waived while the words around it stay the same."

    def load(self):
        super().load()
        rows = IdentityHit.objects.select_related("check_run__report__challenge")
        self.hit = get_object_or_404(rows, check_run__report__challenge=self.challenge, ref=self.kwargs["hit"])

    def act(self, form):
        actions.waive_hit(hit=self.hit, reason=form.cleaned_data["reason"], by=self.by, at=self.at)
