from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from notices.kinds import ESCALATED, REMINDERS, kind_of
from people.models import Absence, Person, Programme
from people.models.ref import Referenced
from people.rules import programmes_where

from .duty import Duty, Holder

# How long a worker may take over what it claimed, before another takes it for dead. Longer than any mail server
# is waited for, so that only a dead worker's mail goes again, and then under the same Message-ID.
LEASE = timedelta(minutes=10)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Messages of the programmes somebody keeps the outbox of."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        return self.filter(programme__in=programmes_where(user, "notices.manage_outbox"))

    def unsent(self):
        """Messages that still have to leave."""
        return self.filter(sent_at=None, given_up_at=None, dropped_at=None)

    def in_state(self, state):
        """Messages in one of the states a coordinator reads."""
        return self.filter(**STATES[state]) if state in STATES else self

    def free(self, at):
        """Messages no living worker has in its hands.

        A claim from the future is a clock that was wrong, and counts no more than one that is too old.
        """
        return self.filter(
            Q(claimed_at=None) | Q(claimed_at__lt=at - LEASE) | Q(claimed_at__gt=at + LEASE),
        )

    def ready(self, at, day, quiet):
        """Messages that may leave now; `quiet` are the programmes that rest today, or None for all of them.

        Reminders wait while their reader is away and while their programme rests.
        """
        away = Absence.objects.filter(person=OuterRef("recipient"), starts_on__lte=day, ends_on__gte=day)
        resting = Q(kind__in=REMINDERS) & (Q() if quiet is None else Q(programme__in=quiet) | Exists(away))
        found = self.unsent().free(at).filter(Q(not_before=None) | Q(not_before__lte=at), held_at=None)
        return found.exclude(resting)

    def needless(self):
        """Reminders nobody needs any more: done, paused, moved to another day, or no longer theirs."""
        owed = Duty.objects.open().filter(pk=OuterRef("duty"), due_on=OuterRef("due_on"))
        theirs = Holder.objects.filter(duty=OuterRef("duty"), person=OuterRef("recipient"))
        told = theirs.filter(rung=Holder.Rung.ESCALATION)
        owing = theirs.filter(rung=Holder.Rung.OWNER)
        holds = Q(Exists(told), rung=ESCALATED) | Q(~Q(rung=ESCALATED), Exists(owing))
        return self.unsent().exclude(rung="").filter(~Exists(owed) | ~holds)


_WAITING = {"sent_at": None, "given_up_at": None, "dropped_at": None}
STATES = {
    "waiting": {**_WAITING, "held_at": None},
    "held": {**_WAITING, "held_at__isnull": False},
    "sent": {"sent_at__isnull": False, "bounced_at": None},
    "bounced": {"bounced_at__isnull": False},
    "given_up": {"given_up_at__isnull": False},
    "dropped": {"dropped_at__isnull": False},
}


class Message(Referenced):
    """Something said to one person, written in the transaction that caused it and mailed afterwards.

    Carries refs and roles, never note text or protected names. One row per recipient, kind, cause
    and due date: saying it twice is impossible.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to leave"
        HELD = "held", "Held"
        SENT = "sent", "Sent"
        BOUNCED = "bounced", "Came back"
        GIVEN_UP = "given_up", "Given up"
        DROPPED = "dropped", "Not needed any more"

    # The constraints and indexes below begin with the first two; an index more on each would cost every reminder.
    recipient = models.ForeignKey(Person, models.CASCADE, related_name="messages", db_index=False)
    kind = models.CharField(max_length=40)
    # What it is about, such as the ref of a seat; with recipient, kind and due date it is unique.
    about = models.CharField(max_length=80)
    due_on = models.DateField(null=True, blank=True)
    # Whose coordinators see it in their outbox.
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="messages", db_index=False
    )
    # A reminder has its duty and rung, and no words until it leaves or somebody writes them.
    duty = models.ForeignKey(Duty, models.SET_NULL, null=True, blank=True, related_name="messages", db_index=False)
    rung = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True, blank=True)
    # Waits for a coordinator.
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    # The worker that has it in its hands, and since when.
    claim = models.CharField(max_length=12, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    # Stands in the Message-ID from the first try on; rows that go in one mail share it.
    mail = models.CharField(max_length=12, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "about"],
                condition=Q(due_on=None),
                name="message_once",
                violation_error_message="This message is already queued.",
            ),
            models.UniqueConstraint(
                fields=["recipient", "kind", "about", "due_on"],
                name="message_once_for_its_day",
                violation_error_message="This message is already queued for that day.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, given_up_at=None)
                | Q(sent_at=None, dropped_at=None)
                | Q(given_up_at=None, dropped_at=None),
                name="message_ends_once",
                violation_error_message="A message is sent, given up or not needed any more: one of these.",
            ),
            models.CheckConstraint(
                condition=Q(bounced_at=None) | Q(sent_at__isnull=False),
                name="message_bounces_after_it_is_sent",
                violation_error_message="Only a message that was sent can come back.",
            ),
            models.CheckConstraint(
                condition=Q(claim="", claimed_at=None) | (~Q(claim="") & Q(claimed_at__isnull=False) & ~Q(mail="")),
                name="message_claimed_with_a_time",
                violation_error_message="A message in a worker’s hands says whose and since when.",
            ),
            models.CheckConstraint(
                condition=Q(edited_at=None, edited_by=None) | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="message_edited_by_somebody",
                violation_error_message="A message that was edited says when and by whom.",
            ),
        ]
        indexes = [
            models.Index(
                F("queued_at"),
                name="message_still_to_leave",
                condition=Q(sent_at=None, given_up_at=None, dropped_at=None),
            ),
            models.Index(fields=["programme", "-queued_at"], name="message_of_programme"),
            models.Index(fields=["mail"], name="message_by_mail", condition=~Q(mail="")),
        ]

    def __str__(self):
        return self.subject or self.label

    @property
    def label(self):
        """What people call its kind."""
        return kind_of(self.kind).label

    @property
    def state(self):
        """Where it has got to."""
        ends = (
            (self.bounced_at, self.State.BOUNCED),
            (self.sent_at, self.State.SENT),
            (self.given_up_at, self.State.GIVEN_UP),
            (self.dropped_at, self.State.DROPPED),
            (self.held_at, self.State.HELD),
        )
        return next((state for moment, state in ends if moment), self.State.WAITING)
