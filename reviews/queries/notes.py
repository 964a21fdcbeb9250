"""Notes as the team reads them: filtered by the database, searched in memory, opened row by row."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cycles.models import Challenge, Seat, State
from people.waiting import Waiting
from reviews.models import EvidenceNote, Session
from reviews.vault import Vault


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


def filtered(challenge: Challenge, user: Any, wanted: dict) -> Any:
    """Return the rows of a challenge that somebody may read and that fit the filter, newest first."""
    rows = EvidenceNote.objects.of(challenge, user).select_related("author", "line")
    for name in ("kind", "leans", "source", "line", "day"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("follow_up"):
        rows = rows.filter(follow_up=True)
    return rows.order_by("-day", "pk")


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
    """A team member on site is expected to take notes."""
    seats = (
        Seat.objects.accepted()
        .filter(person=user.person_id, challenge__state=State.ON_SITE)
        .select_related("challenge__host")
    )
    return [
        Waiting(
            "Write down what you hear and see",
            str(seat.challenge),
            reverse("reviews:write_note", args=[seat.challenge.ref]),
        )
        for seat in seats
    ]
