from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from people.models import Person
from people.models.ref import Referenced

from .challenge import Challenge, Visit

# Pencilled in: a plan means them for the place, and nobody has asked them yet.
HOLDING = ("pencilled", "invited", "accepted")
ASKED = ("invited", "accepted")


class SeatQuerySet(models.QuerySet):
    def holding(self):
        """Seats somebody has, is asked to take or is meant for: pencilled in, invited or accepted."""
        return self.filter(status__in=HOLDING)

    def asked(self):
        """Seats whose people know of them: invited or accepted."""
        return self.filter(status__in=ASKED)

    def keeping_days(self):
        """Held seats that also take their person's days: not those of a postponed or cancelled challenge."""
        return self.holding().filter(keeps_days=True)

    def accepted(self):
        """Seats of the team as it stands."""
        return self.filter(status=Seat.Status.ACCEPTED)

    def with_visits_before(self):
        """Annotate `visits_before`: on how many visits somebody was before this one."""
        earlier = Seat.objects.accepted().filter(person=OuterRef("person"), ends_on__lt=OuterRef("starts_on"))
        counted = earlier.order_by().values("person").annotate(many=Count("visit", distinct=True)).values("many")
        return self.annotate(visits_before=Coalesce(Subquery(counted), 0))

    def visible_to(self, user):
        """One's own seats, and those of the challenges in which one has a part."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        return self.filter(Q(person=user.person_id) | Q(challenge__in=Challenge.objects.visible_to(user)))


class Seat(Referenced):
    """A person's place in the team of one challenge. Its dates are copied from the visit."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead challenger"
        MANAGER = "manager", "Challenge manager"
        REVIEWER = "reviewer", "Reviewer"
        OBSERVER = "observer", "Observer"
        SHADOW = "shadow", "Shadow"

    class Peer(models.TextChoices):
        OFFICER = "officer", "Officer"
        MEMBER = "member", "Member peer"
        LIVED_EXPERIENCE = "lived_experience", "Lived experience peer"
        PARTNER = "partner", "Partner agency"

    class Status(models.TextChoices):
        PENCILLED = "pencilled", "Pencilled in"
        INVITED = "invited", "Invited"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CONFLICTED = "conflicted", "Stood down: conflict of interest"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=20, choices=Role)
    peer = models.CharField(max_length=20, choices=Peer, default=Peer.OFFICER)
    # Member and lived-experience peers see no case-level records unless separately agreed.
    case_data = models.BooleanField(default=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.INVITED)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="seats")
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Off while the challenge is postponed or once it is cancelled: the seat stays, its days are free.
    keeps_days = models.BooleanField(default=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_note = models.TextField(blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "person"],
                name="seat_once",
                violation_error_message="This person already has a seat in this team.",
            ),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(role="lead", status__in=HOLDING),
                name="one_lead",
                violation_error_message="This team already has a lead challenger.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="seat_dates_in_order",
                violation_error_message="A seat cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["pencilled", "withdrawn"]) | Q(invited_at__isnull=False),
                name="seat_asked_at",
                violation_error_message="Whoever was asked was asked at some time.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}"
