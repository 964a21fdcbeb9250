from django.db import models
from django.db.models.functions import Lower

from .body import Body
from .ref import Referenced


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody for a coordinator or admin (the pool is shared by all programmes), else oneself."""
        from .membership import Membership  # noqa: PLC0415 -- Membership points to Person

        if not user.is_authenticated or user.person_id is None:
            return self.none()
        keeps_people = (
            Membership.objects.filter(
                person_id=user.person_id, role__in=[Membership.Role.COORDINATOR, Membership.Role.ADMIN]
            )
            .in_force()
            .exists()
        )
        return self if keeps_people else self.filter(pk=user.person_id)

    def in_pool(self):
        """People who may be asked to review."""
        return self.filter(profile__isnull=False)


class Person(Referenced):
    """Somebody who takes part, with or without a login. Belongs to no region or programme."""

    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    # Where they work; nobody reviews their own authority.
    home = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="people")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                violation_error_message="Somebody with this e-mail address is already here.",
            ),
        ]

    def __str__(self):
        return self.name
