from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Body, Person
from people.models.ref import Referenced
from people.rules import memberships_of


class TakenHomeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What one's own people took home, for sponsors of their authority; all of a programme for its coordinators."""
        if not user.is_authenticated:
            return self.none()
        part = Q(pk__in=())
        for held in memberships_of(user):
            if held.role == "coordinator":
                part |= Q(challenge__cycle__programme=held.programme_id)
            elif held.role == "host_sponsor":
                part |= Q(challenge__cycle__programme=held.programme_id, body=held.body_id)
        return self.filter(part)


class TakenHome(Referenced):
    """What one of a team takes home from a challenge to their own authority: a sentence or two."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="taken_home")
    person = models.ForeignKey(Person, models.CASCADE, related_name="taken_home")
    # Where they worked when they wrote it.
    body = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    objects = TakenHomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "person"],
                name="taken_home_once",
                violation_error_message="You have written this down already. Change it instead.",
            ),
        ]

    def __str__(self):
        return self.text[:60]
