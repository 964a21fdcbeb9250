"""Notes as the team reads them: filtered by the database, searched in memory, opened row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Q, When
from django.urls import reverse
from django.utils import timezone

from cycles.models import Challenge, Seat, State
from people.waiting import Waiting
from reviews.models import EvidenceNote, Session
from reviews.rules import sees_authors
from reviews.vault import Vault, vault_of


@dataclass(frozen=True)
class OpenNote:
    """A note with its words, for one answer and nothing else."""

    row: EvidenceNote
    text: str
    author: str


def opened(rows: list[EvidenceNote], vault: Vault | None, user: Any, *, names: bool) -> list[OpenNote]:
    """Open rows that somebody may read; authors are named to those who may see them, and to themselves."""
    found = []
    for row in rows:
        mine = row.author_id == user.person_id
        author = "You" if mine else row.author.name if names else ""
        found.append(OpenNote(row, row.text(vault), author))
    return found


@dataclass(frozen=True)
class LateNote(OpenNote):
    """A late note with the lead's reason, when it was left out."""

    reason: str


def waiting_first(rows: Any) -> Any:
    """Order late notes: those to decide, then the others, newest first."""
    waits = Case(When(late=EvidenceNote.Late.WAITING, then=0), default=1)
    return rows.order_by(waits, "-day", "pk")


def answered(rows: list[EvidenceNote], vault: Vault | None, user: Any) -> list[LateNote]:
    """Open late notes with their reasons, for the lead and for their authors, who see names and themselves."""
    shown = opened(rows, vault, user, names=True)
    return [LateNote(note.row, note.text, note.author, note.row.text_beside("reason", vault)) for note in shown]


def filtered(challenge: Challenge, user: Any, wanted: dict) -> Any:
    """Return the rows of a challenge that somebody may read and that fit the filter, in no order."""
    rows = EvidenceNote.objects.of(challenge, user).select_related("author", "line")
    for name in ("kind", "leans", "source", "line", "day"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("follow_up"):
        rows = rows.filter(follow_up=True)
    return rows


def linked(challenge: Challenge, user: Any, links: dict) -> dict:
    """Return the notes that speak for and against something, opened, and how many of them somebody may not read."""
    notes = EvidenceNote.objects.of(challenge, user).filter(pk__in=links).select_related("author", "line")
    rows = list(notes.order_by("line__number", "-day", "pk"))
    vault = vault_of(challenge) if rows else None
    shown = opened(rows, vault, user, names=sees_authors(user, challenge))
    return {
        "for": [note for note in shown if links[note.row.pk]],
        "against": [note for note in shown if not links[note.row.pk]],
        "unread": len(links) - len(shown),
    }


def with_words(rows: Any, vault: Vault, words: str) -> list[EvidenceNote]:
    """Keep the rows whose text has every word, opened in memory one by one."""
    wanted = [word.lower() for word in words.split()]
    return [row for row in rows if all(word in row.text(vault).lower() for word in wanted)]


def sessions_for(challenge: Challenge, user: Any, day: date) -> Any:
    """Return the day's sessions of a team member, or the whole team's when they have none."""
    today = Session.objects.filter(challenge=challenge, day=day).exclude(status=Session.Status.CANCELLED)
    mine = today.filter(reviewers__seat__person=user.person_id)
    chosen = mine if mine.exists() else today
    return chosen.order_by("starts", "track").distinct()


def session_by_clock(sessions: list[Session], at: datetime) -> Session | None:
    """Return the session running now, else the one that ended last, else the next."""
    now = timezone.localtime(at).time()
    running = [session for session in sessions if session.starts <= now < session.ends]
    ended = [session for session in sessions if session.ends <= now]
    if running:
        return running[0]
    if ended:
        return max(ended, key=lambda session: session.ends)
    return sessions[0] if sessions else None


def waiting(user: Any, today: date) -> list[Waiting]:
    """Taking notes while on site; then late notes to decide on, for a lead, and what became of one's own."""
    late = Q(challenge__notes__late=EvidenceNote.Late.WAITING)
    mine = Q(challenge__notes__author=user.person_id, challenge__notes__decision_read=False)
    decided = mine & Q(challenge__notes__decided_by__isnull=False)
    states = [State.ON_SITE, State.DRAFTING, State.ACCURACY, State.FINAL]
    seats = (
        Seat.objects.accepted()
        .filter(person=user.person_id, challenge__state__in=states)
        .select_related("challenge__host")
        .annotate(late=Count("challenge__notes", filter=late), decided=Count("challenge__notes", filter=decided))
        .order_by("pk")
    )
    return [line for seat in seats for line in _expected(seat)]


def _expected(seat: Seat) -> Iterator[Waiting]:
    if seat.challenge.state == State.ON_SITE:
        yield _line(seat, "Write down what you hear and see", "reviews:write_note")
        return
    if seat.late and seat.role == Seat.Role.LEAD:
        yield _line(seat, f"Decide on {seat.late} late note{'' if seat.late == 1 else 's'}", "reviews:late_notes")
    if seat.decided:
        yield _line(seat, f"See what became of your late note{'' if seat.decided == 1 else 's'}", "reviews:late_notes")


def _line(seat: Seat, what: str, page: str) -> Waiting:
    return Waiting(what, str(seat.challenge), reverse(page, args=[seat.challenge.ref]))
