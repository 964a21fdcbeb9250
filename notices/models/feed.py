from django.db import models
from django.db.models import F, Q

from people.models import Person
from people.models.invitation import hashed


class FeedQuerySet(models.QuerySet):
    def open(self):
        """Feeds whose address still answers."""
        return self.filter(ended_at=None)

    def with_token(self, token):
        """The feed an address belongs to."""
        return self.filter(token_hash=hashed(token))


class Feed(models.Model):
    """The secret address of one person's calendar. Only its hash is kept; a newer one replaces it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at=None),
                name="feed_one_open",
                violation_error_message="This person already has a calendar address.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")),
                name="feed_moments_in_order",
                violation_error_message="An address cannot end before it was made.",
            ),
        ]

    def __str__(self):
        return f"Calendar address of {self.made_at:%d/%m/%Y}"
