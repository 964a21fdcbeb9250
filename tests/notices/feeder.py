"""What a page does when it says something: one transaction, then the bell. Reads a number a line, says four things."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
django.setup()

from django.db import transaction  # noqa: E402 -- after django.setup()
from django.utils import timezone  # noqa: E402 -- after django.setup()

from notices.actions import queue  # noqa: E402 -- after django.setup()
from peerchallenge.celery import ring_briefly  # noqa: E402 -- after django.setup()
from people.models import Person  # noqa: E402 -- after django.setup()

EACH = 4


def say(number):
    """Say four things in one transaction."""
    with transaction.atomic():
        reader, _ = Person.objects.get_or_create(email="reader@example.org", defaults={"name": "Reader"})
        for place in range(EACH):
            words = {"subject": f"Number {number}", "body": "Read this.\n"}
            queue(recipient=reader, kind="round_over", about=f"{number}:{place}", at=timezone.now(), **words)


if __name__ == "__main__":
    ring_briefly()
    for line in sys.stdin:
        say(int(line))
