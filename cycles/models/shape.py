from django.db import models
from django.db.models import F, Q

from people.models import Programme
from people.models.ref import Referenced


class Shape(Referenced):
    """A form a challenge may take in a programme: its days, team and limits are data, not code."""

    class Kind(models.TextChoices):
        TEAM_VISIT = "team_visit", "Team visit"
        TRIAD = "triad", "Triad or quartet"
        DEEP_DIVE = "deep_dive", "One-day deep dive"
        MANY_HOSTS = "many_hosts", "Many hosts, one topic"
        HEALTH_CHECK = "health_check", "Staff health check"
        PROGRESS_REVIEW = "progress_review", "Progress review"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="shapes")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.TEAM_VISIT)
    name = models.CharField(max_length=80)
    days = models.PositiveSmallIntegerField(default=3)
    team_size = models.PositiveSmallIntegerField(default=3)
    min_lines = models.PositiveSmallIntegerField(default=2)
    max_lines = models.PositiveSmallIntegerField(default=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="shape_name_once",
                violation_error_message="This programme already has a shape of that name.",
            ),
            models.CheckConstraint(
                condition=Q(max_lines__gte=F("min_lines")) & Q(days__gte=1) & Q(team_size__gte=1),
                name="shape_numbers_make_sense",
                violation_error_message="A shape needs at least one day and one person, and no fewer lines "
                "of enquiry at most than at least.",
            ),
        ]

    def __str__(self):
        return self.name

    def promised(self):
        """Return the places it promises, in their order; one that sets none out has those its size has."""
        from cycles.places import promised  # noqa: PLC0415 -- it reads the models

        return promised(self)


# Kinds whose life ends on the public register: a test compares them with `moves.py`, which reads this module.
REPORTING = (Shape.Kind.TEAM_VISIT, Shape.Kind.DEEP_DIVE, Shape.Kind.PROGRESS_REVIEW)
