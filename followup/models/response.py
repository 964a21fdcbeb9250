"""What the host says to each recommendation. The recommendation's own words are not here: nobody rewords them."""

from django.db import models
from django.db.models import Q

from people.models import Person
from reports.models import Recommendation


class Response(models.Model):
    """Whether the host accepts a recommendation, and why where it does not, or not all of it."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        IN_PART = "in_part", "Accepted in part"
        NOT_ACCEPTED = "not_accepted", "Not accepted"

    recommendation = models.OneToOneField(Recommendation, models.CASCADE, related_name="response")
    answer = models.CharField(max_length=20, choices=Answer)
    reason = models.TextField(max_length=2_000, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="accepted") | ~Q(reason=""),
                name="response_has_reason",
                violation_error_message="Say why the recommendation is not accepted, or not all of it.",
            ),
        ]

    def __str__(self):
        return f"{self.get_answer_display()}"

    @property
    def asks_for_action(self):
        """Whether something must be done: it is accepted, wholly or in part."""
        return self.answer != self.Answer.NOT_ACCEPTED
