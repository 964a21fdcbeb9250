"""What this floor offers to the pages and moves of a challenge. See `cycles/gathering.py`."""

from collections.abc import Iterator

from cycles.gathering import Part
from cycles.models import Challenge, State
from reviews.actions.parked import forget_sessions_of_parked
from reviews.calendars import sessions
from reviews.papers import DOCUMENTS

PARTS = [
    Part("Scope", "reviews:scope", "reviews.view_scope"),
    Part("Documents", "reviews:documents", "reviews.read_document"),
    Part("Requests", "reviews:document_requests", "reviews.request_documents"),
    Part("Timetable", "reviews:timetable", "reviews.view_timetable"),
    Part("People met", "reviews:people_met", "reviews.record_people_met"),
    Part("Notes", "reviews:notes", "reviews.read_notes"),
    Part("Devices", "reviews:devices", "reviews.see_devices"),
    Part("Emerging views", "reviews:emerging_views", "reviews.compare_views"),
    Part("Hypotheses", "reviews:hypotheses", "reviews.read_hypotheses"),
    Part("Findings", "reviews:findings", "reviews.read_findings"),
    Part("Urgent concerns", "reviews:concerns", "reviews.handle_concern"),
    Part("Urgent concern", "reviews:raise_concern", "reviews.raise_concern", is_urgent=True),
    Part("Names to protect", "reviews:protect_names", "reviews.protect_names"),
    Part("Destruction", "reviews:destruction", "reviews.view_destruction"),
]


def lines_written(challenge: Challenge) -> Iterator[str]:
    """As many lines of enquiry as the shape takes, no fewer and no more."""
    shape, count = challenge.shape, challenge.lines.count()
    if count < shape.min_lines:
        so_far = f"there {'is' if count == 1 else 'are'} {count or 'none'}"
        yield f"at least {shape.min_lines} lines of enquiry ({so_far})"
    if count > shape.max_lines:
        yield f"at most {shape.max_lines} lines of enquiry (there are {count})"


IN_CALENDARS = (sessions,)

CONDITIONS = {
    "start_preparing": (lines_written,),
}


def forget_sessions(challenge: Challenge) -> None:
    """Erase which session each note came from: that is known only while the team is on site."""
    challenge.notes.update(session=None)
    forget_sessions_of_parked(challenge)


def forget_contacts(challenge: Challenge) -> None:
    """Keep only the day a device was last in contact: the moment would tell who wrote after which session."""
    challenge.devices.update(last_contact=None)


ON_LEAVING = {
    State.ON_SITE: (forget_sessions, forget_contacts),
}

KEPT = (DOCUMENTS,)
