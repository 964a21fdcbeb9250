"""Name every breach of what must hold across rows."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from peerchallenge.invariants import breaches


class Command(BaseCommand):
    help = "Check what must hold across rows where no database constraint can reach, and name every breach."

    def handle(self, *args, **options):
        found = list(breaches(localdate()))
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} breach{'es' if len(found) > 1 else ''} found.")
        self.stdout.write("Everything that must hold does.")
