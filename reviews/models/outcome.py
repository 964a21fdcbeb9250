from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Body, Person
from people.models.ref import Referenced


class Outcome(Referenced):
    """What a day without a report ends with: an ask, an offer or a next step, whose it is and by when."""

    class Kind(models.TextChoices):
        ASK = "ask", "Ask"
        OFFER = "offer", "Offer"
        NEXT_STEP = "next_step", "Next step"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=400)
    owner = models.ForeignKey(Body, models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="outcome_done_by_and_on",
                violation_error_message="What is done was done by somebody, on some day.",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_done(self):
        """Whether it was done."""
        return self.done_on is not None
