from django.db import models
from django.db.models import F, Q

from .ref import Referenced
from .region import Region
from .versioned import Versioned

# How far the National Grid reaches, in kilometres.
EAST_MOST, NORTH_MOST = 700, 1300


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

    class Structure(models.TextChoices):
        METROPOLITAN = "metropolitan", "Metropolitan borough"
        UNITARY = "unitary", "Unitary"
        COUNTY = "county", "County"
        LONDON = "london", "London borough"

    region = models.ForeignKey(Region, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.AUTHORITY)
    # The DfE number of an authority, or any code the region knows the body by.
    code = models.CharField(max_length=20, blank=True)
    sub_region = models.CharField(max_length=80, blank=True)
    # What an authority is made of: like learns from like, but whoever did not say is never counted against.
    structure = models.CharField(max_length=20, choices=Structure, blank=True)
    # Its main office on the National Grid, in kilometres: how far people travel follows from it.
    easting_km = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    northing_km = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(easting_km=None, northing_km=None)
                | Q(
                    easting_km__isnull=False,
                    easting_km__range=(0, EAST_MOST),
                    northing_km__isnull=False,
                    northing_km__range=(0, NORTH_MOST),
                ),
                name="body_place_on_map",
                violation_error_message="A place on the map needs both kilometres east, 0 to 700, and kilometres "
                "north, 0 to 1,300.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def place(self):
        """Its place on the map in words, or nothing."""
        if self.easting_km is None:
            return ""
        return f"{float(self.easting_km):g} km east, {float(self.northing_km):g} km north"
