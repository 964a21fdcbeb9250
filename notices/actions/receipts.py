"""What the post says of a mail after it was taken: delivered, or come back."""

import email
import re
from datetime import datetime
from email import policy
from email.message import EmailMessage

from django.db import transaction

from notices.models import Delivery, Message
from notices.notify import CAME_BACK

# <mail@host>, as `Letter.message_id` writes it.
NAMED = re.compile(r"<([2-9a-z]{12})@[^>\s]+>")


@transaction.atomic
def note_receipt(*, mail: str, came_back: bool, detail: str = "", at: datetime) -> bool:
    """Write down what became of a mail, once; say whether we know the mail."""
    rows = Message.objects.filter(mail=mail, sent_at__isnull=False)
    if not rows.exists():
        return False
    what = Delivery.What.BOUNCED if came_back else Delivery.What.DELIVERED
    if not Delivery.objects.filter(mail=mail, what=what).exists():
        Delivery.objects.create(mail=mail, at=at, what=what, detail=detail[:80])
    if came_back:
        rows.filter(bounced_at=None).update(bounced_at=at)
    return True


def note_notify(*, said: dict, at: datetime) -> bool:
    """Write down a delivery receipt of GOV.UK Notify; say whether we know the mail."""
    status, reference = said.get("status"), said.get("reference")
    if not isinstance(reference, str) or status not in (*CAME_BACK, "delivered"):
        return False
    return note_receipt(mail=reference, came_back=status in CAME_BACK, detail=str(status), at=at)


def note_bounce(*, mail: bytes, at: datetime) -> bool:
    """Read a mail that says another came back (RFC 3464) and write that down; say whether it was one of ours.

    A warning that delivery is delayed changes nothing.
    """
    read = email.message_from_bytes(mail, policy=policy.default)
    status, failed = _status(read)
    known = {found[1] for part in read.walk() for found in NAMED.finditer(_named(part))}
    noted = {note_receipt(mail=name, came_back=True, detail=status, at=at) for name in known} if failed else set()
    return True in noted


def _status(read: EmailMessage) -> tuple[str, bool]:
    """Return the enhanced status code of the report, and whether it is for good."""
    for part in read.walk():
        if part.get_content_type() == "message/delivery-status":
            said = "\n".join(str(one) for one in part.get_payload())
            action = re.search(r"(?im)^action:\s*(\w+)", said)
            status = re.search(r"(?im)^status:\s*(\d\.\d+\.\d+)", said)
            return (status[1] if status else ""), bool(action and action[1].lower() == "failed")
    return "", False


def _named(part: EmailMessage) -> str:
    """Return where a part may name the mail that came back: its own heading, or the headers it carries."""
    heads = " ".join(str(part.get(name, "")) for name in ("Message-ID", "In-Reply-To", "References"))
    if part.get_content_type() == "text/rfc822-headers":
        heads += part.get_content() if isinstance(part.get_content(), str) else ""
    return heads
