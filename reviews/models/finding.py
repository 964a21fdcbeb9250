from django.db import models
from django.db.models import Case, F, Q, When

from cycles.models import Challenge, Theme
from people.models import Person
from people.models.ref import Referenced

from .line import LineOfEnquiry
from .note import EvidenceNote


class FindingQuerySet(models.QuerySet):
    def agreed(self):
        """Findings the lead has agreed."""
        return self.filter(status=Finding.Status.AGREED)

    def in_order(self):
        """As the team put them: by theme, those without a theme last and by line, then by place."""
        line = Case(When(theme=None, then=F("line__number")))
        return self.order_by(F("theme__number").asc(nulls_last=True), line.asc(nulls_last=True), "order", "pk")

    def beside(self, finding):
        """Findings of one's challenge, kind and heading, dropped ones apart: among these it has its place."""
        alike = self.filter(challenge=finding.challenge_id, kind=finding.kind, theme=finding.theme_id)
        if finding.theme_id is None:
            alike = alike.filter(line=finding.line_id)
        return alike.exclude(status=Finding.Status.DROPPED)


class Finding(Referenced):
    """A strength or an area for development. Its words are the team's own and outlive the notes."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        DEVELOPMENT = "development", "Area for development"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"
        DROPPED = "dropped", "Dropped"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20, choices=Kind)
    line = models.ForeignKey(LineOfEnquiry, models.SET_NULL, null=True, blank=True, related_name="findings")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    so_what = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    # Kept with the finding when it is agreed, because the notes will be destroyed.
    notes_for = models.PositiveSmallIntegerField(default=0)
    notes_against = models.PositiveSmallIntegerField(default=0)
    kinds = models.PositiveSmallIntegerField(default=0)
    groups = models.PositiveSmallIntegerField(default=0)
    # The lead's written reason for keeping a finding that rests on too little.
    thin_reason = models.TextField(blank=True)
    dropped_reason = models.TextField(blank=True)
    # Imported from elsewhere: its evidence was never here.
    held_elsewhere = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    notes = models.ManyToManyField(EvidenceNote, through="FindingNote", related_name="findings")

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(dropped_reason=""),
                name="finding_dropped_with_reason",
                violation_error_message="Say why the finding is dropped.",
            ),
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def heading(self):
        """What it stands under: its theme, or its line of enquiry when it has none."""
        if self.theme:
            return self.theme.name
        return self.line.question if self.line else "Overall"


class FindingNote(models.Model):
    """A note a finding rests on, or one that contradicts it and is kept beside it."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="links")
    note = models.ForeignKey(EvidenceNote, models.CASCADE, related_name="finding_links")
    speaks_for = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "note"],
                name="finding_note_once",
                violation_error_message="This note is already linked to the finding.",
            ),
        ]

    def __str__(self):
        return "for" if self.speaks_for else "against"
