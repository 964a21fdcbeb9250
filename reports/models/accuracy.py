from datetime import date

from django.db import models
from django.db.models import F, Q

from people.models import Person
from people.models.ref import Referenced

from .report import Report


class AccuracyRound(models.Model):
    """One time the host checks the facts: the draft it was sent, until when, and how it ended."""

    class Ended(models.TextChoices):
        RAN_OUT = "ran_out", "The days ran out"
        CHECKED = "checked", "The host had finished checking"
        RETURNED = "returned", "The team took the draft back"

    report = models.ForeignKey(Report, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    # More time is given once; the day it was due before is kept.
    first_due_on = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended = models.CharField(max_length=20, choices=Ended, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Nobody, when the days ran out.
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # The draft as it was sent: the host reads this one, whatever the team writes meanwhile.
    tree = models.JSONField()
    tree_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="accuracy_round_number_once",
                violation_error_message="The report already has an accuracy round of that number.",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(closed_at=None),
                name="accuracy_round_open_once",
                violation_error_message="An accuracy round of this report is still open.",
            ),
            models.CheckConstraint(
                condition=Q(ended="", closed_at=None, closed_by=None)
                | Q(ended="ran_out", closed_at__isnull=False, closed_by=None)
                | Q(ended__in=["checked", "returned"], closed_at__isnull=False, closed_by__isnull=False),
                name="accuracy_round_ended_by_and_at",
                violation_error_message="The end of a round needs how, when and, unless the days ran out, by whom.",
            ),
            models.CheckConstraint(
                condition=Q(first_due_on=None, extension_reason="", extended_at=None, extended_by=None)
                | (
                    Q(first_due_on__lt=F("due_on"), extended_at__isnull=False, extended_by__isnull=False)
                    & ~Q(extension_reason="")
                ),
                name="accuracy_round_extended_with_reason",
                violation_error_message="More time needs a later day, a reason, who and when.",
            ),
        ]

    def __str__(self):
        return f"Accuracy round {self.number}"

    def is_open(self, today: date) -> bool:
        """Say whether the host may still comment, even where nothing has closed the round yet."""
        return self.closed_at is None and today <= self.due_on


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
    round = models.ForeignKey(AccuracyRound, models.CASCADE, related_name="comments")
    # The anchor of the statement in the document tree, and its words when the comment was made.
    anchor = models.CharField(max_length=60)
    quoted = models.TextField()
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    proof = models.TextField(blank=True)
    # A paper that shows it, if one came: its bytes under a random name, as of every upload.
    proof_file = models.FileField(max_length=200, blank=True)
    proof_name = models.CharField(max_length=200, blank=True)
    proof_type = models.CharField(max_length=100, blank=True)
    proof_sha256 = models.CharField(max_length=64, blank=True)
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
            models.CheckConstraint(
                # The hash alone is left once the file is destroyed by the programme's rule.
                condition=Q(proof_file="", proof_name="", proof_type="")
                | ~(Q(proof_file="") | Q(proof_name="") | Q(proof_type="") | Q(proof_sha256="")),
                name="comment_proof_whole",
                violation_error_message="A file needs its name, its type and its hash.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def proof_destroyed(self):
        """Whether a file came with it that is destroyed by now."""
        return bool(self.proof_sha256) and not self.proof_file

    @property
    def changed_by(self):
        """Who decided last, as the guard against a second decision asks it."""
        return self.decided_by

    @property
    def changed_at(self):
        return self.decided_at
