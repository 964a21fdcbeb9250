from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced
from people.models.stamped import by_and_at
from people.rules import memberships_of, programmes_where
from reviews.models import Finding


def _of_own_host(user, challenge):
    """Return the condition that somebody sponsors a host body of the challenge at the end of a path."""
    part = Q(pk__in=())
    for held in memberships_of(user):
        if held.role == "host_sponsor":
            part |= Q(
                **{f"{challenge}__cycle__programme": held.programme_id, f"{challenge}__host_bodies__body": held.body_id}
            )
    return part


class PracticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is on offer in the programmes whose exchange somebody is part of, and what they offered themselves."""
        if not user.is_authenticated:
            return self.none()
        programmes = programmes_where(user, "learning.exchange_practice")
        found = self.filter(finding__challenge__cycle__programme__in=programmes)
        own = Practice.objects.filter(_of_own_host(user, "finding__challenge")).values("pk")
        return found.filter(Q(withdrawn_at=None) | Q(pk__in=own))

    def offered(self):
        """What is on offer now: not withdrawn, and its report still public."""
        return self.filter(withdrawn_at=None, finding__challenge__report__publication__withdrawn_at=None).exclude(
            finding__challenge__report__publication=None
        )

    def offered_by(self, user):
        """What somebody's own authority offers or offered."""
        return self.filter(pk__in=Practice.objects.filter(_of_own_host(user, "finding__challenge")).values("pk"))


class Practice(Referenced):
    """A published strength that a host offers to others, in words of its own that name nobody."""

    finding = models.OneToOneField(Finding, models.CASCADE, related_name="practice")
    words = models.TextField()
    offered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=by_and_at("withdrawn"),
                name="practice_withdrawn_by_and_at",
                violation_error_message="Withdrawing needs who and when.",
            ),
        ]

    def __str__(self):
        return self.words[:60]

    @property
    def challenge(self):
        """The challenge whose strength it is."""
        return self.finding.challenge


class ExchangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Exchanges one's own authority asked for or is asked for, and all of a programme one coordinates."""
        if not user.is_authenticated:
            return self.none()
        own = _of_own_host(user, "practice__finding__challenge") | _of_own_host(user, "challenge")
        led = [held.programme_id for held in memberships_of(user) if held.role == "coordinator"]
        own |= Q(challenge__cycle__programme__in=led)
        return self.filter(pk__in=Exchange.objects.filter(own).values("pk"))

    def asked_of(self, user):
        """Askings that wait for the answer of one's own authority."""
        own = Exchange.objects.filter(_of_own_host(user, "practice__finding__challenge")).values("pk")
        return self.standing().filter(pk__in=own, agreed_at=None)

    def standing(self):
        """Exchanges nobody has ended."""
        return self.filter(ended_at=None)


class Exchange(Referenced):
    """A host asks for a practice, and its giver agrees or not. Names are shown once both have agreed."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="exchanges")
    # The challenge whose area for development it answers.
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="exchanges")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    # Not wanted by one of the two, before or after it was agreed.
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "challenge"],
                condition=Q(ended_at=None),
                name="exchange_asked_once",
                violation_error_message="This practice has been asked for already.",
            ),
            models.CheckConstraint(
                condition=by_and_at("agreed"),
                name="exchange_agreed_by_and_at",
                violation_error_message="Agreeing needs who and when.",
            ),
            models.CheckConstraint(
                condition=by_and_at("ended"),
                name="exchange_ended_by_and_at",
                violation_error_message="Ending needs who and when.",
            ),
        ]

    def __str__(self):
        return self.ref

    @property
    def is_open(self):
        """Whether both sides have agreed, and so may know each other."""
        return self.agreed_at is not None and self.ended_at is None
