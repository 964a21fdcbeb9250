from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person

from .line import LineOfEnquiry
from .note import EvidenceNote
from .sealed import Sealed


class Hypothesis(Sealed):
    """A theory the team tests on a line of enquiry, with what speaks for and against it."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        SUPPORTED = "supported", "Supported"
        DROPPED = "dropped", "Dropped"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="hypotheses")
    line = models.ForeignKey(LineOfEnquiry, models.SET_NULL, null=True, blank=True, related_name="hypotheses")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    notes = models.ManyToManyField(EvidenceNote, through="HypothesisNote", related_name="hypotheses")
    version = models.PositiveIntegerField(default=0)

    def __str__(self):
        return str(self.pk)

    @property
    def person_id(self):
        """Whose own thing it is."""
        return self.raised_by_id


class HypothesisNote(models.Model):
    """A note that speaks for or against a hypothesis."""

    hypothesis = models.ForeignKey(Hypothesis, models.CASCADE, related_name="links")
    note = models.ForeignKey(EvidenceNote, models.CASCADE, related_name="hypothesis_links")
    speaks_for = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hypothesis", "note"],
                name="hypothesis_note_once",
                violation_error_message="This note is already linked to the hypothesis.",
            ),
        ]

    def __str__(self):
        return "for" if self.speaks_for else "against"


class Flag(Sealed):
    """A mark that a hypothesis or finding is untested. It must be answered before a finding is agreed."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="flags")
    hypothesis = models.ForeignKey(Hypothesis, models.CASCADE, null=True, blank=True, related_name="flags")
    finding = models.ForeignKey("reviews.Finding", models.CASCADE, null=True, blank=True, related_name="flags")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sealed_answer = models.BinaryField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hypothesis=None, finding__isnull=False) | Q(hypothesis__isnull=False, finding=None),
                name="flag_on_one_thing",
                violation_error_message="A flag is on a hypothesis or on a finding.",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, sealed_answer=None)
                | Q(answered_by__isnull=False, sealed_answer__isnull=False),
                name="flag_answered_by_and_answer",
                violation_error_message="An answer needs its words and who gave it.",
            ),
        ]

    def __str__(self):
        return str(self.pk)
