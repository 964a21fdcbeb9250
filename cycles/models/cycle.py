from django.db import models
from django.db.models import F, Q

from people import roles
from people.models import Body, Person, Programme
from people.models.ref import Referenced
from people.rules import memberships_of, programmes_where, roles_in


class CycleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Released plans for all who may view plans; those still being made for their coordinators."""
        if not user.is_authenticated:
            return self.none()
        led = Q(programme__in=programmes_where(user, "cycles.plan"))
        if roles.decide("cycles.view_plan", roles_in(user)) is None:
            return self.filter(led)
        return self.filter(Q(released_at__isnull=False) | led)


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

    def without_challenge(self):
        """Return the members that stay and host nothing yet that still stands."""
        standing = self.challenges.exclude(state="cancelled").filter(host_bodies__isnull=False)
        hosting = standing.values("host_bodies__body")
        return self.members.staying().exclude(body__in=hosting)


class CycleMemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Members of the cycles somebody plans, and the bodies they act for."""
        if not user.is_authenticated:
            return self.none()
        part = Q(cycle__programme__in=programmes_where(user, "cycles.plan"))
        for membership in memberships_of(user):
            if membership.body_id:
                part |= Q(cycle__programme=membership.programme_id, body=membership.body_id)
        return self.filter(part)

    def staying(self):
        """Members that have not left."""
        return self.filter(left_on=None)

    def with_signatures(self):
        """Fetch who signed for each, in order."""
        return self.prefetch_related("agreements__recorded_by")


class CycleMember(models.Model):
    """A body that takes part in a cycle: it will host once and lend people."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="members")
    body = models.ForeignKey(Body, models.PROTECT, related_name="cycle_memberships")
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    objects = CycleMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None, left_reason="") | Q(left_on__isnull=False) & ~Q(left_reason=""),
                name="cycle_member_left_with_reason",
                violation_error_message="Leaving a cycle needs both the day and the reason.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "body"],
                name="cycle_member_once",
                violation_error_message="This body is already a member of the cycle.",
            ),
        ]

    def __str__(self):
        return str(self.body)

    @property
    def programme(self):
        return self.cycle.programme
