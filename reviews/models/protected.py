from django.db import models

from cycles.models import Challenge
from people.models import Person

from .sealed import Sealed


class ProtectedName(Sealed):
    """A name the host asks to keep out of the report. Serves the identity check alone."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="protected_names")

    def __str__(self):
        return str(self.pk)


class StructureChart(Sealed):
    """The host's list of its people and their posts, for the identity check alone: nobody sees it again."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="structure_charts")
    rows = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                name="structure_chart_once",
                violation_error_message="This challenge has a structure chart already.",
            ),
        ]

    def __str__(self):
        return str(self.pk)
