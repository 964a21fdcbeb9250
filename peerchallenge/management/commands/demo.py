"""`manage.py demo`: load the demo region, dates relative to today."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cycles.models import State
from peerchallenge.demo import PASSWORD, wipe
from peerchallenge.demo.loading import load, make_editions
from peerchallenge.demo.stage import counted
from people.refusal import Refusal


class Command(BaseCommand):
    """Refuses where real data could be: without DEBUG, or in a database that holds anything else."""

    help = "Load the demo region: fifteen authorities, one challenge at every state, dates relative to today."

    def add_arguments(self, parser):
        parser.add_argument(
            "--at", choices=State.values, help="look at the region on the day Calderdale's challenge is at this state"
        )
        parser.add_argument("--replace", action="store_true", help="take the demo that is here away first")
        parser.add_argument("--no-pdf", action="store_true", help="leave the PDFs for a worker to make")

    def handle(self, *, at, replace, no_pdf, **options):
        self._refuse(replace=replace)
        if wipe.demo_region() and not replace:
            self.stdout.write("The demo is here already. `manage.py demo --replace` loads it afresh.")
            return
        began = time.monotonic()
        if replace:
            self._wipe()
        stage = load(at=at, now=timezone.now())
        forms = ("html",) if no_pdf else ("html", "docx", "pptx", "pdf")
        for problem in make_editions(timezone.now(), self.stdout.write, forms):
            self.stderr.write(f"{problem} A worker tries again within minutes.")
        counts = ", ".join(f"{number} {what}" for what, number in counted(stage).items())
        self.stdout.write(f"The demo is loaded: {counts}; {time.monotonic() - began:.1f} seconds.")
        if settings.DEMO:
            self.stdout.write(f"Sign in at {settings.ORIGIN}/demo/, or with any address and the password {PASSWORD}")
        else:
            self.stdout.write("DEMO is off, so nobody can sign in yet. Set DEMO=1 and load it with --replace.")

    def _refuse(self, *, replace):
        if not settings.DEBUG:
            raise CommandError("The demo is never loaded where DEBUG is off: this could be a real installation.")
        if replace and not settings.DEMO:
            raise CommandError("--replace takes the demo away first, so it needs DEMO=1. Nothing was changed.")
        others = wipe.others_data()
        if others:
            raise CommandError(
                f"This database holds {others}, which is not the demo's. The demo needs a database of its own: "
                "set DATABASE_URL or DATA_DIR to a new one. Nothing was changed."
            )

    def _wipe(self):
        try:
            wipe.wipe_demo()
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
