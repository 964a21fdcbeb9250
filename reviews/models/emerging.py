from django.db import models

from cycles.models import Challenge
from people.models import Person

from .line import LineOfEnquiry
from .sealed import Sealed


class EmergingView(Sealed):
    """What one member of the team thinks of one line of enquiry on one day, written before seeing the others'."""

    class Leans(models.TextChoices):
        STRENGTH = "strength", "Strength"
        MIXED = "mixed", "Mixed"
        DEVELOPMENT = "development", "Development"
        NOT_ENOUGH = "not_enough", "Not enough yet"

    class Confidence(models.TextChoices):
        SURE = "sure", "Sure"
        FAIRLY = "fairly", "Fairly sure"
        UNSURE = "unsure", "Not sure"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="emerging_views")
    line = models.ForeignKey(LineOfEnquiry, models.CASCADE, related_name="emerging_views")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()
    leans = models.CharField(max_length=20, choices=Leans)
    confidence = models.CharField(max_length=10, choices=Confidence)
    # Which way it leant before its author could see the others'; empty unless that changed afterwards.
    leant_first = models.CharField(max_length=20, choices=Leans, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "author", "day"],
                name="emerging_view_once_a_day",
                violation_error_message="You have written your view of this line of enquiry today.",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def person_id(self):
        """Whose own thing it is."""
        return self.author_id
