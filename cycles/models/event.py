from django.db import models

from people.models import Person

from .challenge import Challenge


class Event(models.Model):
    """Something that happened to a challenge. Written once, never changed or deleted.

    Notes, hypotheses, flags, case audits and urgent concerns write none: the timeline must not
    tell who was heard when.
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The word of the move or action: "go_on_site", "postpone", "seat".
    what = models.CharField(max_length=40)
    sentence = models.CharField(max_length=400)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["challenge", "at"], name="event_by_challenge")]

    def __str__(self):
        return self.sentence

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("History is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("History is written once.")
