"""An action of a plan: what will be done, who answers for it, by when, and how one will see that it had an effect."""

from datetime import date

from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced
from people.models.stamped import by_and_at
from reports.models import Recommendation

from .indicator import Indicator
from .plan import ActionPlan


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Actions of challenges somebody has a part in, and their own wherever they are."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        mine = Q(owner=user.person_id)
        return self.filter(mine | Q(plan__challenge__in=Challenge.objects.visible_to(user).values("pk")))

    def in_order(self):
        """By their numbers in the plan."""
        return self.order_by("number")


class Action(Referenced):
    """Something the host will do: what, who, by when, and by what measure one will see that it had an effect."""

    class Status(models.TextChoices):
        NOT_BEGUN = "not_begun", "Not begun"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done, effect not shown yet"
        EFFECTIVE = "effective", "Done, and its effect is shown"
        STOPPED = "stopped", "Stopped"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    what = models.TextField(max_length=2_000)
    recommendations = models.ManyToManyField(Recommendation, related_name="actions")
    # Who answers for it: always an office in words, which is public, and where there is one a person, who is not.
    office = models.CharField(max_length=160)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="owned_actions")
    starts_on = models.DateField()
    due_on = models.DateField()
    measure = models.TextField(max_length=500, blank=True)
    indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, blank=True, related_name="actions")
    target = models.CharField(max_length=200, blank=True)
    resources = models.TextField(max_length=1_000, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.NOT_BEGUN)
    # What has changed for people and how one knows: not what was done.
    evidence = models.TextField(max_length=4_000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="action_number_once",
                violation_error_message="The plan already has an action of that number.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("starts_on")),
                name="action_dates_in_order",
                violation_error_message="An action ends on the day it begins, or later.",
            ),
            models.CheckConstraint(
                condition=~Q(status="effective") | ~Q(evidence=""),
                name="action_effect_has_evidence",
                violation_error_message="Say what has changed for people, and how you know.",
            ),
            models.CheckConstraint(
                condition=by_and_at("closed", status__in=("effective", "stopped")),
                name="action_closed_by_and_at",
                violation_error_message="An action is closed once its effect is shown, or it was stopped.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def challenge(self):
        """The challenge it follows from; needs `plan__challenge`."""
        return self.plan.challenge

    @property
    def person_id(self):
        """Whose own it is."""
        return self.owner_id

    @property
    def is_measured(self):
        """Whether one could tell that it had an effect."""
        return bool(self.target) and bool(self.measure or self.indicator_id)

    @property
    def is_over(self):
        """Whether nothing more is done for it: whether it had an effect may still be open."""
        return self.status in (self.Status.DONE, self.Status.EFFECTIVE, self.Status.STOPPED)

    def is_late(self, today: date) -> bool:
        """Say whether its day has passed and it is not done."""
        return not self.is_over and self.due_on < today
