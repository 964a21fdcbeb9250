from django.db import models

from people.models import Person
from people.models.ref import Referenced
from reviews.models import Finding

from .report import Report


class Recommendation(Referenced):
    """What the team asks the host to do, and the findings it rests on."""

    class Actor(models.TextChoices):
        HOST = "host", "The host alone"
        PARTNERS = "partners", "The host with its partners"
        OTHERS = "others", "Others, at the host's request"

    class Timescale(models.TextChoices):
        NOW = "now", "Straight away"
        THREE = "three", "Within three months"
        SIX = "six", "Within six months"
        TWELVE = "twelve", "Within twelve months"

    report = models.ForeignKey(Report, models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    actor = models.CharField(max_length=20, choices=Actor, default=Actor.HOST)
    timescale = models.CharField(max_length=20, choices=Timescale, default=Timescale.SIX)
    findings = models.ManyToManyField(Finding, related_name="recommendations", blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="recommendation_number_once",
                violation_error_message="The report already has a recommendation of that number.",
            ),
        ]

    def __str__(self):
        return f"Recommendation {self.number}"

    @property
    def months(self):
        """How many months the timescale gives; none for straight away."""
        return {"three": 3, "six": 6, "twelve": 12}.get(self.timescale, 0)
