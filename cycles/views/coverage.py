"""Who hosted, led, gave and received: as a grid and as a spreadsheet."""

from django.http import HttpResponse

from cycles.coverage import as_grid, coverage_of
from cycles.ledger import as_table, ledger_of
from people import sheets
from people.views.base import PageView, SignedInView

from .base import OfCycle

COLUMNS = ["Hosted", "Led", "Days given", "Days received"]


class CoverageView(OfCycle, PageView):
    """The coverage grid of a cycle."""

    template_name = "cycles/coverage.html"
    permission = "cycles.view_plan"
    tab = "cycles:coverage"

    def context(self):
        coverage = coverage_of(self.cycle)
        ledger, accounts = as_table(ledger_of(self.cycle))
        return {
            **super().context(),
            "coverage": coverage,
            "grid": as_grid(coverage),
            "columns": COLUMNS,
            "ledger": ledger,
            "accounts": accounts,
        }


class CoverageFileView(OfCycle, SignedInView):
    """The same as a CSV file."""

    permission = "cycles.view_plan"

    def get(self, request, *args, **kwargs):
        lines = coverage_of(self.cycle).lines
        rows = [[line.body.name, sheets.in_text(line.is_member), *map(str, line.counts)] for line in lines]
        data = sheets.write_csv(["Body", "Member", *COLUMNS], rows)
        response = HttpResponse(data, content_type=sheets.CSV_TYPE)
        response["Content-Disposition"] = 'attachment; filename="coverage.csv"'
        return response


class LedgerFileView(OfCycle, SignedInView):
    """Days given and received over the cycles, as a CSV file: a line for each member and cycle."""

    permission = "cycles.view_plan"

    def get(self, request, *args, **kwargs):
        ledger = ledger_of(self.cycle)
        rows = [
            [account.body.name, cycle.name, str(account.given[cycle.pk]), str(account.received[cycle.pk])]
            for account in ledger.accounts
            for cycle in ledger.cycles
        ]
        data = sheets.write_csv(["Body", "Cycle", "Days given", "Days received"], rows)
        response = HttpResponse(data, content_type=sheets.CSV_TYPE)
        response["Content-Disposition"] = 'attachment; filename="ledger.csv"'
        return response
