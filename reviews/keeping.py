"""What is kept beside the notes for a while and then destroyed, each kind by a rule of its own.

A floor offers its kinds as `KEPT` in its `offers.py`. The nightly run, the notice before, the certificate, legal hold
and early destruction are the same for all of them and for the notes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import FileField, QuerySet

from cycles.gathering import modules
from cycles.models import Challenge

NOTES = "notes"
NOTES_LABEL = "Notes and what else was said in confidence"


@dataclass(frozen=True)
class Kept:
    """A kind of thing that is kept for so many months after the report is final."""

    name: str
    label: str
    # Names it within a sentence of a mail.
    in_words: str
    # The question of the programme that says for how many months.
    policy: str
    where: str
    # What is still there, by what people call it.
    rows: Callable[[Challenge], dict[str, QuerySet]]
    # Destroys it all. It may die at any line, and is then run again.
    destroy: Callable[[Challenge], None]

    def left_of(self, challenge: Challenge) -> dict[str, int]:
        """Return how much of it is still there, by name: nothing once it is destroyed."""
        counts = {name: rows.count() for name, rows in self.rows(challenge).items()}
        return {name: count for name, count in counts.items() if count}


class Held(NamedTuple):
    """What a floor holds of a challenge besides: its rows, where they lie, and what ends it, in words."""

    rows: QuerySet
    where: str = "Database"
    rule: str = "Kept with the challenge: no rule ends it"


def held_besides(challenge: Challenge) -> dict[str, Held]:
    """Return what the floors hold of a challenge besides (`HELD` in `offers.py`), by what people call it."""
    offered = [find for module in modules("offers") for find in getattr(module, "HELD", ())]
    return {name: held for find in offered for name, held in find(challenge).items()}


def texts_besides(challenge: Challenge) -> Iterator[tuple[str, str]]:
    """Yield (place, words) of what an information officer may read of it (`HELD_TEXTS` in `offers.py`)."""
    for module in modules("offers"):
        for read in getattr(module, "HELD_TEXTS", ()):
            yield from read(challenge)


def kinds() -> tuple[Kept, ...]:
    """Return every kind that any floor keeps, lower floors first."""
    return tuple(kept for module in modules("offers") for kept in getattr(module, "KEPT", ()))


def kind_of(name: str) -> Kept:
    """Return the kind of that name."""
    return next(kept for kept in kinds() if kept.name == name)


def label_of(name: str) -> str:
    """Return what people call the notes or a kind."""
    return NOTES_LABEL if name == NOTES else kind_of(name).label


def in_words(names: Iterable[str]) -> str:
    """Write several of them as part of a sentence."""
    said = ["the team’s notes" if name == NOTES else kind_of(name).in_words for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def delete_with_files(rows: QuerySet) -> None:
    """Delete rows after the bytes they point to: dead between the two, the row is there to be found again."""
    fields = [field.name for field in rows.model._meta.fields if isinstance(field, FileField)]  # noqa: SLF001 -- public
    for row in rows.iterator() if fields else ():
        for name in fields:
            getattr(row, name).delete(save=False)
        row.delete()
    rows.delete()
