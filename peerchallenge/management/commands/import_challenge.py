"""`manage.py import_challenge FILE`: a bundle as a challenge in drafting, all of it or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from peerchallenge.bundle.landing import import_bundle
from peerchallenge.bundle.reading import MOST_BYTES, Faulty, read_bundle
from people.models import Person
from people.refusal import Refusal


class Command(BaseCommand):
    """Every fault is named with its place in the file; then nothing is imported."""

    help = "Import one challenge from a JSON bundle (docs/bundle.md). It lands in drafting and is not signed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check everything and keep nothing")
        parser.add_argument(
            "--create",
            action="store_true",
            help="make the region, programme, cycle, bodies and themes that are missing",
        )
        parser.add_argument("--lead", metavar="EMAIL", help="who leads the team here and can sign the report")

    def handle(self, *, file, dry_run, create, lead, **options):
        try:
            data = read_bundle(self._bytes(file))
            with transaction.atomic():
                landed = import_bundle(data=data, create=create, lead=self._person(lead), by=None, at=timezone.now())
                transaction.set_rollback(dry_run)
        except Faulty as faulty:
            count = len(faulty.faults)
            lines = "\n".join(f"  {fault}" for fault in faulty.faults)
            raise CommandError(
                f"{file} has {count} fault{'s' if count > 1 else ''}. Nothing was imported.\n{lines}"
            ) from None
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        for words in landed.made:
            self.stdout.write(f"Made the {words}")
        if dry_run:
            self.stdout.write(f"{file} is sound: {landed.challenge} could be imported. Nothing was kept.")
        else:
            self.stdout.write(f"{landed.challenge} is here, in drafting: {landed.challenge.ref}")

    def _bytes(self, file):
        try:
            with file.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None

    def _person(self, email):
        if not email:
            return None
        person = Person.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}. Invite them first, or leave --lead out.")
        return person
