from django.db import models

from .ref import Referenced


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Regions in which the person coordinates a programme; all for an administrator."""
        from .membership import Membership  # noqa: PLC0415 -- Membership points to Programme

        if not user.is_authenticated or user.person_id is None:
            return self.none()
        mine = Membership.objects.filter(person_id=user.person_id).in_force()
        if mine.filter(role=Membership.Role.ADMIN).exists():
            return self
        led = mine.filter(role=Membership.Role.COORDINATOR)
        return self.filter(programmes__in=led.values("programme")).distinct()


class Region(Referenced):
    """A group of authorities that improve together, such as Yorkshire and the Humber."""

    name = models.CharField(max_length=120, unique=True)

    objects = RegionQuerySet.as_manager()

    def __str__(self):
        return self.name


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Programmes in which the person holds a membership today."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        from .membership import Membership  # noqa: PLC0415 -- Membership points to Programme

        mine = Membership.objects.filter(person_id=user.person_id).in_force()
        return self.filter(pk__in=mine.values("programme_id"))


class Programme(Referenced):
    """A region's peer challenge of one service family. Coordinators, settings and rules attach here."""

    class Service(models.TextChoices):
        CHILDREN = "children", "Children's services"
        ADULTS = "adults", "Adult social care"
        BOARDS = "boards", "Safeguarding boards"

    region = models.ForeignKey(Region, models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=120)
    service = models.CharField(max_length=20, choices=Service, default=Service.CHILDREN)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="programme_name_once_in_region",
                violation_error_message="This region already has a programme of that name.",
            ),
        ]

    def __str__(self):
        return f"{self.region}, {self.name}"
