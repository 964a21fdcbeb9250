"""The kinds of message there are: what people call them, and what each may wait for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of message.

    A kind that `is_reminder` waits on quiet days and while somebody is away, may come in the weekly
    summary, and is merged with others for the same person. One that `may_be_stopped` carries a link
    to unsubscribe. One that `is_urgent` never waits for a coordinator.
    """

    key: str
    label: str
    is_reminder: bool = False
    may_be_stopped: bool = False
    is_urgent: bool = False


SOON, DUE, LATE, ESCALATED = "duty_soon", "duty_due", "duty_late", "duty_escalated"

_ALL = (
    Kind(SOON, "Reminder before the day", is_reminder=True, may_be_stopped=True),
    Kind(DUE, "Reminder on the day", is_reminder=True),
    Kind(LATE, "Reminder after the day", is_reminder=True),
    Kind(ESCALATED, "Something is overdue with somebody else", is_reminder=True),
    Kind("nudge", "Nudge by a coordinator"),
    Kind("invitation", "Invitation to a team"),
    Kind("invitation_answered", "Answer to an invitation", may_be_stopped=True),
    Kind("seat_ended", "End of a seat"),
    Kind("interests_declared", "Interests declared"),
    Kind("interests_cleared", "Interests cleared"),
    Kind("objection_made", "Objection to the team"),
    Kind("objection_answered", "Answer to an objection"),
    Kind("visit_moved", "Days of the visit"),
    Kind("challenge_changed", "Challenge postponed, resumed or cancelled"),
    Kind("meeting", "Meeting arranged, changed or cancelled"),
    Kind("meeting_poll", "Question when somebody can meet"),
    Kind("meeting_without", "Meeting without somebody who cannot come"),
    Kind("documents_requested", "Documents asked for"),
    Kind("document_chased", "Reminder of a document"),
    Kind("session_changed", "Change of the timetable"),
    Kind("urgent_concern", "Urgent concern", is_urgent=True),
    Kind("send_to_host", "Draft report to check"),
    Kind("extend_round", "More time to check the draft"),
    Kind("round_over", "Accuracy check over"),
    Kind("published", "Report published", may_be_stopped=True),
    Kind("corrected", "Report corrected", may_be_stopped=True),
    Kind("correction_signed", "Correction to publish"),
    Kind("practice_asked", "Somebody asks for your practice", may_be_stopped=True),
    Kind("practice_agreed", "Both sides agreed about a practice", may_be_stopped=True),
    Kind("destruction_notice", "Notice of destruction"),
    Kind("early_destruction_asked", "Early destruction asked for"),
    Kind("notes_destroyed", "Notes destroyed"),
    Kind("papers_destroyed", "Papers destroyed"),
)
KINDS = {kind.key: kind for kind in _ALL}
# The rungs of the ladder, in the order in which they come.
RUNGS = (SOON, DUE, LATE, ESCALATED)
REMINDERS = tuple(kind.key for kind in _ALL if kind.is_reminder)


def kind_of(key: str) -> Kind:
    """Return a kind; one that nobody has described is neither stopped nor held back."""
    return KINDS.get(key) or Kind(key, key.replace("_", " ").capitalize())
