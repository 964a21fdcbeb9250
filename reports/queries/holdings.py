"""What is held of a challenge, where, and for how long: counts of everything, words of nothing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import CharField, Count, QuerySet, Value

from cycles.models import Challenge, Declaration, Event, Meeting, Objection, Seat
from notices.models import Message
from reports.models import (
    AccuracyComment,
    Correction,
    Edition,
    IdentityHit,
    Presentation,
    Publication,
    Recommendation,
    ReportSection,
    Waiver,
)
from reviews.actions.destruction import MODELS, due_on
from reviews.actions.promises import held
from reviews.models import Destruction, DocumentVersion, Finding, LineOfEnquiry, Session

DATABASE = "Database"
SEALED = "Database, encrypted; the key lies apart"
KEPT = "Kept with the challenge: no rule ends it"


class Holding(NamedTuple):
    """One kind of thing that is held of a challenge."""

    kind: str
    count: int
    where: str
    until: str
    rule: str


def _open(challenge: Challenge) -> dict[str, tuple[QuerySet, str]]:
    """Return what is not encrypted: rows by what people call them, and where they lie."""
    of, report = {"challenge": challenge}, {"report__challenge": challenge}
    return {
        "Team members and invitations": (Seat.objects.filter(**of), DATABASE),
        "Declarations of interests": (Declaration.objects.filter(seat__challenge=challenge), DATABASE),
        "Objections to the team": (Objection.objects.filter(**of), DATABASE),
        "Lines of enquiry": (LineOfEnquiry.objects.filter(**of), DATABASE),
        "Meetings and minutes": (Meeting.objects.filter(**of), DATABASE),
        "Sessions, without participants": (Session.objects.filter(**of), DATABASE),
        "Documents of the host, every version": (
            DocumentVersion.objects.filter(document__challenge=challenge),
            "Private storage",
        ),
        "Findings": (Finding.objects.filter(**of), DATABASE),
        "Presentation": (Presentation.objects.filter(**of), DATABASE),
        "Sections of the report": (ReportSection.objects.filter(**report), DATABASE),
        "Recommendations": (Recommendation.objects.filter(**report), DATABASE),
        "Comments on facts": (AccuracyComment.objects.filter(**report), DATABASE),
        "Hits of identity checks": (IdentityHit.objects.filter(check_run__report__challenge=challenge), DATABASE),
        "Waived hits": (Waiver.objects.filter(**report), DATABASE),
        "Corrections": (Correction.objects.filter(**report), DATABASE),
        "Drafts as files": (Edition.objects.filter(is_draft=True, **report), "Private storage"),
        "Final editions as files": (Edition.objects.filter(is_draft=False, **report), "Storage of editions"),
        "Places on the register": (Publication.objects.filter(**report), "Database, public"),
        "Moves of the challenge": (Event.objects.filter(**of), DATABASE),
        "Mails about it, sent or waiting": (Message.objects.filter(about__startswith=challenge.ref), DATABASE),
    }


def holdings_of(challenge: Challenge) -> list[Holding]:
    """Return what is held, what is confidential first (five queries)."""
    rows = {name: model.objects.filter(challenge=challenge) for name, model in MODELS.items()}
    known = _open(challenge)
    counts = _counted({**rows, **{name: found for name, (found, _) in known.items()}})
    until, rule = _until(challenge)
    sealed = [Holding(name.replace("_", " ").capitalize(), counts.get(name, 0), SEALED, until, rule) for name in MODELS]
    return sealed + [Holding(name, counts.get(name, 0), where, "", KEPT) for name, (_, where) in known.items()]


def _counted(rows: dict[str, QuerySet]) -> dict[str, int]:
    """Count everything in one query."""
    counts = [
        found.order_by().annotate(kind_held=Value(name, CharField())).values("kind_held").annotate(n=Count("pk"))
        for name, found in rows.items()
    ]
    values = [one.values_list("kind_held", "n") for one in counts]
    return dict(values[0].union(*values[1:], all=True))


def _until(challenge: Challenge) -> tuple[str, str]:
    """Return until when what is confidential is kept, and by which rule."""
    record = Destruction.objects.filter(challenge=challenge).first()
    if record:
        day: date = (record.finished_at or record.begun_at).date()
        return f"Destroyed on {day:%-d %B %Y}", record.rule
    if standing := held(challenge):
        return "Until the legal hold is lifted", f"Legal hold: {standing.reason}"
    due = due_on(challenge)
    rule = "The programme’s time for keeping notes after the report is final, or after cancelling"
    return (f"{due:%-d %B %Y}" if due else "Not known yet"), rule


def texts_of(challenge: Challenge) -> Iterator[tuple[str, str]]:
    """Yield (place, words) of what an information officer may read of a challenge. What is encrypted is not opened."""
    for name in ("question", "in_scope", "out_of_scope", "sensitivities", "urgent_contact"):
        yield f"Scope: {name.replace('_', ' ')}", getattr(challenge, name)
    for line in challenge.lines.order_by("number"):
        yield f"Line of enquiry {line.number}", f"{line.question}\n{line.prompts}".strip()
    for seat in challenge.seats.select_related("person", "declaration").order_by("pk"):
        yield f"Team: {seat.get_role_display()}", f"{seat.person.name}, {seat.person.email}, {seat.person.phone}"
        yield f"Interests: {seat.get_role_display()}", getattr(getattr(seat, "declaration", None), "text", "")
    for meeting in challenge.meetings.order_by("starts_at", "pk"):
        yield f"Meeting: {meeting.get_kind_display()}", meeting.minutes
    presentation = Presentation.objects.filter(challenge=challenge).exclude(frozen_at=None).first()
    for slide in presentation.frozen if presentation else ():
        for line in slide["lines"]:
            yield f"Presentation: {slide['heading']}", line["text"]
    for section in ReportSection.objects.filter(report__challenge=challenge).order_by("pk"):
        yield f"Report: {section.get_key_display()}", section.text
    for advice in Recommendation.objects.filter(report__challenge=challenge).order_by("number"):
        yield f"Recommendation {advice.number}", advice.text
    for comment in AccuracyComment.objects.filter(report__challenge=challenge).order_by("pk"):
        said = (comment.quoted, comment.text, comment.proof, comment.reason)
        yield f"Comment: {comment.get_kind_display()}", "\n".join(filter(None, said))
