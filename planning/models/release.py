from django.db import models

from cycles.models import Challenge, Cycle
from people.models import Person
from people.models.ref import Referenced

from .draft import Draft


class Release(Referenced):
    """A plan announced: its number, what it says, and why it changed. Written once."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="release")
    # What everybody who sees the plan may read about this release.
    note = models.CharField(max_length=400, blank=True)
    cost = models.IntegerField()
    released_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "number"],
                name="release_number_once",
                violation_error_message="This release was just made by somebody else.",
            ),
        ]

    def __str__(self):
        return f"Release {self.number}"


class ReleaseChange(models.Model):
    """One thing a release changed. Who sits in a team is for coordinators alone."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="changes")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="+")
    sentence = models.CharField(max_length=400)
    is_public = models.BooleanField()

    class Meta:
        ordering = ("release", "pk")

    def __str__(self):
        return self.sentence
