"""What is owed by a day, and whom it waits for. What they hang on is known on the floors above."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from people.models import Person, Programme
from people.models.ref import Referenced
from people.roles import Role
from people.rules import programmes_where


class DutyQuerySet(models.QuerySet):
    def open(self):
        """Duties somebody still owes: not done, not needless, and their clock runs."""
        return self.filter(done_at=None, paused=False, not_needed_reason="")

    def visible_to(self, user):
        """Those that wait for somebody, and all of the programmes whose duties they keep."""
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        kept = Q(programme__in=programmes_where(user, "notices.manage_outbox"))
        mine = Q(pk__in=Holder.objects.filter(person=user.person_id).values("duty"))
        return self.filter(kept | mine)


class Duty(Referenced):
    """Something owed by a day in the life of a challenge or a cycle.

    The floor that knows the challenge writes it and keeps it in step; here are only its days and
    words, so that reminders can be decided for many at once. `what` and `why` may be mailed: no
    source group and no protected name stands in them.
    """

    kind = models.CharField(max_length=40)
    # The ref of the challenge or cycle it belongs to.
    about = models.CharField(max_length=80)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="duties")
    # The name of the host, or of the cycle.
    place = models.CharField(max_length=160)
    # A sentence that begins with a verb.
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=200)
    # The local address where it is done.
    path = models.CharField(max_length=200)
    # Codes of `people.roles.Role`.
    owner = models.CharField(max_length=4)
    escalates_to = models.CharField(max_length=4, blank=True)
    anchor_on = models.DateField()
    # What the ladder says; `due_on` is what holds, with an extension.
    set_on = models.DateField()
    due_on = models.DateField()
    # The days of its rungs; null where it has no such rung.
    remind_on = models.DateField(null=True, blank=True)
    late_on = models.DateField(null=True, blank=True)
    escalate_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    paused = models.BooleanField(default=False)
    not_needed_reason = models.TextField(blank=True)
    extended_reason = models.TextField(blank=True)
    extended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # Who does it in place of its holders.
    delegate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # Counts what people change of it, so that the second of two is told.
    version = models.PositiveIntegerField(default=0)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"],
                name="duty_once",
                violation_error_message="This duty is already there.",
            ),
            models.CheckConstraint(
                condition=Q(extended_reason="", extended_by=None, due_on=F("set_on"))
                | Q(extended_by__isnull=False, due_on__gt=F("set_on")) & ~Q(extended_reason=""),
                name="duty_extended_with_reason",
                violation_error_message="A later day needs both a reason and who gave it.",
            ),
            models.CheckConstraint(
                condition=(Q(remind_on=None) | Q(remind_on__lte=F("due_on")))
                & (Q(late_on=None) | Q(late_on__gt=F("due_on")))
                & (Q(escalate_on=None) | Q(escalate_on__gt=F("due_on"))),
                name="duty_rungs_in_order",
                violation_error_message="A reminder comes before the day, and what follows comes after it.",
            ),
        ]
        indexes = [
            models.Index(fields=["about"], name="duty_by_what_it_is_about"),
            models.Index(fields=["programme", "due_on"], name="duty_by_day"),
        ]

    def __str__(self):
        return self.what

    def path_for(self, rung):
        """Where somebody goes about it: to its work; told as a coordinator, to the page that nudges and delegates."""
        if rung == Holder.Rung.ESCALATION and self.escalates_to == Role.COORDINATOR:
            return reverse("cycles:duty", args=[self.ref])
        return self.path


class Holder(models.Model):
    """A person a duty waits for, or to whom it goes when it stays undone."""

    class Rung(models.IntegerChoices):
        OWNER = 0, "Owes it"
        ESCALATION = 1, "Is told when it stays undone"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="holders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="duties_held")
    rung = models.PositiveSmallIntegerField(choices=Rung, default=Rung.OWNER)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "person", "rung"],
                name="holder_once",
                violation_error_message="This duty already waits for this person.",
            ),
        ]

    def __str__(self):
        return str(self.person)
