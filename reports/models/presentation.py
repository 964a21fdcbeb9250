from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person


class Presentation(models.Model):
    """What the team says on the last day. Frozen once, so that nothing said is quietly softened later."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="presentation")
    opening = models.TextField(blank=True)
    key_messages = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    # The slides as they were shown: [{"heading", "kind", "lines": [{"ref", "text"}]}].
    frozen = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_by=None, frozen=None)
                | Q(frozen_at__isnull=False, frozen_by__isnull=False, frozen__isnull=False),
                name="presentation_frozen_by_and_at",
                violation_error_message="Freezing needs who, when and what.",
            ),
        ]

    def __str__(self):
        return f"Presentation of {self.challenge_id}"
