from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced


class PlannedFeedback(Referenced):
    """Who hears what the team found, when and in what form: set at scoping, one row an audience."""

    class Audience(models.TextChoices):
        LEADERS = "leaders", "Senior leaders"
        STAFF = "staff", "Staff who took part"
        COUNCILLORS = "councillors", "Councillors"
        PARTNERS = "partners", "Partners"
        PEOPLE = "people", "People who use services and carers"
        BOARD = "board", "Board or scrutiny committee"

    class Form(models.TextChoices):
        PRESENTATION = "presentation", "Presentation on the last day"
        MEETING = "meeting", "Meeting with questions"
        WORKSHOP = "workshop", "Workshop to agree what comes next"
        LETTER = "letter", "Letter or one page"
        SUMMARY = "summary", "Summary in plain words"
        RECORDING = "recording", "Recording to watch or hear"
        REPORT = "report", "Full report"

    class Giver(models.TextChoices):
        TEAM = "team", "The team"
        HOST = "host", "The host"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="feedbacks")
    audience = models.CharField(max_length=20, choices=Audience)
    form = models.CharField("form", max_length=20, choices=Form)
    giver = models.CharField("who gives it", max_length=10, choices=Giver)
    due_on = models.DateField("day")
    note = models.CharField("what matters to them", max_length=200, blank=True)
    given_on = models.DateField("day it was given", null=True, blank=True)
    # Who saved it last and how often it was saved: the second of two editors is told.
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "audience"],
                name="feedback_once_for_audience",
                violation_error_message="Feedback to this audience is already planned.",
            ),
            models.CheckConstraint(
                condition=Q(changed_at=None, changed_by=None) | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="feedback_changed_by_and_at",
                violation_error_message="A change needs both who made it and when.",
            ),
        ]

    def __str__(self):
        return f"{self.get_audience_display()}: {self.get_form_display().lower()}"
