from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person


class ClockStep(models.Model):
    """What the coordinator says of one step of a challenge's publication clock: met on a day, or why it is late."""

    class Step(models.IntegerChoices):
        """Months from the last day on site, and what is to be public by then."""

        REPORT = 3, "Report public"
        PLAN = 5, "Action plan public"
        REVIEW = 10, "Progress review held"
        OUTCOME = 12, "Report of the progress review public"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="clock_steps")
    step = models.PositiveSmallIntegerField(choices=Step)
    met_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    stated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "step"],
                name="clock_step_once",
                violation_error_message="This step has been stated already.",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=False) | ~Q(reason=""),
                name="clock_step_says_something",
                violation_error_message="Say on which day it was met, or why it is late.",
            ),
        ]

    def __str__(self):
        return self.get_step_display()
