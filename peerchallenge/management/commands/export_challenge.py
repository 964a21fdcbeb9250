"""`manage.py export_challenge REF`: one challenge as a bundle, to a file or to the screen."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cycles.models import Challenge
from peerchallenge.bundle.exporting import as_text, bundle_of
from people.refusal import Refusal


class Command(BaseCommand):
    """Never a note, a hypothesis, a concern, a name to protect or an author."""

    help = "Write one challenge and what its report says as a JSON bundle (docs/bundle.md)."

    def add_arguments(self, parser):
        parser.add_argument("ref", help="the challenge's reference, as in its address")
        parser.add_argument("--output", type=Path, help="the file to write; without it the bundle is printed")

    def handle(self, *, ref, output, **options):
        challenge = Challenge.objects.with_host().filter(ref=ref).first()
        if challenge is None:
            raise CommandError(f"There is no challenge {ref}. Its reference stands in its address.")
        try:
            text = as_text(bundle_of(challenge))
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{challenge} is in {output}")
