"""The action plan of a challenge, and its versions as everybody reads them."""

from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.stamped import by_and_at
from reports.models import Edition


class ActionPlan(models.Model):
    """The host's plan: one a challenge. `ready_at` stands until something in the plan is changed again."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready to publish"
        PUBLISHED = "published", "Published"

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="action_plan")
    # The one body that watches over the plan, and where it meets next.
    governance_body = models.CharField(max_length=160, blank=True)
    committee_on = models.DateField(null=True, blank=True)
    # How many working days before the committee its papers are due, and the draft goes to whoever must agree it first.
    papers_days = models.PositiveSmallIntegerField(default=8)
    draft_to = models.CharField(max_length=160, blank=True)
    draft_days = models.PositiveSmallIntegerField(default=20)
    ready_at = models.DateTimeField(null=True, blank=True)
    ready_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=by_and_at("ready"),
                name="plan_ready_by_and_at",
                violation_error_message="A plan is made ready by somebody, at some time.",
            ),
            models.CheckConstraint(
                condition=Q(ready_at=None) | ~Q(governance_body=""),
                name="plan_ready_has_governance",
                violation_error_message="Name the body that will watch over the plan.",
            ),
            models.CheckConstraint(
                condition=Q(draft_days__gte=models.F("papers_days")),
                name="plan_draft_before_papers",
                violation_error_message="The draft goes out before the papers are due, or with them.",
            ),
        ]

    def __str__(self):
        return f"Action plan of {self.challenge_id}"


class PlanVersion(models.Model):
    """The plan in words as it was made ready: what is printed, and what everybody reads once it is published."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    tree = models.JSONField()
    tree_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plan_version_once",
                violation_error_message="The plan already has a version of that number.",
            ),
            models.CheckConstraint(
                condition=by_and_at("published", pdf__isnull=False, docx__isnull=False),
                name="plan_version_published_whole",
                violation_error_message="A published plan has who published it, when, and its files.",
            ),
        ]

    def __str__(self):
        return f"Version {self.number}"
