from collections import namedtuple

from django.db import models
from django.db.models import Q

from people.models import Body, Person

from .edition import Edition
from .report import Report


class SignOff(models.Model):
    """A host body's agreement that the report may be published; every body on the host side gives its own."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sign_offs")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "body"],
                name="sign_off_once",
                violation_error_message="This body has already agreed.",
            ),
        ]

    def __str__(self):
        return str(self.body)


class Withholding(models.Model):
    """A decision not to publish yet, with its reason and the day it is looked at again."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="withholdings")
    reason = models.TextField()
    review_on = models.DateField()
    withheld_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withheld_at = models.DateTimeField()

    def __str__(self):
        return self.reason[:60]


# What a public page says of a report, beside the stored bytes.
SHOWN = {
    "slug": "slug",
    "published_at": "published_at",
    "withdrawn_at": "withdrawn_at",
    "host": "report__challenge__host__name",
    "topic": "report__challenge__topic",
    "html": "html__sha256",
    "pdf": "pdf__sha256",
    "pages": "pdf__pages",
    "size": "pdf__size",
}
Shown = namedtuple("Shown", SHOWN)


class PublicationQuerySet(models.QuerySet):
    def shown_at(self, slug):
        """Return what the public page of an address says, withdrawn or not, or nothing: one row without its trees."""
        for row in self.filter(slug=slug).values_list(*SHOWN.values()):
            return Shown(*row)
        return None

    def public(self):
        """What the register shows."""
        return self.filter(withdrawn_at=None)

    def with_host(self):
        """Fetch what a line of the register and a report page say, and none of the trees."""
        return self.select_related(
            "report__challenge__host",
            "report__challenge__visit",
            "report__challenge__cycle__programme__region",
            "pdf",
            "html",
        ).defer("report__signed_tree", "report__counts", "pdf__tree", "html__tree")


class Publication(models.Model):
    """A report on the public register. Its address is never used again, even after withdrawal."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="publication")
    slug = models.SlugField(max_length=120, unique=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    pdf = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    html = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="publication_withdrawn_with_reason",
                violation_error_message="Withdrawing needs who, when and why.",
            ),
        ]

    def __str__(self):
        return self.slug
