from django.db import models

from cycles.models import Challenge
from people.models import Person

from .sealed import Sealed


class CaseAudit(Sealed):
    """One case of the host's, read against prompts. It knows a sample number; whose case that is only the host knows.

    Service area and commentary are sealed together. It has no grade.
    """

    class AgeBand(models.TextChoices):
        UNDER_5 = "0-4", "Under 5"
        TO_10 = "5-10", "5 to 10"
        TO_15 = "11-15", "11 to 15"
        TO_17 = "16-17", "16 and 17"
        TO_25 = "18-25", "18 to 25"
        TO_64 = "26-64", "26 to 64"
        TO_84 = "65-84", "65 to 84"
        OVER_85 = "85+", "85 and over"

    class Agreement(models.TextChoices):
        SAME = "same", "The same"
        HIGHER = "higher", "The host’s was more favourable"
        LOWER = "lower", "The host’s was less favourable"
        NOT_AUDITED = "not_audited", "The host has not audited it"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="case_audits")
    auditor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sample = models.CharField(max_length=8)
    age_band = models.CharField(max_length=5, choices=AgeBand)
    day = models.DateField()
    agreement = models.CharField(max_length=20, choices=Agreement)
    # Somebody may be at risk now: the auditor was sent on to the urgent route.
    is_urgent = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "auditor", "sample"],
                name="case_audit_once",
                violation_error_message="You have audited this sample number already.",
            ),
        ]

    def __str__(self):
        return self.sample

    @property
    def person_id(self):
        """Whose own thing it is."""
        return self.auditor_id
