"""What is held of a challenge, where, and for how long: counts of everything, words of nothing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import CharField, Count, QuerySet, Value

from cycles.models import Challenge, Declaration, Event, Meeting, Objection, Seat
from notices.models import Message
from reports.models import (
    AccuracyComment,
    AccuracyRound,
    ChangeReason,
    Correction,
    Edition,
    IntruderAnswer,
    Presentation,
    Publication,
    Recommendation,
    ReportSection,
    Waiver,
)
from reviews.actions.clearing import days_for, standing_of
from reviews.actions.destruction import MODELS, due_on
from reviews.actions.promises import held
from reviews.keeping import NOTES, Held, held_besides, kinds, label_of, texts_besides
from reviews.models import Destruction, Document, Finding, LineOfEnquiry, Session

DATABASE = "Database"
SEALED = "Database, encrypted; the key lies apart"
ELSE = "Everything else"
# Whether it is about the notes → the rule in words.
RULE_OF = {
    True: "The programme’s time for keeping notes after the report is final, or after cancelling",
    False: "The programme’s time for keeping these after the report is final, or after cancelling",
}


class Holding(NamedTuple):
    """One kind of thing that is held of a challenge."""

    kind: str
    count: int
    where: str
    until: str
    rule: str
    # Under which heading it stands: what goes together by one rule.
    group: str


def _open(challenge: Challenge) -> dict[str, Held]:
    """Return what goes by no rule of the report's: rows by what people call them, and where they lie."""
    of, report = {"challenge": challenge}, {"report__challenge": challenge}
    own = {
        "Team members and invitations": (Seat.objects.filter(**of), DATABASE),
        "Declarations of interests": (Declaration.objects.filter(seat__challenge=challenge), DATABASE),
        "Objections to the team": (Objection.objects.filter(**of), DATABASE),
        "Lines of enquiry": (LineOfEnquiry.objects.filter(**of), DATABASE),
        "Meetings and minutes": (Meeting.objects.filter(**of), DATABASE),
        "Sessions, without participants": (Session.objects.filter(**of), DATABASE),
        "Titles of the host’s documents": (Document.objects.filter(**of), DATABASE),
        "Findings": (Finding.objects.filter(**of), DATABASE),
        "Presentation": (Presentation.objects.filter(**of), DATABASE),
        "Sections of the report": (ReportSection.objects.filter(**report), DATABASE),
        "Recommendations": (Recommendation.objects.filter(**report), DATABASE),
        "Reasons why findings changed": (ChangeReason.objects.filter(**report), DATABASE),
        "Drafts as the host was sent them": (AccuracyRound.objects.filter(**report), DATABASE),
        "Comments on facts": (AccuracyComment.objects.filter(**report), DATABASE),
        "Waived hits": (Waiver.objects.filter(**report), DATABASE),
        "Answers to the intruder checklist": (IntruderAnswer.objects.filter(**report), DATABASE),
        "Corrections": (Correction.objects.filter(**report), DATABASE),
        "Final editions as files": (Edition.objects.filter(is_draft=False, **report), "Storage of editions"),
        "Places on the register": (Publication.objects.filter(**report), "Database, public"),
        "Moves of the challenge": (Event.objects.filter(**of), DATABASE),
        "Mails about it, sent or waiting": (Message.objects.filter(about__startswith=challenge.ref), DATABASE),
    }
    return {name: Held(*found) for name, found in own.items()} | held_besides(challenge)


def holdings_of(challenge: Challenge) -> list[Holding]:
    """Return what is held, what is confidential first, then what goes by a rule of its own (seven queries)."""
    rows = {name: model.objects.filter(challenge=challenge) for name, model in MODELS.items()}
    ruled = [(kept, name, found) for kept in kinds() for name, found in kept.rows(challenge).items()]
    known = _open(challenge)
    besides = {name: found for _, name, found in ruled} | {name: found.rows for name, found in known.items()}
    counts = _counted({**rows, **besides})
    said = _Until(challenge)
    sealed = [
        _holding(name.replace("_", " ").capitalize(), counts.get(name, 0), SEALED, NOTES, said) for name in MODELS
    ]
    by_rule = [_holding(name, counts.get(name, 0), kept.where, kept.name, said) for kept, name, _ in ruled]
    others = [Holding(name, counts.get(name, 0), found.where, "", found.rule, ELSE) for name, found in known.items()]
    return sealed + by_rule + others


def _holding(kind: str, count: int, where: str, what: str, said: "_Until") -> Holding:
    return Holding(kind, count, where, *said.of(what), label_of(what))


def _counted(rows: dict[str, QuerySet]) -> dict[str, int]:
    """Count everything in one query."""
    counts = [
        found.order_by().annotate(kind_held=Value(name, CharField())).values("kind_held").annotate(n=Count("pk"))
        for name, found in rows.items()
    ]
    values = [one.values_list("kind_held", "n") for one in counts]
    return dict(values[0].union(*values[1:], all=True))


class _Until:
    """Until when each thing is kept, and by which rule (six queries)."""

    def __init__(self, challenge: Challenge) -> None:
        notes = Destruction.objects.filter(challenge=challenge).first()
        self.records = {**standing_of(challenge), **({NOTES: notes} if notes else {})}
        self.held = held(challenge)
        self.days = {NOTES: due_on(challenge), **days_for(challenge)}

    def of(self, what: str) -> tuple[str, str]:
        """Return the day, in words, and the rule."""
        if record := self.records.get(what):
            day: date = (record.finished_at or record.begun_at).date()
            return f"Destroyed on {day:%-d %B %Y}", record.rule
        if self.held:
            return "Until the legal hold is lifted", f"Legal hold: {self.held.reason}"
        due = self.days[what]
        return (f"{due:%-d %B %Y}" if due else "Not known yet"), RULE_OF[what == NOTES]


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
    yield from texts_besides(challenge)
