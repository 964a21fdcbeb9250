from django.db import models

from people.models import Person, Programme, Region


class Letterhead(models.Model):
    """How the messages of a region begin and who they say they are from."""

    region = models.OneToOneField(Region, models.CASCADE, related_name="letterhead")
    # Stands in brackets before each subject.
    prefix = models.CharField(max_length=40, blank=True)
    sender = models.CharField(max_length=80, blank=True)
    reply_to = models.EmailField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    def __str__(self):
        return self.sender or self.prefix


class HeldKind(models.Model):
    """A kind of message that waits, in a programme, until a coordinator releases it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="held_kinds")
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind"],
                name="held_kind_once",
                violation_error_message="This kind already waits for a release.",
            ),
        ]

    def __str__(self):
        return self.kind
