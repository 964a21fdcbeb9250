from django.db import models

from people.models import Programme
from people.models.ref import Referenced


class FrameworkQuerySet(models.QuerySet):
    def for_findings(self):
        """Frameworks whose themes findings are grouped by."""
        return self.filter(kind=Framework.Kind.FINDINGS)

    def with_themes(self):
        """Fetch the themes, in their order."""
        return self.prefetch_related(models.Prefetch("themes", Theme.objects.order_by("number")))


class Framework(Referenced):
    """A set of themes a programme builds challenges on, such as a regional set of domains.

    One of them may hold the prompts case audits are written against.
    """

    class Kind(models.TextChoices):
        FINDINGS = "findings", "Themes that findings are grouped by"
        CASE_AUDIT = "case_audit", "Prompts for case audits"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="frameworks")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FINDINGS)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="framework_name_once",
                violation_error_message="This programme already has a framework of that name.",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(kind="case_audit"),
                name="framework_of_case_audits_once",
                violation_error_message="This programme already has prompts for case audits. Change those.",
            ),
        ]

    def __str__(self):
        return self.name


class Theme(Referenced):
    """One theme of a framework: findings are grouped by it in the report."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="themes")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="theme_number_once",
                violation_error_message="This framework already has a theme of that number.",
            ),
            models.UniqueConstraint(
                fields=["framework", "name"],
                name="theme_name_once",
                violation_error_message="This framework already has a theme of that name.",
            ),
        ]

    def __str__(self):
        return self.name
