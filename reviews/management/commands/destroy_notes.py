"""Destroy the confidential texts of one challenge: key, rows, and the record that it happened."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cycles.models import Challenge
from people.refusal import Refusal
from reviews.actions.destruction import ENDED, SEALED, destroy_notes


class Command(BaseCommand):
    """`destroy_notes CHALLENGE --yes`. Without --yes it says what would go."""

    help = "Destroy the key and every confidential text of a challenge. There is no way back."

    def add_arguments(self, parser):
        parser.add_argument("challenge", help="the challenge's ref, as in its address")
        parser.add_argument("--yes", action="store_true", help="really do it")
        parser.add_argument("--early", action="store_true", help="before the day of the programme's rule")

    def handle(self, *args, **options):
        challenge = Challenge.objects.with_host().filter(ref=options["challenge"]).first()
        if challenge is None:
            raise CommandError(f"There is no challenge with the ref {options['challenge']}.")
        for name in SEALED:
            self.stdout.write(f"{name}: {getattr(challenge, name).count()}")
        if not options["yes"]:
            self.stdout.write("Nothing was destroyed. Add --yes to destroy the key and these rows.")
            return
        rule = "early, by command" if options["early"] else "the programme's time for keeping notes has ended"
        try:
            record = destroy_notes(challenge=challenge, rule=rule, by=None, at=timezone.now(), early=options["early"])
        except Refusal as refusal:
            may_go_early = challenge.state in ENDED and not options["early"]
            hint = " To go on all the same, add --early." if may_go_early else ""
            raise CommandError(f"{refusal.sentence}{hint}") from None
        self.stdout.write(f"Destroyed on {timezone.localdate(record.finished_at):%-d %B %Y}.")
