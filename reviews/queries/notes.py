"""Notes as the team reads them: filtered by the database, searched in memory, opened row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, When, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from cycles.models import Challenge, State
from cycles.waiting import Matter, Mine, Tally
from people.roles import Role
from people.waiting import Waiting
from reviews.models import EvidenceNote, Finding, Photo, Session
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


def resting_on(note: EvidenceNote) -> dict[str, int]:
    """Count what is linked to a note: findings, the agreed ones among them, and theories (two queries)."""
    agreed = Q(finding__status=Finding.Status.AGREED)
    counts = note.finding_links.aggregate(findings=Count("pk"), agreed=Count("pk", filter=agreed))
    return {**counts, "hypotheses": note.hypothesis_links.count()}


def with_photos(rows: Iterable[EvidenceNote]) -> list[EvidenceNote]:
    """Fetch which kept pictures each note has (one query), never the pictures."""
    found, kept = list(rows), Photo.objects.filter(status=Photo.Status.KEPT).only("note").order_by("pk")
    prefetch_related_objects(found, Prefetch("photos", kept, to_attr="kept_photos"))
    return found


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


def _write(mine: Mine) -> Iterator[Waiting]:
    """A team member on site is expected to take notes, on the page that needs no signal."""
    page = f"{reverse('reviews:open_capture')}#{mine.challenge.ref}"
    yield Waiting("Write down what you hear and see", str(mine.challenge), page)


def _late(user: Any, _today: date) -> dict[str, Tally]:
    decided = EvidenceNote.objects.filter(author=user.person_id, decision_read=False, decided_by__isnull=False)
    return {"late": Tally(EvidenceNote.objects.filter(late=EvidenceNote.Late.WAITING)), "decided": Tally(decided)}


def _decide(mine: Mine) -> Iterator[Waiting]:
    """Late notes to decide on, for a lead, and what became of one's own."""
    late, decided = mine.count("late"), mine.count("decided")
    if late and Role.LEAD in mine.roles:
        yield _line(mine, f"Decide on {late} late note{'' if late == 1 else 's'}", "reviews:late_notes")
    if decided:
        yield _line(mine, f"See what became of your late note{'' if decided == 1 else 's'}", "reviews:late_notes")


def _line(mine: Mine, what: str, page: str) -> Waiting:
    return Waiting(what, str(mine.challenge), reverse(page, args=[mine.challenge.ref]))


WRITING = (State.DRAFTING, State.ACCURACY, State.FINAL)
MATTERS = (
    Matter(_write, (State.ON_SITE,), ("reviews.write_note",), while_paused=True),
    Matter(_decide, WRITING, ("reviews.read_notes",), _late, while_paused=True),
)
