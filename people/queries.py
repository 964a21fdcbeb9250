"""Rows across this floor for one page."""

from datetime import datetime

from .models import Invitation


def open_invitation(*, token: str, at: datetime) -> Invitation | None:
    """Return the invitation a link belongs to while it can be accepted, else None."""
    return Invitation.objects.with_token(token).open(at).select_related("person").first()
