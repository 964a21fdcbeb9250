"""What is held of a challenge, for an information officer; and its texts with personal data masked."""

import csv
import logging

from django.http import StreamingHttpResponse

from cycles.kinds import every
from people.sheets import guard
from reports.queries.holdings import holdings_of, texts_of
from reports.redacting import known_of, redact

from .base import Page

log = logging.getLogger(__name__)

COLUMNS = ("Part", "How many", "Where it lies", "Kept until", "Rule", "Personal data found", "Words, masked")


class Line:
    """Hands back each line the CSV writer writes."""

    def write(self, line):
        return line


class Holdings(Page):
    """The list as a page; sent by POST, the same with masked texts as CSV, line by line."""

    permission = "reviews.export_holdings"
    template_name = "reports/holdings.html"
    trail = ()
    applies = staticmethod(every)

    def context(self):
        return {**super().context(), "holdings": holdings_of(self.challenge)}

    def post(self, request, *args, **kwargs):
        log.info("holdings of challenge %s exported by person %s", self.challenge.ref, self.by.pk)
        response = StreamingHttpResponse(self.lines(), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="holdings-{self.challenge.ref}.csv"'
        return response

    def lines(self):
        """Yield the lines of the file: a long report takes seconds, so the first ones leave at once."""
        writer = csv.writer(Line())
        yield "\ufeff"
        yield writer.writerow(COLUMNS)
        for held in holdings_of(self.challenge):
            yield writer.writerow([held.kind, held.count, held.where, held.until, guard(held.rule), "", ""])
        for text in redact(texts_of(self.challenge), known_of(self.challenge)):
            found = ", ".join(sorted({kind.replace("_", " ") for kind in text.found}))
            yield writer.writerow([text.place, len(text.found), "", "", "", found, guard(text.text)])
