from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from cycles.models import Cycle
from people.models import Person
from people.models.ref import Referenced


class AnnualReport(Referenced):
    """A region's report on a year of a cycle, as it was composed on a day. It is never changed, only made anew."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="annual_reports")
    # The document tree its editions are drawn from, and its hash.
    tree = models.JSONField()
    tree_sha256 = models.CharField(max_length=64)
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "tree_sha256"],
                name="annual_report_once",
                violation_error_message="This report has been made already: nothing has changed since.",
            ),
        ]

    def __str__(self):
        return f"Annual report of {self.made_on}"


class AnnualEditionQuerySet(models.QuerySet):
    def of(self, cycle):
        """Editions of a cycle's annual reports, as they were asked for."""
        return self.filter(annual__cycle=cycle).order_by("pk")


class AnnualEdition(Referenced):
    """One form of an annual report: made by a worker, stored apart from what is public."""

    class Form(models.TextChoices):
        HTML = "html", "Web page"
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting for a worker"
        RENDERING = "rendering", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    annual = models.ForeignKey(AnnualReport, models.CASCADE, related_name="editions")
    form = models.CharField(max_length=10, choices=Form)
    status = models.CharField(max_length=20, choices=Status, default=Status.QUEUED)
    # What the worker does now, in words, and how far it is in hundredths.
    step = models.CharField(max_length=80, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    objects = AnnualEditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["annual", "form"],
                name="annual_edition_once",
                violation_error_message="This edition is already there.",
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(sha256="") & Q(made_at__isnull=False)),
                name="annual_edition_ready_has_bytes",
                violation_error_message="A ready edition has its bytes and the moment it was made.",
            ),
        ]

    def __str__(self):
        return self.get_form_display()

    @property
    def is_ready(self):
        """Whether its bytes are there to be read."""
        return self.status == self.Status.READY

    @property
    def storage(self):
        """Where its bytes lie."""
        return storages["default"]

    @property
    def stored_name(self):
        """Its name in that storage."""
        return f"annual/{self.ref}.{self.form}"

    @property
    def file_name(self):
        """What it is called when somebody keeps it."""
        return f"annual-report-{self.annual.made_on}.{self.form}"
