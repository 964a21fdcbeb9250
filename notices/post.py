"""The one door through which mail leaves: a letter, the office that takes it, and what it may answer."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Protocol, Self
from urllib.parse import urlsplit

from django.conf import settings

from .parts import CalendarPart


@dataclass(frozen=True)
class Letter:
    """A mail as it leaves. `mail` names it for good: trying again says the same name."""

    mail: str
    to: str
    subject: str
    text: str
    html: str
    sender: str = ""
    reply_to: str = ""
    stop_url: str = ""
    calendar: CalendarPart | None = None
    again: bool = False  # tried before: it may have been taken without our knowing

    @property
    def message_id(self) -> str:
        """The Message-ID, the same at every try."""
        return f"<{self.mail}@{urlsplit(settings.ORIGIN).hostname}>"

    @property
    def from_email(self) -> str:
        """The address it comes from, with the region's name where it has one."""
        name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        return formataddr((self.sender or name, address))


class RefusedError(Exception):
    """The letter was not taken. For good: this address or letter will never be. Else: try again later."""

    def __init__(self, code: str, *, for_good: bool) -> None:
        super().__init__(code)
        self.code, self.for_good = code, for_good


class UnreachableError(Exception):
    """Nobody answers there: it says nothing of the letter, and the others may wait as well."""


class Office(Protocol):
    """Takes letters for as long as it is open."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def post(self, letter: Letter) -> str:
        """Hand a letter in; return what the log should say. Raise RefusedError or UnreachableError."""


def office() -> Office:
    """Return the office this installation uses: GOV.UK Notify where it has a key, else the mail server."""
    from .notify import Notify  # noqa: PLC0415 -- each office knows what a letter is
    from .smtp import MailServer  # noqa: PLC0415 -- each office knows what a letter is

    return Notify() if settings.NOTIFY_API_KEY else MailServer()
