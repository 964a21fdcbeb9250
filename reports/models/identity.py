from django.db import models

from people.models import Person
from people.models.ref import Referenced

from .report import Report


class IdentityCheck(models.Model):
    """One run of the identity check over one document tree."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="identity_checks")
    tree_sha256 = models.CharField(max_length=64)
    ran_at = models.DateTimeField()
    ran_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    def __str__(self):
        return f"Identity check of {self.report_id}"


class IdentityHit(Referenced):
    """Words of the report that may give somebody away. Never says which protected name they matched."""

    class Kind(models.TextChoices):
        NAME = "name", "A name"
        EMAIL = "email", "An e-mail address"
        PHONE = "phone", "A telephone number"

    check_run = models.ForeignKey(IdentityCheck, models.CASCADE, related_name="hits")
    kind = models.CharField(max_length=20, choices=Kind)
    # Where in the editions: an anchor of the tree, or "metadata".
    place = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    around = models.CharField(max_length=400)
    # Hash of kind, place and the surrounding text: a waiver holds only while they stay the same.
    fingerprint = models.CharField(max_length=64)

    def __str__(self):
        return self.get_kind_display()


class Waiver(models.Model):
    """The lead's reason for leaving one hit as it is, tied to the very words around it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="waivers")
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField()
    waived_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    waived_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "fingerprint"],
                name="waiver_once",
                violation_error_message="This hit is already waived.",
            ),
        ]

    def __str__(self):
        return self.reason[:60]
