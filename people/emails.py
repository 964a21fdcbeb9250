"""Account mail: it goes straight out, because nobody should wait for a worker to sign in."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from .models import Invitation, User

log = logging.getLogger(__name__)


def _send(address: str, template: str, **context: object) -> bool:
    """Send one mail; the template's first line is its subject. Say whether it has left."""
    text = render_to_string(f"emails/people/{template}.txt", {"service_name": settings.SERVICE_NAME, **context})
    subject, _, body = text.strip().partition("\n")
    try:
        send_mail(subject.strip(), body.strip() + "\n", None, [address])
    except (SMTPException, OSError):
        # The address stays out of the log: ids and roles only.
        log.exception("Account mail %s has not left", template)
        return False
    return True


def send_invitation(*, invitation: Invitation, token: str, at: datetime) -> None:
    """Mail the link. When the mail cannot leave, `mailed_at` stays empty and the page says so."""
    path = reverse("people:accept_invitation", args=[token])
    sent = _send(
        invitation.person.email,
        "invitation",
        person=invitation.person,
        inviter=invitation.by,
        link=f"{settings.ORIGIN}{path}",
        until=invitation.expires_at,
    )
    if sent:
        Invitation.objects.filter(pk=invitation.pk).update(mailed_at=at)


def tell_old_address(*, user: User, address: str) -> None:
    """Tell the former address of a login that it no longer signs in, so that no change is silent."""
    _send(address, "address_changed", person=user.person)
