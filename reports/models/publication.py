import json
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, ExtractYear

from people.models import Body, Person
from reviews.models import Finding

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


# What a public page says of a report, beside the stored bytes. Written out, because building it anew from the
# models takes twice as long as all else that this most asked of pages does.
AT_SLUG = """
SELECT p.id, p.slug, p.published_at, p.corrected_at, p.withdrawn_at, p.withdrawn_reason,
       b.name AS host, c.topic AS topic, g.name AS region,
       html.sha256 AS html_sha256, pdf.sha256 AS pdf_sha256, pdf.pages AS pages, pdf.size AS size,
       CAST(p.beside AS text) AS beside_it
FROM reports_publication p
JOIN reports_report r ON r.id = p.report_id
JOIN cycles_challenge c ON c.id = r.challenge_id
JOIN people_body b ON b.id = c.host_id
JOIN people_region g ON g.id = b.region_id
JOIN reports_edition html ON html.id = p.html_id
JOIN reports_edition pdf ON pdf.id = p.pdf_id
WHERE p.slug = %s
"""


class Shown(NamedTuple):
    """What the public page of one address says."""

    slug: str
    published_at: datetime
    corrected_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    host: str
    topic: str
    region: str
    html_sha256: str
    pdf_sha256: str
    pages: int
    size: int
    beside_it: str

    @property
    def beside(self) -> dict[str, str]:
        """The addresses of what stands beside the report, by what they are called."""
        return json.loads(self.beside_it)


class PublicationQuerySet(models.QuerySet):
    def shown_at(self, slug):
        """Return what the public page of an address says, withdrawn or not, or nothing: one row without its trees."""
        for row in self.model.objects.raw(AT_SLUG, [slug]):
            return Shown(*(getattr(row, name) for name in Shown._fields))
        return None

    def listed(self):
        """Fetch only what a line of the register says, as named tuples."""
        said = {
            "host": models.F("report__challenge__host__name"),
            "topic": models.F("report__challenge__topic"),
            "kind": models.F("report__challenge__shape__kind"),
            "starts_on": models.F("report__challenge__visit__starts_on"),
            "programme": models.F("report__challenge__cycle__programme__name"),
            "region": models.F("report__challenge__cycle__programme__region__name"),
        }
        return self.annotate(**said).values_list("slug", "published_at", "corrected_at", *said, named=True)

    def narrowed(self, *, q="", authority="", theme="", year=None, kind=""):
        """Keep those whose host or topic has every word, and by authority, theme of a finding, year and kind."""
        found = self
        for word in q.split():
            found = found.filter(
                Q(report__challenge__host__name__icontains=word) | Q(report__challenge__topic__icontains=word)
            )
        if authority:
            found = found.filter(report__challenge__host__name=authority)
        if theme:
            agreed = Finding.objects.filter(status=Finding.Status.AGREED, theme__name=theme)
            found = found.filter(report__challenge__in=agreed.values("challenge"))
        if kind:
            found = found.filter(report__challenge__shape__kind=kind)
        return found.filter(published_at__year=year) if year else found

    def choices(self):
        """Return what there is to filter by, in one query: (field, value) of authorities, themes, years and kinds."""

        def of(name, value, rows=self):
            said = {"field": Value(name, models.CharField()), "said": Cast(value, models.CharField())}
            return rows.order_by().annotate(**said).values_list("field", "said")

        agreed = Finding.objects.filter(
            status=Finding.Status.AGREED, challenge__report__publication__in=self.order_by().values("pk")
        )
        found = of("authority", "report__challenge__host__name").union(
            of("year", ExtractYear("published_at")),
            of("kind", "report__challenge__shape__kind"),
            of("theme", "theme__name", agreed.exclude(theme=None)),
        )
        return sorted(found)

    def public(self):
        """What the register shows."""
        return self.filter(withdrawn_at=None)


class Publication(models.Model):
    """A report on the public register. Its address is never used again, even after withdrawal."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="publication")
    slug = models.SlugField(max_length=120, unique=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # When the version shown took the place of the one before; none while it is the first.
    corrected_at = models.DateTimeField(null=True, blank=True)
    # What the address shows now: of the signed tree, or of the last correction's.
    pdf = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    html = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    # What stands beside the report at an address of its own, by what it is called: floors above put it there.
    beside = models.JSONField(default=dict, blank=True)
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
