from django.db import models
from django.db.models import Q

from people.models import Person
from people.models.ref import Referenced


class MessageQuerySet(models.QuerySet):
    def unsent(self):
        """Messages that still have to leave."""
        return self.filter(sent_at=None, given_up_at=None)


class Message(Referenced):
    """Something said to one person, written in the transaction that caused it and mailed afterwards.

    Carries refs and roles, never note text or protected names. One row per recipient, kind and
    cause: saying it twice is impossible.
    """

    recipient = models.ForeignKey(Person, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=40)
    # What it is about, such as the ref of a seat; with kind and recipient it is unique.
    about = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "about"],
                name="message_once",
                violation_error_message="This message is already queued.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None),
                name="message_sent_or_given_up",
                violation_error_message="A message is either sent or given up.",
            ),
        ]

    def __str__(self):
        return self.subject
