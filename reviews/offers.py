"""What this floor offers to the pages and moves of a challenge. See `cycles/gathering.py`."""

from collections.abc import Iterator

from cycles.gathering import Part
from cycles.grouping import Doing
from cycles.kinds import asked_in_writing, ends_in_outcomes
from cycles.models import Challenge, State
from reviews.actions.parked import forget_sessions_of_parked
from reviews.calendars import sessions
from reviews.held import held, texts
from reviews.papers import DOCUMENTS
from reviews.queries.shapes import questionnaire_of, questions_of

PARTS = [
    Part("Scope", "reviews:scope", "reviews.view_scope", Doing.PREPARE),
    Part("Documents", "reviews:documents", "reviews.read_document", Doing.PREPARE),
    Part("Requests", "reviews:document_requests", "reviews.request_documents", Doing.PREPARE),
    Part("Timetable", "reviews:timetable", "reviews.view_timetable", Doing.ON_SITE),
    Part("People met", "reviews:people_met", "reviews.record_people_met", Doing.ON_SITE),
    Part("Notes", "reviews:notes", "reviews.read_notes", Doing.ON_SITE),
    Part("Devices", "reviews:devices", "reviews.see_devices", Doing.ON_SITE),
    Part("Emerging views", "reviews:emerging_views", "reviews.compare_views", Doing.ON_SITE),
    Part("Hypotheses", "reviews:hypotheses", "reviews.read_hypotheses", Doing.ON_SITE),
    Part("Findings", "reviews:findings", "reviews.read_findings", Doing.REPORT),
    Part("Urgent concerns", "reviews:concerns", "reviews.handle_concern", Doing.ON_SITE),
    Part("Urgent concern", "reviews:raise_concern", "reviews.raise_concern", is_urgent=True),
    Part("Names to protect", "reviews:protect_names", "reviews.protect_names", Doing.PREPARE),
    Part("The promise", "reviews:promise", "reviews.view_promise", Doing.RECORDS),
    Part(
        "Questionnaire", "reviews:questionnaire", "reviews.view_questionnaire", Doing.PREPARE, applies=asked_in_writing
    ),
    Part(
        "Asks, offers, next steps", "reviews:outcomes", "reviews.view_outcomes", Doing.OUTCOME, applies=ends_in_outcomes
    ),
    Part("Destruction", "reviews:destruction", "reviews.view_destruction", Doing.RECORDS),
]


def lines_written(challenge: Challenge) -> Iterator[str]:
    """As many lines of enquiry as the shape takes, no fewer and no more."""
    shape, count = challenge.shape, challenge.lines.count()
    if count < shape.min_lines:
        so_far = f"there {'is' if count == 1 else 'are'} {count or 'none'}"
        yield f"at least {shape.min_lines} lines of enquiry ({so_far})"
    if count > shape.max_lines:
        yield f"at most {shape.max_lines} lines of enquiry (there are {count})"


def questions_answered(challenge: Challenge) -> Iterator[str]:
    """Every question of the questionnaire, where the hosts are asked in writing."""
    if not asked_in_writing(challenge.shape.kind):
        return
    asked, answered = questions_of(challenge).count(), challenge.host_answers.count()
    if not asked:
        yield "the questions to the hosts"
    elif answered < asked:
        yield f"answers to {asked - answered} of {asked} questions"


def outcomes_named(challenge: Challenge) -> Iterator[str]:
    """Something that was asked, offered or agreed, where no report says it."""
    if ends_in_outcomes(challenge.shape.kind) and not challenge.outcomes.exists():
        yield "at least one ask, offer or next step"
    if asked_in_writing(challenge.shape.kind) and not getattr(questionnaire_of(challenge), "analysis", ""):
        yield "the desk analysis"


IN_CALENDARS = (sessions,)

CONDITIONS = {
    "start_preparing": (lines_written,),
    "go_on_site": (questions_answered,),
    "conclude": (outcomes_named,),
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

HELD = (held,)
HELD_TEXTS = (texts,)
