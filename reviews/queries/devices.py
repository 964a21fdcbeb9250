"""Which devices of a team are ready to write without signal, and what to do about each."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cycles.models import Challenge, Seat
from people.models import Person
from reviews.models import Device

SILENT_MINUTES = 120
STORAGE = Device.Storage


@dataclass(frozen=True)
class Ready:
    """A device of somebody's, or that they have none, with what to do about it."""

    person: Person
    device: Device | None
    contact: str
    to_do: str

    @property
    def is_ready(self) -> bool:
        """Whether nothing is to be done."""
        return not self.to_do


def readiness(challenge: Challenge, newest: str, at: datetime) -> list[Ready]:
    """Return every team member with their devices, in two queries: a member without one is there too."""
    seats = Seat.objects.filter(challenge=challenge, status=Seat.Status.ACCEPTED).select_related("person")
    of_person: dict[int, list[Device]] = {}
    for device in Device.objects.filter(challenge=challenge).defer("sealed_key").order_by("sort", "pk"):
        of_person.setdefault(device.person_id, []).append(device)
    found = []
    for seat in seats.order_by("person__name", "pk"):
        for device in of_person.get(seat.person_id, [None]):
            contact = in_words(device, at) if device else ""
            found.append(Ready(seat.person, device, contact, to_do(device, newest, at)))
    return found


def in_words(device: Device, at: datetime) -> str:
    """Say when a device was last in contact: the minutes while the team is on site, else the day."""
    if device.last_contact:
        minutes = int((at - device.last_contact).total_seconds() // 60)
        if minutes < 1:
            return "just now"
        if minutes < SILENT_MINUTES:
            return f"{minutes} minute{'' if minutes == 1 else 's'} ago"
        return f"{timezone.localtime(device.last_contact):%H:%M on %-d %B}"
    return "today" if device.last_on == timezone.localdate(at) else f"{device.last_on:%-d %B}"


def to_do(device: Device | None, newest: str, at: datetime) -> str:
    """Say what to do about a device, the most urgent first; nothing when it is ready."""
    if device is None:
        return "No device is prepared. Ask them to open the notes page and choose a PIN before going on site."
    if device.storage == STORAGE.REFUSED:
        return "It cannot keep notes. Use another device, or a window that is not private."
    silent = device.last_contact and (at - device.last_contact).total_seconds() > SILENT_MINUTES * 60
    if device.unsent and (silent or not device.last_contact):
        return "Notes wait on it. Ask them to open the notes page where there is signal."
    if device.storage == STORAGE.NEARLY_FULL:
        return "Its storage is nearly full. Make room on it before writing more."
    if device.version and device.version != newest:
        return "It has an older version. Opening the notes page with signal brings the new one."
    return ""
