from django.db import models
from django.db.models import F, OuterRef, Subquery

from followup.models import PlanVersion
from reports.models import Publication


class PassageQuerySet(models.QuerySet):
    def public(self):
        """Passages of what the register shows now: nothing withdrawn, and no words that were put right since."""
        current = {"publication__withdrawn_at": None, "tree_sha256": F("publication__html__tree_sha256")}
        return self.filter(**current)

    def public_plans(self):
        """Passages of the plans that stand beside reports on the register, in the version published last."""
        shown = PlanVersion.objects.filter(plan__challenge__report__publication=OuterRef("publication"))
        last = shown.exclude(published_at=None).order_by("-number").values("tree_sha256")[:1]
        return self.filter(kind=Passage.Kind.PLAN, publication__withdrawn_at=None, tree_sha256=Subquery(last))


class Passage(models.Model):
    """One thing said in a published report or the plan beside it, kept to be searched and made anew at any time."""

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        FINDING = "finding", "Finding"
        PLAN = "plan", "Action plan"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="passages")
    # The tree it was taken from: once the report or the plan shows another, the passage is no longer found.
    tree_sha256 = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REPORT)
    # Where the report's page has it, and under which heading.
    anchor = models.CharField(max_length=120)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "tree_sha256", "number"],
                name="passage_number_once",
                violation_error_message="This text already has a passage of that number.",
            ),
        ]

    def __str__(self):
        return self.text[:60]
