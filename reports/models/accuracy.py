from django.db import models
from django.db.models import Q

from people.models import Person
from people.models.ref import Referenced

from .report import Report


class AccuracyComment(Referenced):
    """A host's comment on one line of the draft. It may correct a fact; it cannot reword a judgement."""

    class Kind(models.TextChoices):
        FACT = "fact", "A fact is wrong"
        OMISSION = "omission", "Something is missing"
        WORDING = "wording", "The wording could be misread"
        DISAGREEMENT = "disagreement", "We see it differently"

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Not accepted"

    report = models.ForeignKey(Report, models.CASCADE, related_name="comments")
    # The anchor of the statement in the document tree, and its words when the comment was made.
    anchor = models.CharField(max_length=60)
    quoted = models.TextField()
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    proof = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None)
                | (~Q(decision="") & ~Q(reason="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="comment_decided_with_reason",
                violation_error_message="A decision needs a reason.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def changed_by(self):
        """Who decided last, as the guard against a second decision asks it."""
        return self.decided_by

    @property
    def changed_at(self):
        return self.decided_at
