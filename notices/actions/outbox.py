"""The coordinator's hand on what is queued: hold, release, edit, send again."""

from datetime import datetime

from django.db import transaction

from notices.kinds import kind_of
from notices.models import HeldKind, Letterhead, Message
from notices.models.message import MessageQuerySet
from people.models import Person, Programme
from people.refusal import Refusal

from .queueing import ring_after_commit
from .sending import take_turns


def _fresh(message: Message) -> Message:
    """Lock a message that waits and that no worker has in its hands."""
    take_turns()
    fresh = Message.objects.select_for_update().get(pk=message.pk)
    if fresh.claim:
        raise Refusal("This message is leaving at this moment. Look again in a minute.")
    if fresh.sent_at or fresh.dropped_at:
        raise Refusal(f"Nothing was changed: this message is {fresh.state.label.lower()}.")
    return fresh


@transaction.atomic
def hold(*, message: Message, by: Person, at: datetime) -> Message:
    """Keep a message back until somebody releases it."""
    fresh = _fresh(message)
    if fresh.given_up_at:
        raise Refusal("This message was given up and does not leave. Send it again, or leave it.")
    if kind_of(fresh.kind).is_urgent:
        raise Refusal("An urgent concern is never held back.")
    fresh.held_at, fresh.held_by, fresh.mail = fresh.held_at or at, by, ""
    fresh.save(update_fields=["held_at", "held_by", "mail"])
    return fresh


@transaction.atomic
def release(*, message: Message, by: Person, at: datetime) -> Message:
    """Let a held message leave, at once but for quiet days and absences."""
    fresh = _fresh(message)
    if not fresh.held_at:
        raise Refusal("This message was not held. It leaves by itself.")
    fresh.held_at = fresh.held_by = fresh.not_before = None
    fresh.save(update_fields=["held_at", "held_by", "not_before"])
    ring_after_commit()
    return fresh


@transaction.atomic
def release_all(*, messages: MessageQuerySet, expected: int, by: Person, at: datetime) -> int:
    """Let many held messages leave, if they are as many as the person was told."""
    take_turns()
    held = messages.in_state(Message.State.HELD).filter(claim="")
    chosen = list(held.select_for_update(of=("self",)).values_list("pk", flat=True))
    if len(chosen) != expected:
        raise Refusal(f"Nothing was released: it would be {len(chosen)} messages now, not {expected}. Look again.")
    Message.objects.filter(pk__in=chosen).update(held_at=None, held_by=None, not_before=None)
    ring_after_commit()
    return len(chosen)


@transaction.atomic
def edit(*, message: Message, subject: str, body: str, seen: str, by: Person, at: datetime) -> Message:
    """Change what a message says before it leaves. What was written here is sent as it stands.

    `seen` is when the message was last edited as the form knew it: the second of two is told.
    """
    fresh = _fresh(message)
    if seen != (fresh.edited_at.isoformat() if fresh.edited_at else ""):
        raise Refusal("Somebody else has changed this message since you opened the page. Look at it again.")
    fresh.subject, fresh.body, fresh.mail = subject, body, ""
    fresh.edited_at, fresh.edited_by = at, by
    fresh.save(update_fields=["subject", "body", "mail", "edited_at", "edited_by"])
    return fresh


@transaction.atomic
def send_again(*, message: Message, by: Person, at: datetime) -> Message:
    """Try once more what was given up, to the address the person has now."""
    fresh = _fresh(message)
    if not fresh.given_up_at:
        raise Refusal("Only a message that was given up can be sent again.")
    # A new name: the old one's refusals would end it at the first try.
    fresh.given_up_at = fresh.not_before = fresh.held_at = fresh.held_by = None
    fresh.mail, fresh.tries = "", 0
    fresh.save(update_fields=["given_up_at", "not_before", "held_at", "held_by", "mail", "tries"])
    ring_after_commit()
    return fresh


@transaction.atomic
def set_letterhead(
    *, programme: Programme, prefix: str, sender: str, reply_to: str, held: list[str], by: Person, at: datetime
) -> Letterhead:
    """Say how messages of the region begin and whom they are from, and which kinds wait for a release here."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    HeldKind.objects.filter(programme=programme).exclude(kind__in=held).delete()
    HeldKind.objects.bulk_create(
        (HeldKind(programme=programme, kind=kind) for kind in held if not kind_of(kind).is_urgent),
        ignore_conflicts=True,
    )
    head, _ = Letterhead.objects.update_or_create(
        region_id=programme.region_id,
        defaults={"prefix": prefix, "sender": sender, "reply_to": reply_to, "changed_at": at, "changed_by": by},
    )
    return head
