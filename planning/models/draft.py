from django.db import models
from django.db.models import Case, Q, When

from cycles.models import Cycle
from people.models import Person
from people.models.ref import Referenced
from people.rules import programmes_where


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts of the cycles somebody plans: nobody else knows of them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(cycle__programme__in=programmes_where(user, "cycles.plan"))

    def open(self):
        """Drafts still worked on."""
        return self.filter(status=Draft.Status.OPEN)

    def open_first(self):
        """Those still worked on before the others, the newest of each first."""
        return self.order_by(Case(When(status=Draft.Status.OPEN, then=0), default=1), "-number")


class Draft(Referenced):
    """A plan of a cycle being made. It changes nothing until it is released.

    `sketch` is the plan as it stands in the draft, `base` the plan everybody had when the draft last
    looked, `problem` the facts of that moment as the planner reads them, and `surroundings` a mark of the
    closed days and members of that moment.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Being made"
        RELEASED = "released", "Released"
        DROPPED = "dropped", "Dropped"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    sketch = models.JSONField()
    base = models.JSONField()
    problem = models.JSONField()
    surroundings = models.CharField(max_length=64, blank=True)
    looked_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Counts every change, so that the second of two coordinators is told.
    version = models.PositiveIntegerField(default=0)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "number"],
                name="draft_number_once",
                violation_error_message="This cycle already has a draft of that number.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "released", "dropped"]),
                name="draft_status_known",
                violation_error_message="A draft is being made, released or dropped.",
            ),
        ]

    def __str__(self):
        return f"Draft {self.number}"

    @property
    def programme(self):
        return self.cycle.programme

    @property
    def is_open(self):
        """Whether it can still change."""
        return self.status == self.Status.OPEN


class Step(models.Model):
    """One change of a draft, with the plan before it, so that it can be taken back."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    sentence = models.CharField(max_length=400)
    before = models.JSONField()
    # Where the step took in what had happened: base, problem, surroundings and looked_at before it.
    looked = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"],
                name="step_number_once",
                violation_error_message="Somebody else has just changed this draft.",
            ),
        ]

    def __str__(self):
        return self.sentence
