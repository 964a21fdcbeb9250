from django.db import models
from django.db.models import F, Q

from people.models import Body, Person, Programme
from people.models.ref import Referenced
from people.rules import programmes_where


class CycleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cycles of the programmes in which somebody has any part; released plans are for all signed in."""
        if not user.is_authenticated:
            return self.none()
        led = programmes_where(user, "cycles.plan")
        return self.filter(Q(released_at__isnull=False) | Q(programme__in=led))


class Cycle(Referenced):
    """About 18 months in which every member receives one challenge and lends people to others."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cycles")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    framework = models.ForeignKey("cycles.Framework", models.PROTECT, null=True, blank=True, related_name="+")
    # What members sign up to, as shown beside each signature.
    agreement_text = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CycleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="cycle_name_once",
                violation_error_message="This programme already has a cycle of that name.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="cycle_dates_in_order",
                violation_error_message="The cycle must end after it starts.",
            ),
        ]

    def __str__(self):
        return self.name


class CycleMember(models.Model):
    """A body that takes part in a cycle: it will host once and lend people."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="members")
    body = models.ForeignKey(Body, models.PROTECT, related_name="cycle_memberships")
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "body"],
                name="cycle_member_once",
                violation_error_message="This body is already a member of the cycle.",
            ),
        ]

    def __str__(self):
        return str(self.body)
