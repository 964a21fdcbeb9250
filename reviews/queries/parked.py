"""Parked texts beside their notes, for their author, and that they wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cycles.models import Challenge, State
from cycles.waiting import Matter, Mine, Tally
from people.models import Person
from people.waiting import Waiting
from reviews.models import EvidenceNote, ParkedText
from reviews.sync.differing import Piece, differing
from reviews.sync.operations import note_fields
from reviews.vault import vault_of


@dataclass(frozen=True)
class Beside:
    """A parked text and the note it came to, opened, with the words that differ marked. The note may be gone."""

    row: ParkedText
    note: EvidenceNote | None
    text: str
    note_text: str
    text_pieces: list[Piece]
    note_pieces: list[Piece]

    @property
    def revision(self) -> int:
        """The revision of the note as it is shown."""
        return self.note.revision if self.note else 0


def waiting_texts(challenge: Challenge, by: Person) -> Any:
    """Return the texts somebody has still to decide on, in an order that tells no time."""
    return ParkedText.objects.filter(challenge=challenge, author=by, settled=False).order_by("day", "note", "pk")


def beside_notes(rows: list[ParkedText], challenge: Challenge, by: Person) -> list[Beside]:
    """Open parked texts and the notes they came to (one query more)."""
    own = EvidenceNote.objects.filter(challenge=challenge, author=by)
    notes = own.select_related("line").in_bulk([row.note for row in rows])
    vault = vault_of(challenge) if rows else None
    found = []
    for row in rows:
        note, text = notes.get(row.note), note_fields(row.text(vault))["text"]
        note_text = note.text(vault) if note else ""
        pieces, of_note = differing(text, note_text) if note else ([(text, False)], [])
        found.append(Beside(row, note, text, note_text, pieces, of_note))
    return found


def _parked(user: Any, _today: date) -> dict[str, Tally]:
    return {"parked": Tally(ParkedText.objects.filter(author=user.person_id, settled=False))}


def _choose(mine: Mine) -> Iterator[Waiting]:
    """Two texts of one note, of which the author says which is to stay."""
    if count := mine.count("parked"):
        what = f"Choose between two texts of {'a note' if count == 1 else f'{count} notes'} of yours"
        yield Waiting(what, str(mine.challenge), reverse("reviews:parked", args=[mine.challenge.ref]))


TAKING = (State.PREPARING, State.ON_SITE, State.DRAFTING, State.ACCURACY, State.FINAL)
MATTERS = (Matter(_choose, TAKING, ("reviews.sync_notes",), _parked, while_paused=True),)
