from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced
from people.models.stamped import by_and_at

from .report import Report


class Wording(models.Model):
    """One version of a section's or recommendation's text, kept as it was saved."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="wordings")
    # The key of a section or the ref of a recommendation.
    place = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    # What else a recommendation says: {"actor", "timescale"}; empty for a section.
    terms = models.JSONField(default=dict)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "place", "version"],
                name="wording_once",
                violation_error_message="This version of the text is already kept.",
            ),
        ]

    def __str__(self):
        return f"{self.place}, version {self.version}"


class UnsavedText(models.Model):
    """What somebody is typing in one window and has not saved: theirs alone, and gone once they save."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="unsaved_texts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="unsaved_texts")
    place = models.CharField(max_length=80)
    window = models.CharField(max_length=12)
    # The window's own count: what was sent earlier and comes later changes nothing.
    step = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    # What was typed, as a form posts it: {name: [values]}.
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "person", "place", "window"],
                name="unsaved_text_once",
                violation_error_message="This window’s text is already kept.",
            ),
        ]

    def __str__(self):
        return f"Unsaved: {self.place}"


class Remark(Referenced):
    """What one of the team says to the others beside a section. Never in the report, never seen by the host."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks")
    place = models.CharField(max_length=20)
    text = models.TextField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=by_and_at("resolved"),
                name="remark_resolved_by_and_at",
                violation_error_message="A remark is resolved by somebody, at a moment.",
            ),
        ]

    def __str__(self):
        return self.text[:60]


class ChangeReason(models.Model):
    """Why a finding reads otherwise in the report than in the frozen presentation. Holds for these words alone."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="change_reasons")
    finding = models.CharField(max_length=12)  # its ref, as the frozen slides name it
    sha256 = models.CharField(max_length=64)  # of what was said and what is written now
    reason = models.TextField()
    # The lead's own word: it says less than was said on the day.
    softened = models.BooleanField(default=False)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "finding"],
                name="change_reason_once",
                violation_error_message="This change already has a reason.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="change_reason_says_something",
                violation_error_message="Say why it changed.",
            ),
        ]

    def __str__(self):
        return self.reason[:60]
