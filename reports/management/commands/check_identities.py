"""`manage.py check_identities --roster ROSTER.csv FILE…`: words that may give somebody away, as JSON lines."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.identities import Known, Search
from reports.identities.extracting import CannotReadError, form_of, joined, texts_of
from reviews.rosters import BadRosterError, read_roster


class Command(BaseCommand):
    """Nothing is kept; docs/identities.md says what is found and what "the text as read" is."""

    help = "Look through plain text, HTML, Word or PDF for the people of a roster and for what points at one person."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--roster", type=Path, required=True, help="CSV with the columns name, role, email, phone")
        parser.add_argument(
            "--text", action="store_true", help="print the text as read, to which the offsets belong, and no hits"
        )
        parser.add_argument("--smallest", type=int, default=5, help="the smallest group that may be named (5)")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *, roster, files, text, smallest, **options):
        try:
            known = [Known(*one) for one in read_roster(self._bytes(roster), roster.name)]
        except BadRosterError as bad:
            raise CommandError(f"{roster}: {bad}") from None
        search = Search(known, smallest=smallest)
        for file in files:
            read = self._read(file)
            if text:
                self.stdout.write(read, ending="")
                continue
            for hit in search.find(read):
                line = {"file": str(file), "start": hit.start, "end": hit.end, "text": hit.text, "class": hit.kind}
                self.stdout.write(json.dumps(line, ensure_ascii=False))

    def _bytes(self, file):
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None

    def _read(self, file):
        content = self._bytes(file)
        try:
            return joined(texts_of(content, form_of(content, file.name)))
        except CannotReadError as bad:
            raise CommandError(f"{file}: {bad}") from None
