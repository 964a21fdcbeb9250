from django.db import models
from django.db.models import Count, F, Max, Q

from people import roles
from people.models import Body
from people.models.ref import Referenced
from people.rules import ROLE_OF, memberships_of

from .cycle import Cycle
from .shape import REPORTING, Shape
from .state import CODES, OPEN_REPORT, STAGES, State


class Visit(models.Model):
    """The days on site. Challenges with several hosts share one; nobody sits on two that overlap."""

    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="visit_dates_in_order",
                violation_error_message="The visit cannot end before it starts.",
            ),
        ]

    def __str__(self):
        return f"{self.starts_on} to {self.ends_on}"


class ChallengeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Challenges in which somebody has a part: a seat, their host body, or a programme's office."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        memberships = memberships_of(user)
        if any(membership.role == "admin" for membership in memberships):
            return self
        return self._of(user, memberships)

    def headed_in_full_for(self, user):
        """Challenges whose header somebody reads in full, and not only what the released plan says."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        full = [
            membership
            for membership in memberships_of(user)
            if roles.decide("cycles.view_header", frozenset({ROLE_OF[membership.role]})) == "full"
        ]
        return self._of(user, full)

    def taking_part(self, user):
        """Challenges somebody is in the team of, or hosts."""
        roles_of_hosts = ("host_sponsor", "host_organiser")
        return self._of(user, [held for held in memberships_of(user) if held.role in roles_of_hosts])

    def _of(self, user, memberships):
        """Challenges somebody has a part in by a seat or one of these memberships."""
        offices = [m.programme_id for m in memberships if m.programme_id and m.body_id is None]
        part = Q(seats__person=user.person_id, seats__status="accepted") | Q(cycle__programme__in=offices)
        for membership in memberships:
            if membership.body_id:
                part |= Q(cycle__programme=membership.programme_id, host_bodies__body=membership.body_id)
        return self.filter(pk__in=Challenge.objects.filter(part).values("pk"))

    def announced(self):
        """Challenges of released cycles and what every signed-in person may see of them: the header."""
        return self.filter(cycle__released_at__isnull=False)

    def with_public_topic(self):
        """Challenges whose topic is no secret: the plan is released, or the report is out."""
        is_out = Q(state__in=OPEN_REPORT, shape__kind__in=REPORTING)
        return self.filter(Q(cycle__released_at__isnull=False) | is_out)

    def on_calendar(self, today, *, past=False):
        """Visits that stand, from today on or (newest first) before today."""
        standing = self.exclude(state=State.CANCELLED).select_related("host", "visit")
        if past:
            return standing.filter(visit__ends_on__lt=today).order_by("-visit__starts_on", "host__name", "pk")
        return standing.filter(visit__ends_on__gte=today).order_by("visit__starts_on", "host__name", "pk")

    def with_places(self):
        """Annotate what the plan draws: places filled, whether postponed, when the report became public."""
        return self.select_related("host", "visit", "shape").annotate(
            filled=Count(
                "seats",
                filter=Q(seats__status__in=["pencilled", "invited", "accepted"])
                & ~Q(seats__role__in=["observer", "shadow"]),
                distinct=True,
            ),
            pauses=Count("postponements", filter=Q(postponements__resumed_at=None), distinct=True),
            published_at=Max("events__at", filter=Q(events__to_state=State.PUBLISHED)),
        )

    def with_host(self):
        """Fetch what a heading says: host, visit, shape and programme."""
        return self.select_related("host", "visit", "shape", "cycle__programme__region")


class Challenge(Referenced):
    """One host's peer challenge in a cycle, from proposal to closure."""

    class Purpose(models.TextChoices):
        OUTSIDE_VIEW = "outside_view", "An outside view"
        PROGRESS = "progress", "A check on progress"
        PRIORITIES = "priorities", "Confirming priorities"
        INSPECTION = "inspection", "Preparing for inspection"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="challenges")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="challenges")
    shape = models.ForeignKey(Shape, models.PROTECT, related_name="challenges")
    # The accountable body; `host_bodies` lists every body that must sign off, this one included.
    host = models.ForeignKey(Body, models.PROTECT, related_name="hosted")
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED, editable=False)
    topic = models.CharField(max_length=160)
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True)
    question = models.TextField(blank=True)
    in_scope = models.TextField(blank=True)
    out_of_scope = models.TextField(blank=True)
    sensitivities = models.TextField(blank=True)
    urgent_contact = models.CharField(max_length=200, blank=True)
    # How many days longer than its shape the visit is: offered to an authority in intervention.
    extra_days = models.PositiveSmallIntegerField(default=0, editable=False)
    # Counts every change of the scope, so that the second of two editors is told.
    version = models.PositiveIntegerField(default=0)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="challenge_state_known",
                violation_error_message="A challenge cannot be in a state that does not exist.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "host", "topic"],
                name="challenge_once_in_cycle",
                violation_error_message="This host already has a challenge on that topic in the cycle.",
            ),
        ]

    def __str__(self):
        return f"{self.host}: {self.topic}"

    @property
    def programme(self):
        return self.cycle.programme

    @property
    def days(self):
        """How many working days the visit takes."""
        return self.shape.days + self.extra_days

    @property
    def topic_is_public(self):
        """Whether the topic is no secret: the plan is released, or the report is out (docs/adr/0009)."""
        is_out = self.state in OPEN_REPORT and self.shape.kind in REPORTING
        return self.cycle.released_at is not None or is_out

    @property
    def stage(self):
        """What anybody signed in may know of the state."""
        return STAGES.get(self.state) or self.get_state_display()

    @property
    def code(self):
        """The state as the table of rights writes it."""
        return CODES[self.state]


class HostBody(models.Model):
    """A body on the host side of a challenge; publishing needs the agreement of each."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="host_bodies")
    body = models.ForeignKey(Body, models.PROTECT, related_name="host_sides")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "body"],
                name="host_body_once",
                violation_error_message="This body is already on the host side.",
            ),
        ]

    def __str__(self):
        return str(self.body)
