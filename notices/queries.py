"""What the outbox shows: how many messages are in each state, and who they may be chosen by."""

from typing import Any

from django.db.models import Count, Q
from django.db.models.query import QuerySet

from people.models import Person, Programme
from people.rules import programmes_where

from .kinds import kind_of
from .models import Delivery, Message
from .models.message import STATES


def counts_by_state(messages: QuerySet) -> dict[str, int]:
    """Return how many messages are in each state (one query)."""
    asked = {state.value: Count("pk", filter=Q(**STATES[state])) for state in Message.State}
    return messages.aggregate(**asked)


def kinds_in(messages: QuerySet) -> list[tuple[str, str]]:
    """Return the kinds that occur, with what people call them."""
    found = messages.order_by("kind").values_list("kind", flat=True).distinct()
    return sorted(((key, kind_of(key).label) for key in found), key=lambda pair: pair[1])


def log_of(message: Message) -> list[Delivery]:
    """Return what was tried and what came of it, the newest first."""
    return list(Delivery.objects.filter(mail=message.mail).order_by("-pk")[:50]) if message.mail else []


def mates_of(message: Message) -> list[Message]:
    """Return the other messages that went in the same mail."""
    if not message.mail:
        return []
    same = Message.objects.filter(mail=message.mail, recipient=message.recipient_id).exclude(pk=message.pk)
    return list(same.select_related("duty").order_by("pk")[:50])


def counts_by_kind(messages: QuerySet) -> list[tuple[str, int]]:
    """Return how many messages of each kind there are, by what people call it."""
    found = messages.order_by().values_list("kind").annotate(Count("pk"))
    return sorted((kind_of(key).label, count) for key, count in found)


def programmes_kept_by(user: Any) -> QuerySet:
    """Return the programmes whose outbox somebody keeps."""
    kept = programmes_where(user, "notices.manage_outbox")
    return Programme.objects.filter(pk__in=kept).select_related("region").order_by("region__name", "name")


def bearer_of(ref: str) -> Person | None:
    """Return whom a signed link names: holding the link is the permission."""
    return Person.objects.filter(ref=ref).first()
