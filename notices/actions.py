"""Saying something to somebody: a row in the same transaction as its cause, a mail afterwards."""

from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from people.models import Person

from .models import Message

MOST_TRIES = 12


def queue(*, recipient: Person, kind: str, about: str, subject: str, body: str, at: datetime) -> Message:
    """Write a message down, once, and ring for its delivery after the commit.

    `body` may hold `{origin}`, which becomes the configured origin. Calling it again with the same
    recipient, kind and cause returns the row that is there.
    """
    message, new = Message.objects.get_or_create(
        recipient=recipient,
        kind=kind,
        about=about,
        defaults={
            "subject": subject,
            "body": body.replace("{origin}", settings.ORIGIN),
            "queued_at": at,
        },
    )
    if new:
        transaction.on_commit(lambda: ring(message.pk), robust=True)
    return message


def ring(message_id: int) -> None:
    """Ask a worker to deliver now. A broker that is down loses nothing: the sweep delivers."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from .tasks import deliver  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        deliver.delay(message_id)


def deliver(*, message_id: int, at: datetime) -> bool:
    """Mail one message if it is still unsent; say whether it left.

    The row is locked while it is mailed, so two workers cannot both send it. A failure counts a
    try; after MOST_TRIES it is given up and stays visible.
    """
    with transaction.atomic():
        message = (
            Message.objects.unsent()
            .select_related("recipient")
            .select_for_update(skip_locked=True, of=("self",))
            .filter(pk=message_id)
            .first()
        )
        if message is None:
            return False
        message.tries += 1
        try:
            EmailMessage(
                message.subject,
                message.body,
                to=[message.recipient.email],
                headers={"Message-ID": f"<{message.ref}@{settings.ORIGIN.split('//')[-1].split(':')[0]}>"},
            ).send()
        except OSError:
            if message.tries >= MOST_TRIES:
                message.given_up_at = at
        else:
            message.sent_at = at
        message.save()
        return message.sent_at is not None
