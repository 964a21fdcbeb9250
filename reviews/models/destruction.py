from django.db import models
from django.db.models import F, Q

from cycles.models import Challenge
from people.models import Person
from people.models.stamped import by_and_at


class Destruction(models.Model):
    """That a challenge's confidential texts were destroyed: when, by which rule, how many, which key."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="destruction")
    rule = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # How many rows of each kind there were, and the hash of the wrapped key: for the lead and the
    # information officer only.
    counts = models.JSONField()
    key_sha256 = models.CharField(max_length=64, blank=True)
    # What was looked for afterwards and not found, by name; the certificate prints it.
    verified = models.JSONField(default=dict)

    def __str__(self):
        return self.rule


class Clearance(models.Model):
    """That one kind of what was kept beside the notes was destroyed: when, by which rule, how much of it."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="clearances")
    what = models.CharField(max_length=20)
    rule = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # For the lead and the information officer only.
    counts = models.JSONField()
    # What was looked for afterwards and not found, by name.
    verified = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "what"],
                name="clearance_once",
                violation_error_message="This is destroyed already.",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("begun_at")),
                name="clearance_dates_in_order",
                violation_error_message="A destruction cannot end before it begins.",
            ),
        ]

    def __str__(self):
        return f"{self.what}: {self.rule}"


class DestructionNotice(models.Model):
    """That something is to be destroyed on a day was said beforehand. Another day needs another notice."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="destruction_notices")
    # The notes, or the name of a kind kept beside them.
    what = models.CharField(max_length=20, default="notes")
    due_on = models.DateField()
    given_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "what", "due_on"],
                name="destruction_notice_once",
                violation_error_message="This was already said.",
            ),
        ]

    def __str__(self):
        return f"{self.due_on}"


def notes_alone():
    """What an early destruction was about before it could be about more."""
    return ["notes"]


class EarlyDestruction(models.Model):
    """That the lead or the coordinator asked to destroy before the day; it happens when the other confirms."""

    class Office(models.TextChoices):
        LEAD = "lead", "the lead challenger"
        COORDINATOR = "coordinator", "the programme coordinator"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="early_destructions")
    # The notes, and the names of kinds kept beside them, that are to go.
    what = models.JSONField(default=notes_alone)
    reason = models.TextField()
    office = models.CharField(max_length=20, choices=Office)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(confirmed_at=None, cancelled_at=None),
                name="early_destruction_asked_once",
                violation_error_message="Early destruction has already been asked for.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                name="early_destruction_needs_two",
                violation_error_message="Whoever asked cannot confirm as well.",
            ),
            models.CheckConstraint(
                condition=by_and_at("confirmed"),
                name="early_destruction_confirmed_by_somebody",
                violation_error_message="Confirming needs who and when.",
            ),
            models.CheckConstraint(
                condition=by_and_at("cancelled", confirmed_at=None),
                name="early_destruction_cancelled_before",
                violation_error_message="It can be cancelled only before it is confirmed, with who and when.",
            ),
        ]

    def __str__(self):
        return self.reason[:60]


class LegalHold(models.Model):
    """A reason for which nothing of a challenge may be destroyed until the information officer lifts it."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="legal_holds")
    reason = models.TextField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(lifted_at=None),
                name="legal_hold_once",
                violation_error_message="There is a legal hold already.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_reason="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_reason="")),
                name="legal_hold_lifted_with_reason",
                violation_error_message="Lifting needs who, when and why.",
            ),
        ]

    def __str__(self):
        return self.reason[:60]
