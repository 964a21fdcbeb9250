"""Finding a time for a meeting: times that are offered, people who are asked, and what they answer."""

from django.db import models
from django.db.models import F, Q

from people.models import Person
from people.models.ref import Referenced

from .challenge import Challenge
from .meeting import Meeting


class FinderQuerySet(models.QuerySet):
    def shown_to(self, person):
        """Those somebody made, and those they are asked in: nobody else learns who can come when."""
        return self.filter(Q(made_by=person) | Q(asked__person=person)).distinct()


class Finder(Referenced):
    """A search for the time of one meeting. Over once a time is chosen and the meeting made."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="finders")
    kind = models.CharField(max_length=20, choices=Meeting.Kind)
    place = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, blank=True, related_name="finder")

    objects = FinderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="finder_days_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="finder_takes_time",
                violation_error_message="A meeting takes some time.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class OfferedTime(Referenced):
    """A time at which the meeting could be."""

    finder = models.ForeignKey(Finder, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finder", "starts_at"],
                name="offered_time_once",
                violation_error_message="This time is already offered.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="offered_time_in_order",
                violation_error_message="A meeting must end after it starts.",
            ),
        ]

    def __str__(self):
        return f"{self.starts_at:%d/%m/%Y %H:%M}"


class Asked(Referenced):
    """Somebody who is to come. Whose days are not known here gets a link to answer by."""

    finder = models.ForeignKey(Finder, models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, models.CASCADE, related_name="asked_when")
    # As the organiser wrote it: an address somebody else has given before does not tell their name.
    name = models.CharField(max_length=120)
    is_known = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finder", "person"],
                name="asked_once",
                violation_error_message="This person is already asked.",
            ),
        ]

    def __str__(self):
        return self.name


class Answer(models.Model):
    """What somebody says of one time."""

    class Said(models.TextChoices):
        YES = "yes", "Yes"
        MAYBE = "maybe", "If need be"
        NO = "no", "No"

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="answers")
    time = models.ForeignKey(OfferedTime, models.CASCADE, related_name="answers")
    said = models.CharField(max_length=5, choices=Said)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "time"],
                name="answer_once",
                violation_error_message="This time is already answered.",
            ),
        ]

    def __str__(self):
        return self.get_said_display()
