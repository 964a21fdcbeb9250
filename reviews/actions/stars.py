"""Key points: notes the team marks for the evening's meeting. Who marked them, and when, is kept nowhere."""

from datetime import datetime

from django.db import transaction

from people.models import Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.models import EvidenceNote


@transaction.atomic
def star_note(*, note: EvidenceNote, is_key: bool, by: Person, at: datetime) -> None:
    """Mark a note as a key point, or take the mark off. Twice is as good as once.

    The note's revision stays: its author, who may be changing its words, is not in the way.
    """
    challenge = hold(note.challenge, "reviews.star_note")
    if not challenge.notes.evidence().filter(pk=note.pk).update(is_key=is_key):
        raise Refusal("Its author has deleted this note. Nothing was marked.")
