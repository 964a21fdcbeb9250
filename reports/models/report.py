from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person


class Report(models.Model):
    """The report of one challenge. It has no state of its own: the challenge's state is the report's."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="report")
    # Activity counts that came with an import; otherwise the timetable counts itself.
    counts = models.JSONField(null=True, blank=True)
    # What else came with an import and has no rows here: {"team": [...], "accuracy": {...} or None}.
    imported = models.JSONField(null=True, blank=True)
    # The document tree as it was signed: every edition is drawn from it.
    signed_tree = models.JSONField(null=True, blank=True)
    tree_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, signed_tree=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False, signed_tree__isnull=False),
                name="report_signed_by_and_at",
                violation_error_message="Signing needs who, when and what.",
            ),
        ]

    def __str__(self):
        return f"Report of {self.challenge_id}"

    def latest_round(self):
        """Return the last accuracy round, or None before the draft was first sent (one query)."""
        return self.rounds.order_by("number").last() if self.pk else None

    def tally(self):
        """Return how many accuracy comments were raised and how many accepted (one query)."""
        decisions = list(self.comments.values_list("decision", flat=True))
        return len(decisions), decisions.count("accepted")


class ReportSection(models.Model):
    """A part of the report that the team writes: the other parts write themselves."""

    class Key(models.TextChoices):
        SUMMARY = "summary", "Summary"
        BACKGROUND = "background", "Background"
        KEY_MESSAGES = "key_messages", "Key messages"
        NEXT_STEPS = "next_steps", "Next steps"
        THANKS = "thanks", "Thanks and contact"

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20, choices=Key)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                name="section_once",
                violation_error_message="The report already has this section.",
            ),
        ]

    def __str__(self):
        return self.get_key_display()
