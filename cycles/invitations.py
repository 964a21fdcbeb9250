"""What a mail about a meeting carries for its recipient's calendar."""

from notices.calendars import Invitation
from notices.models import Message

from .calendars import meeting_entry
from .models import Meeting


def of_meeting(message: Message) -> Invitation | None:
    """Return a meeting as it is when the mail leaves: what was changed meanwhile is not sent as it was."""
    ref = message.about.partition("/")[0]
    meeting = Meeting.objects.select_related("challenge__host", "changed_by").filter(ref=ref).first()
    return Invitation(meeting_entry(meeting), str(meeting.changed_by or "")) if meeting else None
