from django.db import models
from django.db.models import Q

from cycles.models import Cycle
from people.models import Person
from people.models.ref import Referenced
from people.rules import programmes_where

from .draft import Draft


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rounds of the cycles somebody plans."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(cycle__programme__in=programmes_where(user, "cycles.plan"))


class Round(Referenced):
    """One question put to the planner: the facts as they were, and what is tried on top of them."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="rounds")
    # The draft it was asked from; without one it starts from the plan as it stands.
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, blank=True, related_name="rounds")
    problem = models.JSONField()
    sketch = models.JSONField()
    base = models.JSONField()
    # What is only tried, each with its sentence: a window closed, somebody gone, a rule set aside.
    what_if = models.JSONField(default=list, blank=True)
    # Who other regions had offered to the cycle, by their number.
    guests = models.JSONField(default=list, blank=True)
    seconds = models.PositiveSmallIntegerField(default=60)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    def __str__(self):
        return f"Proposals of {self.asked_at:%-d %B %Y}"

    @property
    def programme(self):
        return self.cycle.programme


class ProposalQuerySet(models.QuerySet):
    def unfinished(self):
        """Proposals still waited for."""
        return self.filter(status__in=[Proposal.Status.WAITING, Proposal.Status.WORKING])


class Proposal(Referenced):
    """One answer of the planner to a round, made for one aim by a worker that may die at any line."""

    class Aim(models.TextChoices):
        CHEAPEST = "cheapest", "Best on the whole"
        FAIREST = "fairest", "Fairest to hosts"
        FEWEST_CHANGES = "fewest_changes", "Fewest changes"
        OWN_PEOPLE = "own_people", "Best on the whole, own people only"

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to begin"
        WORKING = "working", "Being worked out"
        DONE = "done", "Ready"
        NOTHING_FITS = "nothing_fits", "Nothing fits"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Failed"

    round = models.ForeignKey(Round, models.CASCADE, related_name="proposals")
    aim = models.CharField(max_length=20, choices=Aim)
    status = models.CharField(max_length=20, choices=Status, default=Status.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop_asked = models.BooleanField(default=False)
    # The best plan known so far and what no plan can cost less than, in points.
    cost = models.IntegerField(null=True, blank=True)
    bound = models.IntegerField(null=True, blank=True)
    # Whether it is known that no plan serves the aim better.
    proved = models.BooleanField(default=False)
    # The plan as a sketch once there is one.
    plan = models.JSONField(null=True, blank=True)
    clash = models.JSONField(default=list, blank=True)
    relax = models.JSONField(default=list, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "aim"],
                name="proposal_aim_once",
                violation_error_message="This round already has a proposal for that aim.",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(plan__isnull=False),
                name="proposal_done_with_plan",
                violation_error_message="A proposal is ready when it has a plan.",
            ),
        ]

    def __str__(self):
        return self.get_aim_display()

    @property
    def is_over(self):
        """Whether nobody works on it any more."""
        return self.status not in (self.Status.WAITING, self.Status.WORKING)
