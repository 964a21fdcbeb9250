from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced
from reviews.models.sealed import Sealed


class EarlyPoint(Sealed):
    """A point somebody put before the visit, by the public link. It knows neither who, when nor from where."""

    class Status(models.TextChoices):
        NEW = "new", "Not decided"
        IN_SCOPE = "in_scope", "Taken into scope"
        OUT_OF_SCOPE = "out_of_scope", "Out of scope"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="early_points")
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["new", "in_scope", "out_of_scope"]),
                name="early_point_status_known",
                violation_error_message="A point is new, taken into scope or out of scope.",
            ),
        ]

    def __str__(self):
        return f"Point before the visit {self.pk}"


class PointAnswer(Referenced):
    """What the lead answers in public to points put before the visit, in the lead's own words."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="point_answers")
    taken = models.BooleanField()
    words = models.CharField(max_length=400)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "words"],
                name="point_answer_once",
                violation_error_message="This answer is on the page already.",
            ),
        ]

    def __str__(self):
        return self.words
