"""What a mail carries beside its words: an event for the recipient's calendar.

An app says so in its `offers.py`: `CALENDAR_PARTS`, a table from a message's kind to a function that takes the message
and returns an `Invitation`, or None. It is asked when the mail leaves, so that the event is as it is then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import module_has_submodule

from .calendars import Invitation, invitation
from .models import Message


@dataclass(frozen=True)
class CalendarPart:
    """An event as a mail carries it: what calendars are to do with it, and the file."""

    method: str
    content: str

    def attach(self, mail: EmailMultiAlternatives) -> None:
        """Put it into a mail twice: as an alternative, which Outlook and Google act on, and as a file for the rest."""
        mail.attach_alternative(self.content, f"text/calendar; method={self.method}")
        mail.attach("meeting.ics", self.content, "application/ics")


@cache
def _makers() -> dict[str, Callable[[Message], Invitation | None]]:
    floors = [config for config in apps.get_app_configs() if config.module is not None]
    offers = [import_module(f"{floor.name}.offers") for floor in floors if module_has_submodule(floor.module, "offers")]
    return {kind: make for module in offers for kind, make in getattr(module, "CALENDAR_PARTS", {}).items()}


def calendar_part(message: Message, sender: str) -> CalendarPart | None:
    """Return the event a message is about, if its kind has one; `sender` is the address its mail comes from."""
    make = _makers().get(message.kind)
    invited = make(message) if make else None
    if invited is None:
        return None
    return CalendarPart(invited.method, invitation(invited, message.recipient, sender).decode())
