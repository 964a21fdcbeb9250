"""The board of hypotheses: what speaks for each, what against it, and what is still to test."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from cycles.models import Challenge
from cycles.policy import Policy, policy_of
from reviews.meter import Strength, strength
from reviews.models import EvidenceNote, Flag, Hypothesis, HypothesisNote
from reviews.rules import sees_authors
from reviews.vault import Vault, vault_of

from .notes import OpenNote, opened


@dataclass(frozen=True)
class Theory:
    """One hypothesis with both sides and what is still to test."""

    row: Hypothesis
    text: str
    strength: Strength
    notes_for: list[OpenNote]
    notes_against: list[OpenNote]
    open_flags: list[dict]
    answered_flags: list[dict]

    @property
    def evidence_word(self) -> str:
        """How much it rests on; that it is called supported is the team's own word."""
        return "Enough evidence" if self.strength.is_supported else self.strength.word

    @property
    def follow_up(self) -> list[str]:
        """With whom its own notes ask to be followed up, each once."""
        notes = [note.row for note in (*self.notes_for, *self.notes_against) if note.row.follow_up]
        return sorted({note.get_follow_up_source_display().lower() or "anybody" for note in notes})


def told(flags: list[Flag], challenge: Challenge) -> list[dict]:
    """Return flags with their words and their answers'."""
    vault = vault_of(challenge) if flags else None
    return [{"row": flag, "text": flag.text(vault), "answer": flag.text_beside("answer", vault)} for flag in flags]


def flags_of(challenge: Challenge) -> dict[Any, list[dict]]:
    """Return a challenge's flags by hypothesis, those on findings under None (one query)."""
    rows = challenge.flags.select_related("raised_by", "answered_by", "finding").order_by("pk")
    found = defaultdict(list)
    for flag in told(list(rows), challenge):
        found[flag["row"].hypothesis_id].append(flag)
    return found


def theories(rows: list[Hypothesis], challenge: Challenge, user: Any, flags: dict) -> list[Theory]:
    """Return hypotheses as the board shows them (two queries, whatever their number)."""
    if not rows:
        return []
    vault, policy = vault_of(challenge), policy_of(challenge.cycle.programme_id)
    links = _links(rows, challenge, user, vault)
    return [_theory(row, links[row.pk], flags.get(row.pk, []), vault, policy) for row in rows]


def _links(rows: list[Hypothesis], challenge: Challenge, user: Any, vault: Vault) -> dict:
    """Return the linked notes of each: (speaks for it, note), by line, kind and group, never as they were written."""
    readable = EvidenceNote.objects.of(challenge, user)
    found = HypothesisNote.objects.filter(hypothesis__in=rows, note__in=readable)
    found = found.select_related("note__author", "note__line")
    ordered = list(found.order_by("note__line__number", "note__kind", "note__source", "note__pk"))
    notes = opened([link.note for link in ordered], vault, user, names=sees_authors(user, challenge))
    links = defaultdict(list)
    for link, note in zip(ordered, notes, strict=True):
        links[link.hypothesis_id].append((link.speaks_for, note))
    return links


def _theory(row: Hypothesis, links: list, flags: list[dict], vault: Vault, policy: Policy) -> Theory:
    return Theory(
        row=row,
        text=row.text(vault),
        strength=strength([(speaks_for, note.row.kind, note.row.source) for speaks_for, note in links], policy),
        notes_for=[note for speaks_for, note in links if speaks_for],
        notes_against=[note for speaks_for, note in links if not speaks_for],
        open_flags=[flag for flag in flags if not flag["answer"]],
        answered_flags=[flag for flag in flags if flag["answer"]],
    )


def by_line(found: list[Theory]) -> list[tuple[Any, list[Theory]]]:
    """Return theories under their lines of enquiry."""
    board: dict[Any, list[Theory]] = {}
    for theory in found:
        board.setdefault(theory.row.line, []).append(theory)
    return list(board.items())
