from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from people.models.ref import Referenced

from .report import Report


class EditionQuerySet(models.QuerySet):
    def of(self, pairs):
        """Keep the editions of these (what, form) pairs."""
        wanted = Q(pk__in=())
        for what, form in pairs:
            wanted |= Q(what=what, form=form)
        return self.filter(wanted)

    def besides_published(self):
        """Keep what is made of a signed report and is no edition of the public page: for host and team."""
        return self.of(set(AT_SIGNING) - set(PUBLISHED))

    def of_report(self):
        """Keep what is drawn from the report."""
        return self.exclude(what__in=(*OF_PRESENTATION, Edition.What.PLAN))

    def of_presentation(self):
        """Keep what is drawn from the frozen presentation."""
        return self.filter(what__in=OF_PRESENTATION)


class Edition(Referenced):
    """One form of one document: made by a worker, stored under the hash of its bytes.

    `what` is drawn from the report's tree, from that of the frozen presentation (the letter and the slides), or from
    that of the host's action plan.
    """

    class What(models.TextChoices):
        REPORT = "report", "Report"
        SUMMARY = "summary", "One-page summary"
        STAFF = "staff", "Summary for staff"
        ACTIONS = "actions", "Action sheets"
        LETTER = "letter", "Feedback letter"
        SLIDES = "slides", "Slides"
        PLAN = "plan", "Action plan"

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        HTML = "html", "Web page"
        DOCX = "docx", "Word"
        PPTX = "pptx", "PowerPoint"

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting for a worker"
        RENDERING = "rendering", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    report = models.ForeignKey(Report, models.CASCADE, related_name="editions")
    what = models.CharField(max_length=10, choices=What, default=What.REPORT)
    form = models.CharField(max_length=10, choices=Form)
    # The document tree it is drawn from, and its hash.
    tree = models.JSONField()
    tree_sha256 = models.CharField(max_length=64)
    # Drafts are private: they lie apart from what may be published, under a random name.
    is_draft = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.QUEUED)
    # What the worker does now, in words, and how far it is in hundredths.
    step = models.CharField(max_length=80, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    # How often a worker has begun it: one that kills every worker is given up.
    tries = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "what", "form", "tree_sha256"],
                name="edition_once",
                violation_error_message="This edition is already there.",
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | (~Q(sha256="") & Q(made_at__isnull=False)),
                name="edition_ready_has_bytes",
                violation_error_message="A ready edition has its bytes and the moment it was made.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """What people call it: Report (PDF)."""
        return f"{self.get_what_display()} ({self.get_form_display()})"

    @property
    def file_name(self):
        """What a file of it is called when somebody keeps it: draft.pdf, letter.docx."""
        return f"{'draft' if self.is_draft else self.what}.{self.form}"

    @property
    def is_ready(self):
        """Whether its bytes are there to be read."""
        return self.status == self.Status.READY

    @property
    def storage(self):
        """Where its bytes lie."""
        return storages["default" if self.is_private else "editions"]

    @property
    def is_to_publish(self):
        """Whether publication waits for it."""
        return (self.what, self.form) in PUBLISHED

    @property
    def is_private(self):
        """Whether it lies apart from what may be published, under a random name."""
        return self.is_draft or not (self.is_to_publish or self.what == self.What.PLAN)

    @property
    def stored_name(self):
        """Its name in that storage."""
        return f"drafts/{self.ref}.{self.form}" if self.is_private else f"{self.sha256}.{self.form}"


# What is made of what, and when: (what, form) pairs. Publication needs every one of PUBLISHED.
PUBLISHED = (
    (Edition.What.REPORT, Edition.Form.HTML),
    (Edition.What.REPORT, Edition.Form.PDF),
    (Edition.What.REPORT, Edition.Form.DOCX),
    (Edition.What.SUMMARY, Edition.Form.PDF),
)
AT_SIGNING = (
    *PUBLISHED,
    (Edition.What.STAFF, Edition.Form.PDF),
    (Edition.What.ACTIONS, Edition.Form.DOCX),
)
OF_PRESENTATION = (Edition.What.LETTER, Edition.What.SLIDES)
AT_FREEZING = (
    (Edition.What.LETTER, Edition.Form.PDF),
    (Edition.What.LETTER, Edition.Form.DOCX),
    (Edition.What.SLIDES, Edition.Form.PPTX),
)
OF_PLAN = (
    (Edition.What.PLAN, Edition.Form.PDF),
    (Edition.What.PLAN, Edition.Form.DOCX),
)
DRAFT = (
    (Edition.What.REPORT, Edition.Form.PDF),
    (Edition.What.REPORT, Edition.Form.DOCX),
)
