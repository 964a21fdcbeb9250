from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person

from .sealed import Sealed


class UrgentConcern(Sealed):
    """Somebody may be at risk now: its own route, never the evidence log, with who was told and when."""

    class Status(models.TextChoices):
        RAISED = "raised", "Raised"
        ACKNOWLEDGED = "acknowledged", "Acknowledged by the host"
        CLOSED = "closed", "Closed"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="concerns")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    told_whom = models.CharField(max_length=120)
    told_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.RAISED)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    sealed_outcome = models.BinaryField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_by=None, acknowledged_at=None)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="concern_acknowledged_by_and_at",
                violation_error_message="An acknowledgement needs both who and when.",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None, sealed_outcome=None)
                | Q(closed_by__isnull=False, closed_at__isnull=False, sealed_outcome__isnull=False),
                name="concern_closed_by_and_at",
                violation_error_message="Closing needs who, when and the outcome.",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def person_id(self):
        """Whose own thing it is."""
        return self.raised_by_id
