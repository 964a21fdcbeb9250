from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from cycles.rules import standing
from people.models import Person
from people.roles import Role
from reviews.sources import Source

from .line import LineOfEnquiry
from .sealed import Sealed
from .session import Session

TEAM = frozenset({Role.LEAD, Role.MANAGER, Role.REVIEWER, Role.OBSERVER})


class EvidenceNoteQuerySet(models.QuerySet):
    def of(self, challenge, user):
        """Notes of a challenge that somebody may read: the team's for the team, a shadow's own."""
        place = standing(user, challenge)
        mine = self.filter(challenge=challenge)
        if place.roles & TEAM:
            return mine
        if Role.SHADOW in place.roles:
            return mine.filter(author=user.person_id)
        return self.none()


class EvidenceNote(Sealed):
    """One point somebody of the team read, heard or saw. It never says who said it.

    It knows its session only while the team is on site; leaving erases the link and keeps day,
    kind and source group. Writing, changing or reading it leaves no event.
    """

    class Kind(models.TextChoices):
        READ = "read", "Read"
        HEARD = "heard", "Heard"
        SEEN = "seen", "Seen"
        DATA = "data", "Data"
        CASE = "case", "Case"

    class Leans(models.TextChoices):
        STRENGTH = "strength", "Strength"
        DEVELOPMENT = "development", "Development"
        CONTEXT = "context", "Context"
        QUESTION = "question", "Question"

    class Feeling(models.TextChoices):
        ONE = "one", "One person"
        SEVERAL = "several", "Several"
        MOST = "most", "Most in the room"
        CONSISTENT = "consistent", "Everywhere we go"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="notes")
    line = models.ForeignKey(LineOfEnquiry, models.SET_NULL, null=True, blank=True, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.CharField(max_length=30, choices=Source)
    leans = models.CharField(max_length=20, choices=Leans)
    feeling = models.CharField(max_length=20, choices=Feeling, blank=True)
    verbatim = models.BooleanField(default=False)
    # The author's word that a quotation does not give its speaker away.
    quote_checked = models.BooleanField(default=False)
    follow_up = models.BooleanField(default=False)
    follow_up_source = models.CharField(max_length=30, choices=Source, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = EvidenceNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verbatim=False) | Q(quote_checked=True),
                name="note_quote_is_checked",
                violation_error_message="Say that the quotation does not give anybody away.",
            ),
            models.CheckConstraint(
                condition=Q(follow_up=True) | Q(follow_up_source=""),
                name="note_follow_up_source_needs_follow_up",
                violation_error_message="Choose a group to follow up with only when the note is to be followed up.",
            ),
        ]
        indexes = [models.Index(fields=["challenge", "day"], name="note_by_day")]

    def __str__(self):
        return str(self.pk)

    @property
    def person_id(self):
        """Whose own thing it is."""
        return self.author_id
