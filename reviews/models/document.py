from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced


class Kind(models.TextChoices):
    """What a paper of the host is."""

    SELF_ASSESSMENT = "self_assessment", "Self-assessment"
    DATA_PACK = "data_pack", "Data pack"
    SCOPE_NOTE = "scope_note", "Scope note"
    STRUCTURE_CHART = "structure_chart", "Structure chart"
    STRATEGY = "strategy", "Strategy or plan"
    INSPECTION = "inspection", "Last inspection and action plan"
    PERFORMANCE = "performance", "Performance report"
    QUALITY_ASSURANCE = "quality_assurance", "Quality assurance framework or audit"
    COMPLAINTS = "complaints", "Complaints and compliments"
    SUPERVISION = "supervision", "Supervision policy"
    WORKFORCE = "workforce", "Caseload and vacancy figures"
    COMMISSIONING = "commissioning", "Commissioning or market position"
    PARTNERSHIP = "partnership", "Partnership terms"
    BOARD = "board", "Board minutes or annual report"
    VOICE = "voice", "What people told you"
    MEETINGS = "meetings", "Meetings to observe"
    GLOSSARY = "glossary", "Local terms"
    OTHER = "other", "Something else"


class DocumentRequest(Referenced):
    """Something the team asks the host for, once, by a day."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="document_requests")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    due_on = models.DateField()
    chased_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self):
        return self.title


class Document(Referenced):
    """A paper from the host, in one or more versions; the newest is read, the others are kept."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="documents")
    request = models.ForeignKey(DocumentRequest, models.SET_NULL, null=True, blank=True, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=160)

    def __str__(self):
        return self.title


class DocumentVersion(Referenced):
    """One upload: its bytes under a random name, with their hash and their type by content."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=200)
    # The name it had on the host's computer: shown and offered at download, never used as a path.
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                name="document_version_once",
                violation_error_message="This version is already here.",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="document_version_not_empty",
                violation_error_message="The file is empty.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, version {self.number}"
