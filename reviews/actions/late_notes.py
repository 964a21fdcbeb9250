"""Late notes: what came after drafting waits for the lead, who lets it in or leaves it out with a reason.

Nobody is mailed and nothing is written to the timeline: either would tell the coordinator that
somebody wrote a note, and when. The author finds the answer among what waits for them.
"""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.guard import Stale, hold
from reviews.models import EvidenceNote
from reviews.vault import vault_of

LATE = EvidenceNote.Late


def _waiting(note: EvidenceNote, challenge: Challenge, seen: int) -> EvidenceNote:
    """Return a late note that still waits. Refuses when it is decided, gone or reads otherwise now."""
    fresh = EvidenceNote.objects.select_related("decided_by").filter(pk=note.pk, challenge=challenge).first()
    if fresh is None:
        raise Refusal("Its author has deleted this note. There is nothing to decide.")
    if fresh.late != LATE.WAITING:
        became = "let in" if fresh.late == LATE.LET_IN else "left out"
        raise Refusal(f"{fresh.decided_by} has already decided: this note is {became}. Nothing was changed.")
    if fresh.revision != seen:
        now = fresh.text(vault_of(challenge))
        raise Stale(
            f"Its author changed this note while you were reading it. It now says: “{now}”. Read it, then press again.",
            fresh.revision,
        )
    return fresh


@transaction.atomic
def let_in_late_note(*, note: EvidenceNote, seen: int, by: Person, at: datetime) -> EvidenceNote:
    """Make a late note evidence like any other. `seen` is the revision the lead read. There is no way back."""
    fresh = _waiting(note, hold(note.challenge, "reviews.decide_late_note"), seen)
    fresh.late, fresh.decided_by = LATE.LET_IN, by
    fresh.save()
    return fresh


@transaction.atomic
def leave_out_late_note(*, note: EvidenceNote, reason: str, seen: int, by: Person, at: datetime) -> EvidenceNote:
    """Keep a late note out of the evidence, with a reason its author reads. There is no way back."""
    challenge = hold(note.challenge, "reviews.decide_late_note")
    fresh = _waiting(note, challenge, seen)
    fresh.seal_beside("reason", vault_of(challenge), reason)
    fresh.late, fresh.decided_by = LATE.LEFT_OUT, by
    fresh.save()
    return fresh


@transaction.atomic
def read_decisions(*, challenge: Challenge, by: Person, at: datetime) -> int:
    """Say as an author that one has seen what became of one's late notes. Return how many were new."""
    fresh = hold(challenge, "reviews.see_late_notes")
    return fresh.notes.filter(author=by, decision_read=False, decided_by__isnull=False).update(decision_read=True)
