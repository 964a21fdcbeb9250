from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from cycles.rules import standing
from people.models import Person
from people.roles import Role
from reviews.sources import THINGS, Source

from .line import LineOfEnquiry
from .sealed import Sealed
from .session import Session

TEAM = frozenset({Role.LEAD, Role.MANAGER, Role.REVIEWER, Role.OBSERVER})


class EvidenceNoteQuerySet(models.QuerySet):
    def evidence(self):
        """Notes that count: written in time, or late and let in."""
        return self.filter(late__in=["", EvidenceNote.Late.LET_IN])

    def late_of(self, challenge, user, *, everybodys):
        """Late notes of a challenge: one's own, or everybody's for whoever decides on them."""
        rows = self.filter(challenge=challenge).exclude(late="")
        return rows if everybodys else rows.filter(author=user.person_id)

    def of(self, challenge, user):
        """Evidence of a challenge that somebody may read: the team's for the team, a shadow's own."""
        place = standing(user, challenge)
        mine = self.evidence().filter(challenge=challenge)
        if place.roles & TEAM:
            return mine
        if Role.SHADOW in place.roles:
            return mine.filter(author=user.person_id)
        return self.none()


class EvidenceNote(Sealed):
    """One point somebody of the team read, heard or saw. It never says who said it.

    It knows its session only while the team is on site; leaving erases the link and keeps day,
    kind and source group. Writing, changing or reading it leaves no event. A late note is no
    evidence until the lead lets it in.
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

    class Late(models.TextChoices):
        WAITING = "waiting", "Waits for the lead"
        LET_IN = "let_in", "Let in"
        LEFT_OUT = "left_out", "Left out"

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
    # The team marked it as a key point: by whom and when is kept nowhere.
    is_key = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    # Empty: written in time.
    late = models.CharField(max_length=10, choices=Late, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sealed_reason = models.BinaryField(null=True, blank=True)
    # The author has seen what became of a late note.
    decision_read = models.BooleanField(default=False)

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
            models.CheckConstraint(
                condition=Q(late="") | Q(session=None),
                name="note_late_has_no_session",
                violation_error_message="A late note belongs to no session.",
            ),
            models.CheckConstraint(
                condition=Q(late__in=["", "waiting"], decided_by=None)
                | Q(late__in=["let_in", "left_out"], decided_by__isnull=False),
                name="note_late_decided_by_the_lead",
                violation_error_message="A late note is let in or left out by somebody.",
            ),
            models.CheckConstraint(
                condition=Q(late="left_out", sealed_reason__isnull=False)
                | (~Q(late="left_out") & Q(sealed_reason=None)),
                name="note_left_out_with_reason",
                violation_error_message="A late note is left out with a reason, and only then.",
            ),
        ]
        indexes = [models.Index(fields=["challenge", "day"], name="note_by_day")]

    def __str__(self):
        return str(self.pk)

    @property
    def comes_from(self):
        """How and from whom or what, in words."""
        return come_from(self.kind, self.source)

    @property
    def person_id(self):
        """Whose own thing it is."""
        return self.author_id


def come_from(kind, source):
    """Say how and from whom or what: "Heard from providers", "Read in documents", "Data"."""
    if (kind, source) in {(EvidenceNote.Kind.DATA, Source.DATA), (EvidenceNote.Kind.CASE, Source.CASES)}:
        return Source(source).label
    between = "in" if source in THINGS else "from"
    return f"{EvidenceNote.Kind(kind).label} {between} {Source(source).label.lower()}"
