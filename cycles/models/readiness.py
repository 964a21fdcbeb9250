from django.db import models
from django.db.models import F, Q

from people.models import Person

from .challenge import Challenge


class Component(models.Model):
    """One part the region promised every host; all must be done before the team goes on site."""

    class Key(models.TextChoices):
        PLANNING_MEETING = "planning_meeting", "Planning meeting held"
        DATA_ANALYSIS = "data_analysis", "Host's data analysed"
        TIMETABLE = "timetable", "Timetable agreed"
        BRIEFING = "briefing", "Briefing sent to those taking part"
        FEEDBACK_BOOKED = "feedback_booked", "Feedback meeting booked"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="components")
    key = models.CharField(max_length=20, choices=Key)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "key"],
                name="component_once",
                violation_error_message="This component is already recorded.",
            ),
        ]

    def __str__(self):
        return self.get_key_display()


class Postponement(models.Model):
    """A pause that keeps everything: scope, team and documents wait for new dates."""

    class Cause(models.TextChoices):
        INSPECTION = "inspection", "Inspection"
        HOST = "host", "The host asked"
        REGION = "region", "The region decided"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="postponements")
    cause = models.CharField(max_length=20, choices=Cause)
    reason = models.TextField()
    was_starts_on = models.DateField()
    was_ends_on = models.DateField()
    postponed_at = models.DateTimeField()
    postponed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(resumed_at=None),
                name="one_open_postponement",
                violation_error_message="This challenge is already postponed.",
            ),
            models.CheckConstraint(
                condition=Q(resumed_at=None, resumed_by=None) | Q(resumed_at__isnull=False, resumed_by__isnull=False),
                name="postponement_resumed_by_and_at",
                violation_error_message="Resuming needs both who resumed and when.",
            ),
            models.CheckConstraint(
                condition=Q(was_ends_on__gte=F("was_starts_on")),
                name="postponement_dates_in_order",
                violation_error_message="The old dates must be in order.",
            ),
        ]

    def __str__(self):
        return self.get_cause_display()
