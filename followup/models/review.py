from django.db import models
from django.db.models import F, Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced
from reviews.models import Finding


class ProgressReview(models.Model):
    """A challenge that looks again at what an earlier one found."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="progress_review")
    original = models.ForeignKey(Challenge, models.CASCADE, related_name="progress_reviews")
    planned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(challenge=F("original")),
                name="review_of_another_challenge",
                violation_error_message="A progress review looks at another challenge than itself.",
            ),
        ]

    def __str__(self):
        return f"Progress review of {self.original_id}"


class Reopening(Referenced):
    """What became of one finding of the original: a finding of the review, with evidence of its own."""

    class Verdict(models.TextChoices):
        STILL_TRUE = "still_true", "Still true"
        MOVED = "moved", "Moved"
        NO_LONGER = "no_longer", "No longer true"

    review = models.ForeignKey(ProgressReview, models.CASCADE, related_name="reopenings")
    original = models.ForeignKey(Finding, models.CASCADE, related_name="reopenings")
    # Its sentence, its evidence and its strength are the review's own finding, agreed by the lead like any other.
    finding = models.OneToOneField(Finding, models.CASCADE, related_name="reopening")
    verdict = models.CharField(max_length=20, choices=Verdict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "original"],
                name="finding_reopened_once",
                violation_error_message="This finding has been opened again already.",
            ),
            models.CheckConstraint(
                condition=~Q(finding=F("original")),
                name="reopening_has_its_own_finding",
                violation_error_message="What became of a finding is a finding of its own.",
            ),
        ]

    def __str__(self):
        return self.get_verdict_display()
