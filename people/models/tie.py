from django.db import models
from django.db.models import F, Q

from .body import Body
from .ref import Referenced


class BodyTieQuerySet(models.QuerySet):
    def of(self, body):
        """Ties that touch a body, with both ends."""
        return self.filter(Q(one=body) | Q(other=body)).select_related("one", "other")


class BodyTie(Referenced):
    """What ties two bodies of their own: a common border, or a service they share."""

    class Kind(models.TextChoices):
        NEIGHBOUR = "neighbour", "Neighbours"
        SHARED_SERVICE = "shared_service", "Shared service"

    # A tie has no direction: `one` is the body with the smaller id.
    one = models.ForeignKey(Body, models.CASCADE, related_name="+")
    other = models.ForeignKey(Body, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)

    objects = BodyTieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="body_tie_of_two",
                violation_error_message="A tie joins two bodies; none is tied to itself.",
            ),
            models.UniqueConstraint(
                fields=["one", "other", "kind"],
                name="body_tie_once",
                violation_error_message="These two bodies are already tied like that.",
            ),
        ]

    def __str__(self):
        return f"{self.one} and {self.other}"

    def beside(self, body):
        """Return the end that is not the body."""
        return self.other if self.one_id == body.pk else self.one
