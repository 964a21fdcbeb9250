"""Annual reports of a region: made by its coordinator, read by its sponsor group."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from cycles.views.base import OfCycle, paged
from learning.actions import annual as actions
from learning.models import AnnualEdition
from people.views.base import ActView, PageView, SignedInView
from reports.views.base import file_of


class AnnualReports(OfCycle, PageView):
    """The reports made so far, newest first, with their files and how far they are."""

    template_name = "learning/annual_reports.html"
    permission = "learning.read_annual_report"
    tab = "learning:annual_reports"

    def context(self):
        editions = AnnualEdition.objects.of(self.cycle)
        rows = self.cycle.annual_reports.defer("tree").select_related("made_by")
        rows = rows.prefetch_related(Prefetch("editions", editions)).order_by("-made_on", "-pk")
        may_make = self.request.user.has_perm("learning.make_annual_report", self.cycle)
        return {**super().context(), "page": paged(self.request, rows, 12), "may_make": may_make}


class MakeAnnualReport(OfCycle, ActView):
    """Compose the report of today, or try again what failed."""

    template_name = "learning/make_annual_report.html"
    permission = "learning.make_annual_report"
    tab = "learning:annual_reports"
    done = "It is being made. Its files appear here one after the other."

    def act(self):
        actions.make_annual_report(cycle=self.cycle, by=self.by, at=self.at)

    def after(self):
        return reverse("learning:annual_reports", args=[self.cycle.ref])


class AnnualFile(OfCycle, SignedInView):
    """One edition: the page in its frame, or the file."""

    permission = "learning.read_annual_report"

    def get(self, request, *args, **kwargs):
        rows = AnnualEdition.objects.of(self.cycle).filter(status=AnnualEdition.Status.READY)
        edition = get_object_or_404(rows.select_related("annual"), ref=kwargs["edition"])
        if edition.form != AnnualEdition.Form.HTML:
            return file_of(edition)
        try:
            with edition.storage.open(edition.stored_name) as file:
                # Our own bytes, drawn with escaping and read back under their hash.
                body = mark_safe(file.read().decode())  # noqa: S308 -- see the comment above
        except FileNotFoundError:
            raise Http404 from None
        return render(
            request, "learning/annual_report.html", {"cycle": self.cycle, "annual": edition.annual, "body": body}
        )
