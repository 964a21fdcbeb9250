"""Loading notes that have been destroyed: as many as the findings rested on, gone with their key."""

from itertools import cycle, islice

from cycles.models import State
from reviews.actions.destruction import RULE, destroy_notes
from reviews.models import EvidenceNote

from .stage import Scene


def load_destruction(scene: Scene) -> None:
    """Destroy the notes of a challenge whose time for keeping them has ended."""
    day = scene.words["dates"].get("notes_destroyed")
    if not scene.been(State.FINAL) or not scene.clock.reached(day):
        return
    EvidenceNote.objects.bulk_create(
        _note(scene, kind, source)
        for row in scene.words["findings"]
        for kind, source in islice(
            zip(cycle(row["kept"]["kinds"]), cycle(row["kept"]["groups"]), strict=False), row["kept"]["notes"]
        )
    )
    destroy_notes(challenge=scene.challenge, rule=RULE, by=None, at=scene.clock.moment(day, "02:00"))


def _note(scene: Scene, kind: str, source: str) -> EvidenceNote:
    note = EvidenceNote(
        challenge=scene.challenge,
        author=scene.lead,
        day=scene.challenge.visit.starts_on,
        kind=kind,
        source=source,
        leans=EvidenceNote.Leans.CONTEXT,
    )
    note.seal(scene.vault, "Nobody can read this any more.")
    return note
