from django.db import models

from cycles.models import Challenge, Seat
from people.models import Person
from people.models.ref import Referenced


class LineOfEnquiry(Referenced):
    """A question the team tests. How many a challenge has follows from its shape."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    prompts = models.TextField(blank=True)
    # How many minutes of sessions it is meant to get; None until somebody says.
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    reviewer = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="lines")
    # Who saved it last and how often it was saved: the second of two editors is told.
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "number"],
                name="line_number_once",
                violation_error_message="This challenge already has a line of enquiry of that number.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.question}"
