"""Calendar files (RFC 5545): the one place that makes them, for feeds and for invitations in mails.

Moments are written in UTC. No event of ours repeats, so a moment needs no table of time zones, and UTC is what
Outlook, Google and Apple all read without one; each shows it by its owner's clock. What lasts whole days is written
as dates, which belong to no zone. The same facts give the same bytes, so that nothing is fetched twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from people.models import Person

PRODUCT = "-//Peer challenge//Calendar//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that stands in a calendar: whole days when `first` and `last` are dates, else from moment to moment.

    `uid` never changes for the same thing; `sequence` grows with every change, and `changed` is when the last was.
    """

    uid: str
    title: str
    first: date
    last: date  # the last day itself, or the moment it ends
    changed: date
    sequence: int = 0
    words: str = ""
    place: str = ""
    path: str = ""  # the page about it, without the origin
    is_cancelled: bool = False
    is_busy: bool = True  # whether it takes its owner's time
    alarm: timedelta | None = None  # how long before it begins

    @property
    def is_timed(self) -> bool:
        """Whether it has a time of day."""
        return isinstance(self.first, datetime)


@dataclass(frozen=True)
class Invitation:
    """An entry sent to one person, who alone is named in it."""

    entry: Entry
    by: str  # who arranged it

    @property
    def method(self) -> str:
        """What a calendar is to do with it."""
        return "CANCEL" if self.entry.is_cancelled else "REQUEST"


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """Return a calendar to subscribe to."""
    made = _empty("PUBLISH")
    made.add("x-wr-calname", vText(name))
    made.add("x-wr-timezone", vText(settings.TIME_ZONE))
    made.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vText("PT1H"))
    for entry in entries:
        made.add_component(_event(entry))
    return made.to_ical()


def invitation(invited: Invitation, recipient: Person, sender: str) -> bytes:
    """Return what a mail carries, so that the recipient's calendar takes in, changes or strikes out one event.

    The organiser has the address the mail comes from: calendars distrust any other. No answer is asked for.
    """
    made = _empty(invited.method)
    event = _event(invited.entry)
    event.add("organizer", _address(invited.by, sender))
    guest = _address(recipient.name, recipient.email)
    guest.params["rsvp"] = vText("FALSE")
    guest.params["role"] = vText("REQ-PARTICIPANT")
    guest.params["partstat"] = vText("NEEDS-ACTION")
    event.add("attendee", guest)
    made.add_component(event)
    return made.to_ical()


def host_name() -> str:
    """Return the name that ends every UID: the configured origin's, never the request's."""
    return urlsplit(settings.ORIGIN).hostname or "localhost"


def moment(day: date) -> datetime:
    """Return a day or moment as a moment in UTC."""
    if isinstance(day, datetime):
        return day.astimezone(UTC)
    return datetime.combine(day, time(), UTC)


def _empty(method: str) -> Calendar:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    return made


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{host_name()}")
    event.add("dtstamp", moment(entry.changed))
    event.add("last-modified", moment(entry.changed))
    event.add("sequence", entry.sequence)
    event.add("dtstart", moment(entry.first) if entry.is_timed else entry.first)
    event.add("dtend", moment(entry.last) if entry.is_timed else entry.last + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.is_busy and not entry.is_cancelled else "TRANSPARENT")
    for name, words in (("description", entry.words), ("location", entry.place)):
        if words:
            event.add(name, words)
    if entry.path:
        event.add("url", settings.ORIGIN + entry.path)
    if entry.alarm and not entry.is_cancelled:
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", -entry.alarm)
    return alarm


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["cn"] = vText(name.replace('"', "’"))
    return address
