from django.db import models
from django.db.models import F, Q

from people.models import Person
from people.models.ref import Referenced

from .challenge import Challenge


class Meeting(Referenced):
    """A meeting of team and host about a challenge: planning, feedback or another."""

    class Kind(models.TextChoices):
        PLANNING = "planning", "Planning meeting"
        TEAM_CALL = "team_call", "Team call"
        KEEP_IN_TOUCH = "keep_in_touch", "Keep in touch"
        FEEDBACK = "feedback", "Feedback meeting"
        OTHER = "other", "Other meeting"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=20, choices=Kind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    held = models.BooleanField(default=False)
    # Who is asked to it: they are told of every change.
    people = models.ManyToManyField(Person, related_name="meetings", blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Counts every change, so that the second of two editors is told who was first.
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_times_in_order",
                violation_error_message="A meeting must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(changed_at=None, changed_by=None) | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="meeting_changed_by_and_at",
                violation_error_message="A change needs both who made it and when.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(held=False),
                name="meeting_cancelled_or_held",
                violation_error_message="A meeting that was cancelled cannot have taken place.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class MeetingAction(Referenced):
    """What a meeting asked somebody to do, by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="actions")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="meeting_actions")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.text
