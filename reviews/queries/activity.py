"""What a team did, in numbers, as the report prints it."""

from collections import Counter

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cycles.models import Challenge
from reviews.models import Document, Session
from reviews.models.session import WITHOUT_PEOPLE

KIND = Session.Kind
# The words of the report, in its order: how the kinds of session are counted.
WORDS = {
    KIND.INTERVIEW: "Interviews",
    KIND.GROUP: "Group discussions",
    KIND.FOCUS_GROUP: "Focus groups",
    KIND.LIVED_EXPERIENCE: "Interviews with people with lived experience or carers",
    KIND.PRACTICE: "Observations of practice",
    KIND.MEETING: "Observations of meetings or panels",
    KIND.SITE_VISIT: "Site visits",
    KIND.CASE_REVIEW: "Reviews of case records",
    KIND.CASE_MAPPING: "Case mapping sessions",
    KIND.AUDIT_VALIDATION: "Validations of the host’s audits",
    KIND.CASE_TRACKING: "Case tracking conversations",
    KIND.DROP_IN: "Private drop-ins for staff",
    KIND.DOCUMENT_CHECK: "Document checks",
    KIND.DATA_WALK: "Walks through data",
    KIND.TEAM: "Team meetings",
    KIND.MODERATION: "Meetings to test hypotheses",
    KIND.KEEP_IN_TOUCH: "Conversations with the sponsor",
    KIND.FEEDBACK: "Feedback presentations",
    KIND.PRIORITISATION: "Prioritisation workshops",
}


def newly_met(session: Session) -> int:
    """Return how many the team met in a session for the first time."""
    return (session.met or 0) - (session.already_met or 0)


def _minutes(session: Session) -> int:
    starts, ends = session.starts, session.ends
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute


def with_documents_counted(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Fetch challenges with the number of their documents, which saves `activity_counts` a query."""
    rows = Document.objects.filter(challenge=OuterRef("pk")).order_by().values("challenge")
    counted = Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)
    return challenges.annotate(documents_counted=counted)


def _documents(challenge: Challenge) -> int:
    known = getattr(challenge, "documents_counted", None)
    return challenge.documents.count() if known is None else known


def activity_counts(challenge: Challenge) -> list[tuple[str, int]]:
    """Return (words, number) of what the team did, people counted once; nothing that is zero (two queries)."""
    sessions = list(challenge.sessions.standing().annotate(team=Count("reviewers")))
    kinds = Counter(session.kind for session in sessions)
    met = sum(newly_met(session) for session in sessions if session.kind not in WITHOUT_PEOPLE)
    records = sum(newly_met(session) for session in sessions if session.kind == KIND.CASE_REVIEW)
    minutes = sum(_minutes(session) * session.team for session in sessions)
    rows = [
        ("Sessions", len(sessions)),
        *((words, kinds[kind]) for kind, words in WORDS.items()),
        ("Different people met, at least", met),
        ("Case records read", records),
        ("Documents read", _documents(challenge)),
        ("Hours of the team in sessions", round(minutes / 60)),
    ]
    return [(words, number) for words, number in rows if number]
