"""Who hosted, led, gave and received: as a grid and as a spreadsheet."""

import csv

from django.http import HttpResponse

from cycles.coverage import as_grid, coverage_of
from people.views.base import PageView, SignedInView

from .base import OfCycle

COLUMNS = ["Hosted", "Led", "Days given", "Days received"]


class CoverageView(OfCycle, PageView):
    """The coverage grid of a cycle."""

    template_name = "cycles/coverage.html"
    permission = "cycles.view_plan"
    tab = "coverage"

    def context(self):
        coverage = coverage_of(self.cycle)
        return {**super().context(), "coverage": coverage, "grid": as_grid(coverage), "columns": COLUMNS}


class CoverageFileView(OfCycle, SignedInView):
    """The same as a CSV file."""

    permission = "cycles.view_plan"

    def get(self, request, *args, **kwargs):
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="coverage.csv"'
        response.write("\ufeff")  # Excel needs it to read names with accents
        rows = csv.writer(response)
        rows.writerow(["Body", "Member", *COLUMNS])
        for line in coverage_of(self.cycle).lines:
            member = "yes" if line.is_member else "no"
            rows.writerow([plain(line.body.name), member, line.hosted, line.led, line.given, line.received])
        return response


def plain(text):
    """Keep a spreadsheet from running a name as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
