"""The reviewer pool: what is known of somebody who may be asked to review."""

from django.db import models
from django.db.models import F, Q

from .body import Body
from .person import Person
from .ref import Referenced
from .versioned import Versioned


class Profile(models.Model):
    """A person in the reviewer pool: what they bring and what they need."""

    class Grade(models.TextChoices):
        DIRECTOR = "director", "Director"
        ASSISTANT_DIRECTOR = "assistant_director", "Assistant director"
        HEAD_OF_SERVICE = "head_of_service", "Head of service"
        SERVICE_MANAGER = "service_manager", "Service manager"
        TEAM_MANAGER = "team_manager", "Team manager"
        PRINCIPAL_SOCIAL_WORKER = "principal_social_worker", "Principal social worker"
        BOARD_CHAIR = "board_chair", "Board chair or scrutineer"
        COUNCILLOR = "councillor", "Councillor"
        PARTNER = "partner", "Partner agency officer"
        LIVED_EXPERIENCE = "lived_experience", "Person with lived experience"

    person = models.OneToOneField(Person, models.CASCADE, related_name="profile")
    grade = models.CharField(max_length=30, choices=Grade)
    # Words a region matches by, kept as short lists: ["Early help", "SEND"].
    services = models.JSONField(default=list, blank=True)
    skills = models.JSONField(default=list, blank=True)
    active = models.BooleanField(default=True)
    # Most days a year their employer lends them.
    days_a_year = models.PositiveSmallIntegerField(default=8)
    # The furthest they travel, in kilometres as the crow flies; null is any distance.
    travel_km = models.PositiveSmallIntegerField(null=True, blank=True)
    access_needs = models.TextField(blank=True)
    party = models.CharField(max_length=60, blank=True)
    employer_approved_on = models.DateField(null=True, blank=True)
    updated_on = models.DateField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(travel_km=None) | Q(travel_km__gt=0),
                name="profile_travels_somewhere",
                violation_error_message="The furthest journey must be at least 1 km, or empty for any distance.",
            ),
        ]

    def __str__(self):
        return self.get_grade_display()


class TrainingQuerySet(models.QuerySet):
    def counting_on(self, day):
        """Courses done by a day that have not run out."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=day), completed_on__lte=day)


class Training(Referenced, Versioned):
    """A course that allows somebody to challenge, and until when it counts."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="training")
    course = models.CharField(max_length=120)
    provider = models.CharField(max_length=120, blank=True)
    completed_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "completed_on"],
                name="training_once",
                violation_error_message="This course is already recorded for that day.",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("completed_on")),
                name="training_dates_in_order",
                violation_error_message="Training cannot run out before it was completed.",
            ),
        ]

    def __str__(self):
        return self.course

    def counts_on(self, day):
        """Whether the course was done by a day and has not run out."""
        return self.completed_on <= day and (self.expires_on is None or self.expires_on >= day)


class Interest(Referenced, Versioned):
    """A tie between a person and a body that may bias them. Declared by them, kept until they end it."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", "Works or worked there"
        CONTACT = "contact", "Close contact in a senior post there"
        CONTRACT = "contract", "Contract or paid work"
        OTHER = "other", "Something else"

    person = models.ForeignKey(Person, models.CASCADE, related_name="interests")
    body = models.ForeignKey(Body, models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="interest_dates_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Absence(Referenced, Versioned):
    """Days on which somebody cannot be asked to travel."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="absence_dates_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return f"{self.starts_on} to {self.ends_on}"
