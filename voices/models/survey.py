"""A survey, its questions, and one asking of it. What somebody answered is kept nowhere as theirs."""

import hashlib
import hmac
import secrets
import uuid

from django.db import models
from django.db.models import F, Q

from cycles.days import add_months
from cycles.models import Challenge, Cycle, Theme
from people.models import Person
from people.models.ref import ALPHABET, Referenced
from people.rules import memberships_of

CODE_LENGTH = 10
EVERYBODY = "everybody"


def new_secret():
    """Return what the codes of a round are derived from."""
    return secrets.token_hex(16)


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Surveys of challenges somebody has a part in, and of cycles of programmes they hold an office in."""
        programmes = {held.programme_id for held in memberships_of(user) if held.programme_id}
        of_challenges = Q(challenge__in=Challenge.objects.visible_to(user))
        return self.filter(of_challenges | Q(challenge=None, cycle__programme__in=programmes))

    def with_place(self):
        """Fetch what a heading says."""
        return self.select_related("challenge__host", "challenge__cycle", "challenge__shape", "cycle__programme")


class Survey(Referenced):
    """Questions to the same sort of people, asked once or every year. It is a challenge's, or a whole cycle's."""

    class Kind(models.TextChoices):
        HEALTH_CHECK = "health_check", "Staff health check"
        INTERVIEWEES = "interviewees", "People who talked to the team"
        HOST = "host", "Hosts, after their challenge"
        REVIEWERS = "reviewers", "Reviewers, after a challenge"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="surveys")
    challenge = models.ForeignKey(Challenge, models.CASCADE, null=True, blank=True, related_name="surveys")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=120)
    intro = models.TextField(max_length=2000)
    # The one question every other is crossed with, such as the team somebody works in; none: no groups.
    group_question = models.CharField(max_length=160, blank=True)
    groups = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["health_check", "interviewees", "host", "reviewers"]),
                name="survey_kind_known",
                violation_error_message="There is no such kind of survey.",
            ),
            models.UniqueConstraint(
                fields=["challenge", "title"],
                name="survey_title_once_in_challenge",
                violation_error_message="This challenge already has a survey of that title.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "title"],
                condition=Q(challenge=None),
                name="survey_title_once_in_cycle",
                violation_error_message="This cycle already has a survey of that title.",
            ),
        ]

    def __str__(self):
        return self.title


class Question(Referenced):
    """One question. After the first asking neither it nor its answers change, so that years can be compared."""

    class Kind(models.TextChoices):
        AGREE = "agree", "From “strongly agree” to “strongly disagree”"
        CHOICE = "choice", "One of several answers"
        WORDS = "words", "In one’s own words"

    AGREEING = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")
    NO_ANSWER = "No answer"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AGREE)
    choices = models.JSONField(default=list, blank=True)
    # Which of the programme's themes it asks about, such as one of the eight employer standards.
    standard = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"],
                name="question_number_once",
                violation_error_message="This survey already has a question of that number.",
            ),
            models.CheckConstraint(
                condition=Q(kind="choice") | Q(choices=[]),
                name="question_choices_where_it_is_a_choice",
                violation_error_message="Only a choice has answers of its own.",
            ),
        ]

    def __str__(self):
        return self.words

    @property
    def answers(self):
        """What may be answered, as it is counted; nothing where the answer is words."""
        if self.kind == self.Kind.WORDS:
            return ()
        return (*(self.choices or self.AGREEING), self.NO_ANSWER)


class Round(Referenced):
    """One asking of a survey. Its days are all the time that is kept; results stand still once it is closed."""

    class Way(models.TextChoices):
        LINK = "link", "One link for everybody"
        CODES = "codes", "A code for each person, which works once"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=Way)
    asked = models.PositiveIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    secret = models.CharField(max_length=32, default=new_secret, editable=False)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    # Filled when it closes: what may be shown, small numbers hidden. Nothing else of the counts is kept.
    shown = models.JSONField(null=True)
    # As whoever answered was told, and when the words went.
    words_months = models.PositiveSmallIntegerField(default=6)
    words_gone_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "name"],
                name="round_name_once",
                violation_error_message="This survey was already asked under that name.",
            ),
            models.UniqueConstraint(
                fields=["survey"],
                condition=Q(closed_on=None),
                name="round_open_once",
                violation_error_message="This survey is being asked already. Close that round first.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="round_days_in_order",
                violation_error_message="A round cannot close before it opens.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, shown=None) | Q(closed_on__isnull=False, shown__isnull=False),
                name="round_closed_with_results",
                violation_error_message="A round that is closed has its results, and one that is open has none.",
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=1),
                name="round_asks_somebody",
                violation_error_message="A survey is asked of at least one person.",
            ),
        ]

    def __str__(self):
        return f"{self.survey}, {self.name}"

    def code(self, of):
        """Return the code of one person, by number, or of everybody; it is kept nowhere."""
        digest = hmac.new(self.secret.encode(), f"{self.ref}:{of}".encode(), hashlib.sha256).digest()
        return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CODE_LENGTH])

    @property
    def words_go_on(self):
        """The day the words of a closed round go."""
        return add_months(self.closed_on, self.words_months)

    @property
    def link(self):
        """Return what its address ends with: the round's own word, and for one link the code of everybody."""
        return f"{self.ref}-{self.code(EVERYBODY)}"

    def codes(self):
        """Return the address of every person asked, in an order that tells nothing."""
        return sorted(f"{self.ref}-{self.code(number)}" for number in range(1, self.asked + 1))

    def knows(self, code):
        """Say whether a code is one of this round's."""
        valid = [EVERYBODY] if self.way == self.Way.LINK else range(1, self.asked + 1)
        return any(hmac.compare_digest(self.code(of), code) for of in valid)


class Box(models.Model):
    """What was put in while a round is open: numbers that only grow, and words in no order. One row for all.

    Each reply changes this one row, so no row, id, sequence or transaction stands for a reply. It goes when the
    round closes.
    """

    round = models.OneToOneField(Round, models.CASCADE, primary_key=True, related_name="box")
    # question → group → answer → how many; "" is the question of how many replied
    counts = models.JSONField(default=dict)
    # hashes of codes and forms that have been handed in, sorted
    spent = models.JSONField(default=list)
    sealed_words = models.BinaryField(default=b"")

    def __str__(self):
        return f"Box of {self.round}"


class Said(models.Model):
    """Words of a closed round, names taken out. They know their question, not their group, time or neighbours."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Not read yet"
        RELEASED = "released", "Released"
        LEFT_OUT = "left_out", "Left out"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="said")
    question = models.ForeignKey(Question, models.CASCADE, related_name="said")
    words = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "released", "left_out"]),
                name="said_status_known",
                violation_error_message="Words are waiting, released or left out.",
            ),
            models.CheckConstraint(
                condition=~Q(status="left_out") | Q(words=""),
                name="said_left_out_is_gone",
                violation_error_message="Words that are left out are not kept.",
            ),
        ]

    def __str__(self):
        return f"Words of {self.round}"
