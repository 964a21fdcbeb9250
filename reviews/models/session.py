from django.db import models
from django.db.models import F, Q

from cycles.models import Challenge, Seat
from people.models import Person
from people.models.ref import Referenced
from reviews.sources import Source

from .line import LineOfEnquiry


class SessionQuerySet(models.QuerySet):
    def standing(self):
        """Sessions that are not cancelled."""
        return self.exclude(status=Session.Status.CANCELLED)

    def with_team(self):
        """Fetch who of the team is in each, and what it is to test."""
        team = SessionReviewer.objects.select_related("seat__person").order_by("part", "seat__person__name")
        return self.prefetch_related(models.Prefetch("reviewers", team), "lines")

    def in_order(self):
        """As the day goes."""
        return self.order_by("day", "starts", "track", "pk")


class Session(Referenced):
    """A slot of the on-site timetable. It has a source group and numbers, never participants."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", "Interview"
        GROUP = "group", "Group discussion"
        FOCUS_GROUP = "focus_group", "Focus group"
        PRACTICE = "practice", "Observation of practice"
        MEETING = "meeting", "Observation of a meeting or panel"
        CASE_REVIEW = "case_review", "Case records review"
        CASE_MAPPING = "case_mapping", "Case mapping"
        AUDIT_VALIDATION = "audit_validation", "Audit validation"
        CASE_TRACKING = "case_tracking", "Case tracking conversation"
        LIVED_EXPERIENCE = "lived_experience", "Lived experience or carer interview"
        SITE_VISIT = "site_visit", "Site visit"
        DOCUMENT_CHECK = "document_check", "Document check"
        DATA_WALK = "data_walk", "Data walk-through"
        TEAM = "team", "Team meeting"
        MODERATION = "moderation", "Hypothesis or moderation meeting"
        KEEP_IN_TOUCH = "keep_in_touch", "Keep in touch with sponsor"
        DROP_IN = "drop_in", "Private drop-in for staff"
        FEEDBACK = "feedback", "Feedback presentation"
        PRIORITISATION = "prioritisation", "Prioritisation workshop"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="sessions")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=160)
    room = models.CharField(max_length=120, blank=True)
    track = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=30, choices=Source, blank=True)
    # The role of the host's contact for the slot ("Service manager's office"), not a name.
    contact_role = models.CharField(max_length=120, blank=True)
    lines = models.ManyToManyField(LineOfEnquiry, related_name="sessions", blank=True)
    expected = models.PositiveSmallIntegerField(default=0)
    met = models.PositiveSmallIntegerField(null=True, blank=True)
    already_met = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED)
    cancelled_reason = models.CharField(max_length=200, blank=True)
    # Who saved it last and how often it was saved: the second of two editors is told.
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="session_times_in_order",
                violation_error_message="A session must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(met=None, already_met=None)
                | Q(met__isnull=False, already_met__isnull=False, already_met__lte=F("met")),
                name="session_met_counts_fit",
                violation_error_message="Of the people met, no more can have been met already.",
            ),
        ]
        indexes = [models.Index(fields=["challenge", "day", "starts"], name="session_by_time")]

    def __str__(self):
        return self.title

    @property
    def meets_people(self):
        """Whether the team meets anybody there; a review of case records counts records instead."""
        return self.kind not in WITHOUT_PEOPLE

    @property
    def counts_something(self):
        """Whether a number is recorded afterwards: of people, or of case records."""
        return self.meets_people or self.kind == Session.Kind.CASE_REVIEW


# Sessions of the team alone.
WITHOUT_PEOPLE = frozenset(
    {Session.Kind.DOCUMENT_CHECK, Session.Kind.CASE_REVIEW, Session.Kind.TEAM, Session.Kind.MODERATION}
)
WITHOUT_NUMBER = WITHOUT_PEOPLE - {Session.Kind.CASE_REVIEW}


class SessionReviewer(models.Model):
    """A team member in a session: leading it or taking notes."""

    class Part(models.TextChoices):
        LEADS = "leads", "Leads"
        NOTES = "notes", "Takes notes"

    session = models.ForeignKey(Session, models.CASCADE, related_name="reviewers")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="sessions")
    part = models.CharField(max_length=10, choices=Part, default=Part.NOTES)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "seat"],
                name="session_reviewer_once",
                violation_error_message="This team member is already in the session.",
            ),
        ]

    def __str__(self):
        return self.get_part_display()


class GroupSize(models.Model):
    """How many people of a source group there are at the host: the host's own number."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="group_sizes")
    source = models.CharField(max_length=30, choices=Source)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "source"],
                name="group_size_once",
                violation_error_message="The size of this group is already given.",
            ),
        ]

    def __str__(self):
        return self.get_source_display()
