"""Saying something to somebody: a row in the same transaction as its cause, a mail afterwards."""

from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from notices.kinds import kind_of
from notices.models import HeldKind, Message
from people.models import Person, Programme


def queue(
    *,
    recipient: Person,
    kind: str,
    about: str,
    subject: str,
    body: str,
    at: datetime,
    programme: Programme | None = None,
) -> Message:
    """Write a message down, once, and ring for its delivery after the commit.

    `body` may hold `{origin}`, which becomes the configured origin. It stands in the outbox of
    `programme`, and waits there for a coordinator where that programme says so of its kind. Calling
    it again with the same recipient, kind and cause returns the row that is there.
    """
    message, new = Message.objects.get_or_create(
        recipient=recipient,
        kind=kind,
        about=about,
        due_on=None,
        defaults={
            "subject": subject[:200],
            "body": body.replace("{origin}", settings.ORIGIN),
            "programme": programme,
            "queued_at": at,
            "held_at": at if _waits(kind, programme) else None,
        },
    )
    if new and not message.held_at:
        ring_after_commit()
    return message


def _waits(kind: str, programme: Programme | None) -> bool:
    """Say whether a kind waits in a programme until somebody releases it."""
    if programme is None or kind_of(kind).is_urgent:
        return False
    return HeldKind.objects.filter(programme=programme, kind=kind).exists()


def ring_after_commit() -> None:
    """Ring once for all that a transaction writes."""
    if not any(entry[1] is ring for entry in connection.run_on_commit):
        transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Ask a worker to deliver now. A broker that is down loses nothing: the sweep delivers."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from notices.tasks import sweep  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        sweep.delay()
