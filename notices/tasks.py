"""Delivery, now and swept: the table is the truth, Celery the doorbell."""

from celery import shared_task
from django.utils import timezone

from . import actions
from .models import Message


@shared_task(name="notices.deliver")
def deliver(message_id: int) -> None:
    """Deliver one message if it has not left yet."""
    actions.deliver(message_id=message_id, at=timezone.now())


@shared_task(name="notices.sweep")
def sweep() -> None:
    """Deliver whatever the doorbell missed."""
    for message_id in Message.objects.unsent().order_by("pk").values_list("pk", flat=True)[:500]:
        actions.deliver(message_id=message_id, at=timezone.now())
