"""`manage.py render_report REF --edition pdf --output FILE`: one report as a file, signed or draft."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cycles.models import Challenge
from reports import pdf
from reports.compose import document_of
from reports.drawing import draw
from reports.drawn import Undrawable
from reports.models import Report


class Command(BaseCommand):
    """An unsigned report says "Draft" on its cover. Nothing is kept here but the file."""

    help = "Draw the report of a challenge as PDF, Word or HTML. Until it is signed it says that it is a draft."

    def add_arguments(self, parser):
        parser.add_argument("ref", help="the challenge's reference, as in its address")
        parser.add_argument("--edition", choices=["pdf", "html", "docx"], default="pdf")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, *, ref, edition, output, **options):
        challenge = Challenge.objects.with_host().filter(ref=ref).first()
        if challenge is None:
            raise CommandError(f"There is no challenge {ref}. Its reference stands in its address.")
        report = Report.objects.filter(challenge=challenge).first()
        if report is None:
            raise CommandError(
                f"There is no report of {challenge} yet: it is “{challenge.get_state_display().lower()}”."
            )
        document = document_of(report)
        content = self._draw(document, edition)
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
        said = "the draft" if document.draft else "the signed report"
        self.stdout.write(f"{output} holds {said} on {challenge}")

    def _draw(self, document, edition):
        if edition == "html":
            return pdf.edition_html(document).encode()
        try:
            return draw(document.to_json(), "report", edition, lambda step, progress: None).content
        except Undrawable as reason:
            raise CommandError(str(reason)) from None
