"""Loading what has been destroyed: as many notes as the findings rested on, gone with their key; papers and drafts."""

from itertools import cycle, islice

from cycles.models import State
from reviews.actions.clearing import RULE_OF_KINDS, clear
from reviews.actions.destruction import RULE, destroy_notes
from reviews.keeping import kinds
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
    at = scene.clock.moment(day, "02:00")
    destroy_notes(challenge=scene.challenge, rule=RULE, by=None, at=at)
    for kept in kinds():
        clear(challenge=scene.challenge, kept=kept, rule=RULE_OF_KINDS, by=None, at=at)


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
