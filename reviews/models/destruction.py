from django.db import models

from cycles.models import Challenge
from people.models import Person


class Destruction(models.Model):
    """That a challenge's confidential texts were destroyed: when, by which rule, how many, which key."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="destruction")
    rule = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # How many rows of each kind there were, and the hash of the wrapped key: for the lead and the
    # information officer only.
    counts = models.JSONField()
    key_sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return self.rule
