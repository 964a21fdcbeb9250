from django.db import models

from people.models import Person


class Preference(models.Model):
    """How somebody wants to be written to. Without a row: each reminder at once, nothing stopped."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="message_preference")
    # Reminders wait for Monday's summary.
    weekly = models.BooleanField(default=False)
    # Keys of the kinds they have stopped.
    stopped = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self):
        return "Weekly summary" if self.weekly else "Each reminder at once"
