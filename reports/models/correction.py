from django.db import models
from django.db.models import Q

from people.models import Person
from people.models.stamped import by_and_at

from .report import Report


class Correction(models.Model):
    """A new version of a published report: which words the lead puts right, why, and the tree that comes of it.

    The signed tree of the report stays as it was signed; the version before stays readable under its hash.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="corrections")
    # The published report is version 1.
    number = models.PositiveSmallIntegerField()
    # Each change as {"place", "was", "now"}; see reports/correcting.py.
    changes = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    tree = models.JSONField(null=True, blank=True)
    tree_sha256 = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="correction_number_once",
                violation_error_message="There is a version of that number already.",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(published_at=None),
                name="correction_one_at_a_time",
                violation_error_message="A correction is already being made.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, tree_sha256="")
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(tree_sha256="") & ~Q(reason="")),
                name="correction_signed_with_reason",
                violation_error_message="A signed correction has its words, who signed them and why.",
            ),
            models.CheckConstraint(
                condition=by_and_at("published", signed_at__isnull=False),
                name="correction_published_after_signing",
                violation_error_message="Only a signed correction is published, by somebody.",
            ),
        ]

    def __str__(self):
        return f"Version {self.number}"
