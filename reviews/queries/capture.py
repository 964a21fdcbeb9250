"""What a device carries of one challenge for one person: their own notes, and what they need to write more."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from cycles.models import Challenge, Seat
from cycles.rules import remember_standings
from people.models import Person
from reviews.models import Destruction, EvidenceNote, ParkedText
from reviews.shell import version as page_version
from reviews.sources import BROADER, THINGS, Source
from reviews.sync.deciding import Door
from reviews.sync.operations import CHOICES, MOST_LETTERS, TRUTHS, note_fields
from reviews.sync.pictures import MOST_BYTES, PIECE_BYTES
from reviews.sync.sentences import sentence_of
from reviews.vault import Vault, vault_of

from .timetable import days_of

TOLD = (
    "Nobody yet",
    "The lead",
    "The challenge manager",
    "The host’s contact for urgent concerns",
    "The host’s sponsor",
    "The police or an ambulance",
)


def open_to(user: Any) -> list[Challenge]:
    """Return the challenges somebody writes notes for, the next first."""
    seated = Challenge.objects.visible_to(user).filter(seats__person=user.person_id, seats__status=Seat.Status.ACCEPTED)
    found = list(seated.with_host().order_by("visit__starts_on", "pk"))
    remember_standings(user, found)
    return [challenge for challenge in found if user.has_perm("reviews.sync_notes", challenge)]


def with_destruction(challenges: Any) -> Any:
    """Say of each challenge whether its notes are, or are being, destroyed (no query more)."""
    return challenges.annotate(is_destroyed=Exists(Destruction.objects.filter(challenge=OuterRef("pk"))))


def destroyed_for(person: Person) -> list[str]:
    """Return the challenges whose notes are destroyed, of those somebody ever sat in: their devices let go of them."""
    rows = Destruction.objects.filter(challenge__seats__person=person).order_by("challenge__ref")
    return list(rows.values_list("challenge__ref", flat=True).distinct())


def pack_of(challenge: Challenge, by: Person, door: Door, why: str) -> dict:
    """Return all of it but the time: six queries, whatever there is."""
    team = _team(challenge)
    notes, parked = _notes(challenge, by), _parked(challenge, by)
    vault = vault_of(challenge) if notes or parked else None
    lines, lines_of = _lines(challenge)
    return {
        "version": page_version(),
        "challenge": _header(challenge, door, why),
        "urgent": {"contact": challenge.urgent_contact, "lead": _lead(team), "told": TOLD},
        "sessions": _sessions(challenge, by, team, lines_of),
        "lines": lines,
        "choices": _choices(),
        "most_letters": MOST_LETTERS,
        "notes": [_note(note, photos, vault) for note, photos in notes],
        "parked": [_text(row, vault) for row in parked],
        "photo": {"most_bytes": MOST_BYTES, "piece_bytes": PIECE_BYTES},
    }


def _header(challenge: Challenge, door: Door, why: str) -> dict:
    return {
        "ref": challenge.ref,
        "title": challenge.topic,
        "host": str(challenge.host),
        "state": challenge.code,
        "state_words": challenge.get_state_display(),
        "days": [day.isoformat() for day in days_of(challenge.visit)],
        "may": door.value,
        "why": why,
    }


def _choices() -> dict:
    def both(choices: Any) -> list[dict]:
        return [{"value": value, "label": label} for value, label in choices]

    chosen = [(source.value, source.label) for source in Source if source in BROADER or source in THINGS]
    return {
        "kind": both(EvidenceNote.Kind.choices),
        "source": both(chosen),
        "leans": both(EvidenceNote.Leans.choices),
        "feeling": both(EvidenceNote.Feeling.choices),
    }


def _team(challenge: Challenge) -> list[dict]:
    """Return the seats that are taken, once for each session they are in."""
    rows = Seat.objects.filter(challenge=challenge, status=Seat.Status.ACCEPTED).order_by("person__name", "pk")
    return list(rows.values("role", "person", "person__name", "person__phone", in_session=F("sessions__session")))


def _lead(team: list[dict]) -> dict:
    found = next((row for row in team if row["role"] == Seat.Role.LEAD), None)
    return {"name": found["person__name"], "phone": found["person__phone"]} if found else {"name": "", "phone": ""}


def _lines(challenge: Challenge) -> tuple[list[dict], dict[int, list[str]]]:
    """Return the lines of enquiry, and those of each session by their refs."""
    lines, of_session = {}, defaultdict(list)
    rows = challenge.lines.order_by("number", "sessions").values_list("ref", "number", "question", "sessions")
    for ref, number, question, session in rows:
        lines[ref] = {"ref": ref, "number": number, "question": question}
        of_session[session].append(ref)
    return list(lines.values()), of_session


def _sessions(challenge: Challenge, by: Person, team: list[dict], lines_of: dict) -> list[dict]:
    in_it = defaultdict(dict)
    for row in team:
        in_it[row["in_session"]][row["person"]] = row["person__name"]
    return [
        {
            "ref": session.ref,
            "version": session.version,
            "day": session.day.isoformat(),
            "starts": f"{session.starts:%H:%M}",
            "ends": f"{session.ends:%H:%M}",
            "title": session.title,
            "kind": session.get_kind_display(),
            "room": session.room,
            "source": session.source,
            "with": [name for person, name in in_it[session.pk].items() if person != by.pk],
            "mine": by.pk in in_it[session.pk],
            "cancelled": session.status == session.Status.CANCELLED,
            "lines": lines_of[session.pk],
        }
        for session in challenge.sessions.in_order()
    ]


def _notes(challenge: Challenge, by: Person) -> list[tuple[EvidenceNote, list[dict]]]:
    """Return one's own notes with what has arrived of their pictures, in one query."""
    rows = EvidenceNote.objects.filter(challenge=challenge, author=by).select_related("session", "line")
    photo = {f"photo_{name}": F(f"photos__{name}") for name in ("id", "status", "received", "size")}
    found: dict = {}
    for row in rows.annotate(**photo).order_by("line__number", "kind", "pk", "photo_id"):
        _, photos = found.setdefault(row.pk, (row, []))
        if row.photo_id:
            photos.append(
                {
                    "id": str(row.photo_id),
                    "status": row.photo_status,
                    "received": row.photo_received,
                    "size": row.photo_size,
                }
            )
    return list(found.values())


def _note(note: EvidenceNote, photos: list[dict], vault: Vault) -> dict:
    return {
        "id": str(note.pk),
        "revision": note.revision,
        "late": note.late,
        "reason": note.text_beside("reason", vault),
        "day": note.day.isoformat(),
        "text": note.text(vault),
        "session": note.session.ref if note.session else None,
        "line": note.line.ref if note.line else None,
        **{name: getattr(note, name) for name in (*CHOICES, *TRUTHS)},
        "photos": photos,
    }


def _parked(challenge: Challenge, by: Person) -> list[ParkedText]:
    rows = ParkedText.objects.filter(challenge=challenge, author=by, settled=False)
    return list(rows.order_by("note", "pk"))


def _text(row: ParkedText, vault: Vault) -> dict:
    fields = note_fields(row.text(vault))
    return {
        **fields,
        "session": fields["session"] or None,
        "line": fields["line"] or None,
        "id": str(row.pk),
        "note": str(row.note),
        "why": row.why,
        "words": sentence_of(row.why),
        "day": row.day.isoformat(),
    }


def told_now(at: datetime) -> str:
    """Return the server's clock for a device: it is shown, and grants nothing."""
    return timezone.localtime(at).isoformat(timespec="seconds")
