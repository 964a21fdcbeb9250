from datetime import date, timedelta

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower

from .body import Body
from .ref import Referenced
from .versioned import Versioned

# Stands for "does not run out" where days are compared.
FOR_EVER = date(9999, 12, 31)
# Training that runs out within this time is worth a word.
SOON = timedelta(days=90)
OVER = ("published", "follow_up", "closed", "withheld", "cancelled")


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody for a coordinator or admin (the pool is shared by all programmes), else oneself."""
        from people.rules import memberships_of  # noqa: PLC0415 -- the rules read the models

        if not user.is_authenticated or user.person_id is None:
            return self.none()
        keeps_people = any(held.role in ("coordinator", "admin") for held in memberships_of(user))
        return self if keeps_people else self.filter(pk=user.person_id)

    def in_pool(self):
        """People who may be asked to review."""
        return self.filter(profile__isnull=False)

    def matching(self, text):
        """People whose name, address, job or home holds every word."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(email__icontains=word)
                | Q(job_title__icontains=word)
                | Q(home__name__icontains=word)
            )
        return found

    def chosen(self, *, q="", grade="", home="", training="", who="", day):
        """People as the pool's filter asks for them; needs `with_training` of the same day."""
        found = self.matching(q)
        if who == "resting":
            found = found.filter(profile__active=False)
        elif who != "all":
            found = found.filter(profile__active=True)
        if grade:
            found = found.filter(profile__grade=grade)
        if home:
            found = found.filter(home=home)
        if training == "counts":
            found = found.filter(trained_until__gte=day)
        elif training == "soon":
            found = found.filter(trained_until__range=(day, day + SOON))
        elif training == "none":
            found = found.filter(trained_until=None)
        return found

    def with_login(self, at):
        """Annotate `login`: active, disabled, invited (the link still works), expired or none."""
        from .invitation import Invitation  # noqa: PLC0415 -- Invitation points to Person

        invitations = Invitation.objects.filter(person=OuterRef("pk"))
        return self.annotate(
            login=Case(
                When(user__is_active=False, then=Value("disabled")),
                When(Exists(invitations.open(at)), then=Value("invited")),
                When(user__is_active=True, then=Value("active")),
                When(Exists(invitations.filter(accepted_at=None, ended_at=None)), then=Value("expired")),
                default=Value("none"),
            )
        )

    def with_training(self, day):
        """Annotate `trained_until`: the last day on which a course done by a day still counts."""
        from .pool import Training  # noqa: PLC0415 -- Training points to Person

        counting = (
            Training.objects.filter(person=OuterRef("pk"), completed_on__lte=day)
            .annotate(until=Coalesce("expires_on", Value(FOR_EVER)))
            .filter(until__gte=day)
            .order_by("-until")
        )
        return self.annotate(trained_until=Subquery(counting.values("until")[:1]))

    def with_load(self):
        """Annotate `load`: the seats somebody holds in teams that have not finished."""
        held = Q(seats__status__in=("pencilled", "invited", "accepted")) & ~Q(seats__challenge__state__in=OVER)
        return self.annotate(load=Count("seats", filter=held, distinct=True))


class Person(Referenced, Versioned):
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
