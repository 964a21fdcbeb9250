import secrets

from django.db import models
from django.db.models import Q

from cycles.models import Challenge
from people.models import Person
from people.models.ref import Referenced


def new_link():
    """Return what the address of a page for staff ends with."""
    return secrets.token_hex(12)


class CommitmentsPage(models.Model):
    """The page on which staff read what came of what they said; its address is handed round, not listed."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, primary_key=True, related_name="commitments_page")
    link = models.CharField(max_length=24, unique=True, default=new_link, editable=False)

    def __str__(self):
        return f"Commitments of {self.challenge}"


class Commitment(Referenced):
    """What staff said, what the employer will do, by when, and whether it did."""

    class Status(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="commitments")
    said = models.TextField("what staff said", max_length=600)
    will_do = models.TextField("what we will do", max_length=600)
    due = models.DateField("by when")
    status = models.CharField("how far it is", max_length=10, choices=Status, default=Status.OPEN)
    why = models.TextField("what was done, or why not", max_length=600, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "done", "not_done"]),
                name="commitment_status_known",
                violation_error_message="A commitment is to do, done or not done.",
            ),
            models.CheckConstraint(
                condition=Q(status="open") | ~Q(why=""),
                name="commitment_ends_with_words",
                violation_error_message="Say what was done, or why it was not.",
            ),
        ]

    def __str__(self):
        return self.will_do

    @property
    def is_open(self):
        return self.status == self.Status.OPEN
