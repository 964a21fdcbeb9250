from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .body import Body
from .person import Person
from .ref import Referenced
from .region import Programme

PROGRAMME_ROLES = ["coordinator", "information_officer", "sponsor_group"]
HOST_ROLES = ["host_sponsor", "host_organiser", "governance_reader"]


class MembershipQuerySet(models.QuerySet):
    def in_force(self, day=None):
        """Memberships that hold on a day, today unless told."""
        day = day or timezone.localdate()
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))

    def visible_to(self, user):
        """One's own; those of the programmes one coordinates; all for an administrator."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        mine = Membership.objects.filter(person_id=user.person_id).in_force()
        if mine.filter(role=Membership.Role.ADMIN).exists():
            return self
        led = mine.filter(role=Membership.Role.COORDINATOR).values("programme")
        return self.filter(Q(person=user.person_id) | Q(programme__in=led))

    def of(self, person):
        """One person's, with where they hold."""
        return self.filter(person=person).select_related("programme__region", "body")

    def by_date(self):
        """Those in force first, the newest above."""
        return self.order_by(F("ends_on").desc(nulls_first=True), F("starts_on").desc(nulls_last=True), "pk")


class Membership(Referenced):
    """A dated part somebody plays outside any one challenge: for a programme, or for a host body in it."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", "Programme coordinator"
        INFORMATION_OFFICER = "information_officer", "Information officer"
        SPONSOR_GROUP = "sponsor_group", "Sponsor group"
        HOST_SPONSOR = "host_sponsor", "Host sponsor"
        HOST_ORGANISER = "host_organiser", "Host organiser"
        GOVERNANCE_READER = "governance_reader", "Governance reader"
        ADMIN = "admin", "Administrator"

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="memberships")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="memberships")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(programme=None),
                name="membership_once",
                violation_error_message="This person already has that role.",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "programme"],
                condition=Q(body=None),
                name="membership_once_in_programme",
                violation_error_message="This person already has that role in this programme.",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "programme", "body"],
                name="membership_once_for_body",
                violation_error_message="This person already has that role for this body.",
            ),
            models.CheckConstraint(
                condition=Q(role="admin", programme=None, body=None)
                | Q(role__in=PROGRAMME_ROLES, programme__isnull=False, body=None)
                | Q(role__in=HOST_ROLES, programme__isnull=False, body__isnull=False),
                name="membership_has_its_place",
                violation_error_message="A host role needs a programme and a body, a programme role needs "
                "a programme alone, and an administrator neither.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_dates_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return self.get_role_display()
