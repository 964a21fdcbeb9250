"""Reads one mail that says another came back, as a mail server pipes it in, and writes that down."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from notices.actions import receipts

MOST = 2_000_000


class Command(BaseCommand):
    help = "Read a delivery report (RFC 3464) on standard input and record that the message came back."

    def handle(self, **options):
        """Read and record. What is no report of ours is passed over: the mail server must not bounce a bounce."""
        known = receipts.note_bounce(mail=sys.stdin.buffer.read(MOST), at=timezone.now())
        self.stdout.write("Recorded." if known else "Not about a message of ours.")
