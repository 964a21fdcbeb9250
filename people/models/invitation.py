"""An invitation to sign in: the only way to a login."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from .person import Person

LASTS = timedelta(days=14)


def new_token() -> str:
    """Return the secret of an invitation's link (256 bits); it is mailed and never kept."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """Return what is kept of a token. It is random enough to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def open(self, at):
        """Invitations that can still be accepted."""
        return self.filter(accepted_at=None, ended_at=None, expires_at__gt=at)

    def with_token(self, token):
        """The invitation a link belongs to."""
        return self.filter(token_hash=hashed(token))


class Invitation(models.Model):
    """A link mailed to a person, good for 14 days and for one use. A newer one replaces it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Empty while the mail has not left: the page then says so and offers to send another.
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    # Replaced by a newer one, or ended because the login was disabled.
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(accepted_at=None, ended_at=None),
                name="invitation_one_open",
                violation_error_message="This person already has an invitation.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="invitation_dates_in_order",
                violation_error_message="An invitation cannot end before it was sent.",
            ),
        ]

    def __str__(self):
        return f"Invitation of {self.sent_at:%d/%m/%Y}"

    def is_open(self, at):
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.ended_at is None and self.expires_at > at
