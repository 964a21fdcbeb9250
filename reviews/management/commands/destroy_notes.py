"""Destroy the confidential texts of challenges whose day has come: what the nightly run does, now."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cycles.models import Challenge
from people.refusal import Refusal
from reviews.actions.destruction import RULE, SEALED, destroy_notes
from reviews.actions.promises import keep_promises


class Command(BaseCommand):
    """`destroy_notes`, or `destroy_notes CHALLENGE --yes`. Without --yes it says what would go.

    Before the day of the programme's rule it takes lead and coordinator, on the page of the challenge.
    """

    help = "Destroy the keys and confidential texts that are due. There is no way back."

    def add_arguments(self, parser):
        parser.add_argument("challenge", nargs="?", help="the challenge's ref, as in its address")
        parser.add_argument("--yes", action="store_true", help="really do it")

    def handle(self, *args, **options):
        if not options["challenge"]:
            for what, count in sorted(keep_promises(at=timezone.now()).items()):
                self.stdout.write(f"{what}: {count}")
            return
        challenge = Challenge.objects.with_host().filter(ref=options["challenge"]).first()
        if challenge is None:
            raise CommandError(f"There is no challenge with the ref {options['challenge']}.")
        for name in SEALED:
            self.stdout.write(f"{name}: {getattr(challenge, name).count()}")
        if not options["yes"]:
            self.stdout.write("Nothing was destroyed. Add --yes to destroy the key and these rows.")
            return
        try:
            record = destroy_notes(challenge=challenge, rule=RULE, by=None, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"Destroyed on {timezone.localdate(record.finished_at):%-d %B %Y}.")
