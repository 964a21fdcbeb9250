"""Values from spreadsheets: checked first, then imported whole or not at all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cycles.views.base import OfChallenge, paged
from followup.importing import points, published
from followup.queries.comparing import kept_of, keys_in_use
from people import sheets
from people.forms.importing import FileForm
from people.models import Body
from people.refusal import Refusal
from people.views.base import PageView, SignedInView
from people.views.importing import CheckView, Tables


class CheckAndConfirm(CheckView):
    """One address for both steps: a file is checked, what was checked comes back signed and is imported."""

    def post(self, request, *args, **kwargs):
        if not request.POST.get("file"):
            return super().post(request, *args, **kwargs)
        try:
            plan = self.bring_in(self.unsigned(request.POST["file"]))
        except Refusal as refusal:
            form = FileForm({}, {})
            form.errors.clear()
            form.add_error("file", refusal.sentence)
            return self.page(form=form, status=409)
        messages.success(request, f"The file is imported: {plan.sentence}.")
        return redirect(self.home)


class ImportPoints(OfChallenge, CheckAndConfirm):
    """Baselines and points of one challenge."""

    permission = "followup.edit_indicators"
    template_name = "followup/import_points.html"
    columns = points.COLUMNS
    heading = "Import values"

    @property
    def kind(self):
        return f"points of {self.challenge.ref}"

    @property
    def home(self):
        return reverse("followup:indicators", args=[self.challenge.ref])

    def check(self, table):
        return points.check(table=table, challenge=self.challenge, by=self.by, at=self.at)

    def bring_in(self, table):
        return points.bring_in(table=table, challenge=self.challenge, by=self.by, at=self.at)


class PointsTemplate(OfChallenge, SignedInView):
    """An empty table with the right headings, and a row for each value that is due."""

    permission = "followup.edit_indicators"

    def get(self, request, *args, **kwargs):
        headings = [column.heading for column in points.COLUMNS]
        rows = [
            [indicator.name, str(months or "baseline")]
            for indicator in self.challenge.indicators.order_by("name")
            for months in (0, *indicator.months)
        ]
        response = HttpResponse(sheets.write_csv(headings, rows), content_type=sheets.CSV_TYPE)
        response.headers["Content-Disposition"] = 'attachment; filename="values.csv"'
        return response


class OfPublishedValues(Tables):
    """What both pages of published values have in common."""

    permission = "followup.keep_published_values"
    kind = "published values"
    columns = published.COLUMNS
    heading = "Import published values"

    @property
    def home(self):
        return reverse("followup:published_values")

    def bodies(self):
        return Body.objects.visible_to(self.request.user)

    def about(self, table):
        return {"table": table, "bodies": self.bodies(), "keys": keys_in_use(self.bodies())}


class PublishedValues(OfPublishedValues, PageView):
    """Which published values are here: one row a key and period."""

    template_name = "followup/published_values.html"
    heading = "Published values"

    def context(self):
        return {**super().context(), "page": paged(self.request, kept_of(self.bodies()))}


class ImportPublishedValues(OfPublishedValues, CheckAndConfirm):
    """What authorities published, as a table or a statistics file."""

    template_name = "followup/import_published_values.html"

    def check(self, table):
        return published.check(**self.about(table))

    def bring_in(self, table):
        return published.bring_in(**self.about(table), by=self.by, at=self.at)
