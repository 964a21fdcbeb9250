from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from people.models import Profile
from people.models.ref import Referenced

from .seat import Seat
from .shape import Shape

Grade = Profile.Grade
# Who takes a place that names no grade: each kind of peer has its own, and officers have the rest.
PEERS = {
    Seat.Peer.MEMBER: [Grade.COUNCILLOR],
    Seat.Peer.LIVED_EXPERIENCE: [Grade.LIVED_EXPERIENCE],
    Seat.Peer.PARTNER: [Grade.PARTNER],
}
OFFICERS = [grade for grade in Grade if not any(grade in own for own in PEERS.values())]
# Nobody is promised a shadow: they come to learn.
PROMISED_ROLES = [Seat.Role.LEAD, Seat.Role.MANAGER, Seat.Role.REVIEWER, Seat.Role.OBSERVER]


class ShapePlace(Referenced):
    """One place that a shape promises every host: its role, and who may take it. `cycles.places` reads them."""

    shape = models.ForeignKey(Shape, models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in PROMISED_ROLES])
    peer = models.CharField(max_length=20, choices=Seat.Peer, default=Seat.Peer.OFFICER)
    # The grades that may take it; empty is any of the peer's own.
    grades = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shape", "number"],
                name="place_number_once",
                violation_error_message="This shape already has a place of that number.",
            ),
            models.UniqueConstraint(
                fields=["shape"],
                condition=Q(role="lead"),
                name="place_one_lead",
                violation_error_message="A team has one lead challenger, and this shape already has that place.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=PROMISED_ROLES),
                name="place_role_promised",
                violation_error_message="A place is for a lead challenger, a challenge manager, a reviewer or an "
                "observer.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.get_role_display()}"

    def clean(self):
        """Officers alone have grades to choose from."""
        if self.grades and self.peer in PEERS:
            raise ValidationError({"grades": "Choose grades for officers alone. Other peers need none."})
        if set(self.grades) - set(OFFICERS):
            raise ValidationError({"grades": "Choose grades of officers."})

    @property
    def wanted(self):
        """The grades that may take it, as the pool writes them."""
        return self.grades or [grade.value for grade in PEERS.get(self.peer, OFFICERS)]

    def get_grades_display(self):
        """The grades in words."""
        return ", ".join(Grade(grade).label for grade in self.grades)

    @property
    def who(self):
        """Who may take it, in words."""
        if self.peer in PEERS:
            return self.get_peer_display()
        return self.get_grades_display() or "Any officer"
