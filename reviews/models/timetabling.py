"""What a timetable is made of before it is one: the host's rooms, the sessions that are wanted, what was proposed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cycles.models import Challenge, Seat
from people.models import Person
from people.models.ref import Referenced
from reviews.sources import Source
from reviews.timetabling.problem import Placed

from .line import LineOfEnquiry
from .session import Session


class Room(Referenced):
    """A room the host lends the team. Sessions name it; what is not in this list is a place like any other."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=120)
    building = models.CharField(max_length=120, blank=True)
    # Between two buildings lie the more minutes of the two.
    minutes_away = models.PositiveSmallIntegerField(default=0)
    holds = models.PositiveSmallIntegerField(null=True, blank=True)
    # When the host lends it, as `reviews/windows.py` writes it; empty while the team is on site.
    free = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "challenge",
                Lower("name"),
                name="room_once",
                violation_error_message="This room is already in the list.",
            ),
        ]

    def __str__(self):
        return self.name


class WantedSession(Referenced):
    """A session that is to be placed: whom the team wants to meet or what to read, when the host can, and how long."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="wanted_sessions")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Session.Kind)
    minutes = models.PositiveSmallIntegerField(default=60)
    source = models.CharField(max_length=30, choices=Source, blank=True)
    expected = models.PositiveSmallIntegerField(default=0)
    contact_role = models.CharField(max_length=120, blank=True)
    lines = models.ManyToManyField(LineOfEnquiry, related_name="wanted_sessions", blank=True)
    people = models.PositiveSmallIntegerField(default=2)
    # Who must be there; the others are chosen.
    seats = models.ManyToManyField(Seat, related_name="wanted_sessions", blank=True)
    windows = models.JSONField(default=list, blank=True)
    needs_room = models.BooleanField(default=True)
    early = models.BooleanField(default=False)
    # The slot it was given.
    session = models.OneToOneField(Session, models.SET_NULL, null=True, blank=True, related_name="wanted")
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=480),
                name="wanted_session_length",
                violation_error_message="A session lasts from 10 minutes to 8 hours.",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=8),
                name="wanted_session_people",
                violation_error_message="From one to eight of the team go to a session.",
            ),
        ]

    def __str__(self):
        return self.title


class ProposalQuerySet(models.QuerySet):
    def unfinished(self):
        """Proposals still waited for."""
        return self.filter(status__in=[TimetableProposal.Status.WAITING, TimetableProposal.Status.WORKING])


class TimetableProposal(Referenced):
    """One answer to “Propose a timetable”, worked out by a worker that may die at any line. Names no participant."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to begin"
        WORKING = "working", "Being worked out"
        DONE = "done", "Ready"
        NOTHING_FITS = "nothing_fits", "Nothing fits"
        FAILED = "failed", "Failed"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="timetable_proposals")
    status = models.CharField(max_length=20, choices=Status, default=Status.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    # What was asked, and the timetable it was asked about: each session with its version.
    problem = models.JSONField()
    base = models.JSONField()
    # What was found: where each wanted session stands, and which have no place.
    placed = models.JSONField(default=list, blank=True)
    unplaced = models.JSONField(default=list, blank=True)
    clashes = models.JSONField(default=list, blank=True)
    cost = models.IntegerField(null=True, blank=True)
    bound = models.IntegerField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(status__in=["waiting", "working"]),
                name="timetable_proposal_one_at_once",
                violation_error_message="A timetable is already being worked out for this challenge.",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, used_by=None)
                | Q(used_at__isnull=False, used_by__isnull=False, status="done"),
                name="timetable_proposal_used_when_done",
                violation_error_message="Only a proposal that is ready can be used.",
            ),
        ]

    def __str__(self):
        return f"Proposal of {self.asked_at:%-d %B %Y}"

    @property
    def is_over(self):
        """Whether nobody works on it any more."""
        return self.status not in (self.Status.WAITING, self.Status.WORKING)

    @property
    def standing(self):
        """Where it puts its sessions."""
        return [Placed(**{**row, "people": tuple(row["people"])}) for row in self.placed]

    @property
    def is_proved(self):
        """Whether it is known that no timetable serves better."""
        return self.cost is not None and self.cost == self.bound and not self.unplaced


class SessionMove(models.Model):
    """Where a session stood before somebody moved it, so that the last move can be taken back."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="moves")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    track = models.PositiveSmallIntegerField()
    # The version the move made; a later one means somebody has changed the session since.
    version = models.PositiveIntegerField()
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "version"],
                name="session_move_once",
                violation_error_message="This move is already kept.",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("starts")),
                name="session_move_times_in_order",
                violation_error_message="A session must end after it starts.",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.starts}"
