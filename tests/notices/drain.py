"""Says everything again, as people press a button again, then sends what dead workers left. Prints what there is."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
django.setup()

from datetime import timedelta  # noqa: E402 -- after django.setup()

from django.utils import timezone  # noqa: E402 -- after django.setup()

from notices.models import Message  # noqa: E402 -- after django.setup()
from notices.models.message import LEASE  # noqa: E402 -- after django.setup()
from tests.notices.feeder import say  # noqa: E402 -- after django.setup()
from tests.notices.owing import send  # noqa: E402 -- after django.setup()


def main():
    """Say, send, and tell."""
    for number in range(int(sys.argv[1])):
        say(number)
    at = timezone.now() + LEASE + timedelta(minutes=30)
    send(at)
    rows = Message.objects.order_by("pk")
    found = {"rows": list(rows.values_list("mail", flat=True)), "unsent": rows.unsent().count()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
