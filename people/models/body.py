from django.db import models
from django.db.models import F, Q

from .ref import Referenced
from .region import Region
from .versioned import Versioned


class BodyQuerySet(models.QuerySet):
    def on(self, day):
        """Bodies that exist on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def matching(self, text):
        """Bodies whose name, code or sub-region holds every word."""
        found = self
        for word in text.split():
            found = found.filter(Q(name__icontains=word) | Q(code__iexact=word) | Q(sub_region__icontains=word))
        return found

    def with_people(self):
        """Annotate how many people work there."""
        return self.annotate(people_count=models.Count("people", distinct=True))

    def visible_to(self, user):
        """Bodies of the regions in which the person coordinates a programme."""
        from .membership import Membership  # noqa: PLC0415 -- Membership points to Body

        if not user.is_authenticated or user.person_id is None:
            return self.none()
        led = Membership.objects.filter(person_id=user.person_id, role=Membership.Role.COORDINATOR).in_force()
        return self.filter(region__programmes__in=led.values("programme")).distinct()


class Body(Referenced, Versioned):
    """An organisation that hosts, lends people or takes part: dated, because councils merge and end."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", "Local authority"
        DELIVERY = "delivery", "Delivery body"
        BOARD = "board", "Safeguarding board"
        PARTNER = "partner", "Partner agency"

    region = models.ForeignKey(Region, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.AUTHORITY)
    # The DfE number of an authority, or any code the region knows the body by.
    code = models.CharField(max_length=20, blank=True)
    sub_region = models.CharField(max_length=80, blank=True)
    # The authority that keeps the legal duty a delivery body carries out.
    accountable = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="delivery_bodies")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="body_name_once_in_region",
                violation_error_message="This region already has a body of that name.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="body_dates_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return self.name
