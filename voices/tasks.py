"""What this floor does by itself."""

from celery import shared_task
from django.utils import timezone

from .actions import closing, forgetting


@shared_task(name="voices.close_rounds")
def close_rounds() -> int:
    """Close every round whose last day has passed."""
    return closing.close_due(timezone.now())


@shared_task(name="voices.forget_words")
def forget_words() -> int:
    """Destroy the words of every survey whose day has come."""
    return forgetting.forget_due(timezone.now())
