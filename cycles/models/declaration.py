from django.db import models
from django.db.models import Q

from people.models import Body, Person

from .challenge import Challenge
from .seat import Seat


class Declaration(models.Model):
    """What a team member said of their interests in a challenge. Documents open only when it is clear."""

    class Outcome(models.TextChoices):
        CLEAR = "clear", "Nothing to declare"
        WAITING = "waiting", "Declared, being looked at"
        CLEARED = "cleared", "Declared and cleared"
        CONFLICT = "conflict", "Conflict of interest"

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="declaration")
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    declared_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="declaration_decided_by_and_at",
                violation_error_message="A decision needs both who decided and when.",
            ),
        ]

    def __str__(self):
        return self.get_outcome_display()

    @property
    def opens_documents(self):
        return self.outcome in (self.Outcome.CLEAR, self.Outcome.CLEARED)


class Objection(models.Model):
    """The one reasoned objection a host body may make to the team. It is not a veto."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="objections")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="objections")
    reason = models.TextField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "body"],
                name="objection_once",
                violation_error_message="Your authority has already made its one objection to this team.",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="objection_answered_by_and_at",
                violation_error_message="An answer needs both who answered and when.",
            ),
        ]

    def __str__(self):
        return f"Objection by {self.body}"
