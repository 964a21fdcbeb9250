"""Each finding's way from the frozen presentation to the report: the same, changed, dropped or new."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from cycles.models import Challenge
from reports.differing import Piece, words_that_differ
from reports.models import ChangeReason
from reviews.models import Finding

SAME, CHANGED, DROPPED, NEW = "same", "changed", "dropped", "new"
LABELS = {SAME: "The same", CHANGED: "Changed", DROPPED: "Dropped", NEW: "New"}
SOFTENED = "Softened"


@dataclass(frozen=True)
class Path:
    """What was said of one finding on the last day, what the report says, and why they differ."""

    ref: str
    how: str
    said: str
    written: str
    said_kind: str
    written_kind: str
    reason: str
    # The lead's own word for these words: they say less than was said.
    softened: bool = False

    @property
    def label(self) -> str:
        """Name what became of it."""
        return SOFTENED if self.softened else LABELS[self.how]

    @property
    def needs_reason(self) -> bool:
        """Whether the lead has still to say why."""
        return self.how != SAME and not self.reason

    @property
    def sha256(self) -> str:
        """Return the hash a reason is tied to: other words need another reason."""
        return _hash(self.said_kind, self.said, self.written_kind, self.written)

    @property
    def pieces(self) -> list[Piece]:
        """Return the words that differ."""
        return words_that_differ(self.said, self.written)


def _hash(*texts: str) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def paths_of(challenge: Challenge) -> list[Path]:
    """Return every finding's path, as presented first, then the new ones; none before a presentation is frozen.

    One query, and one more for a challenge that was not fetched with its presentation.
    """
    presentation = getattr(challenge, "presentation", None)
    if presentation is None or not presentation.frozen_at:
        return []
    reasons = ChangeReason.objects.filter(report__challenge=OuterRef("challenge"), finding=OuterRef("ref"))
    found = challenge.findings.in_order().annotate(
        why=Subquery(reasons.values("reason")[:1]),
        why_of=Subquery(reasons.values("sha256")[:1]),
        why_softened=Subquery(reasons.values("softened")[:1]),
    )
    by_ref = {finding.ref: finding for finding in found}
    shown = [
        (line["ref"], slide["kind"], line["text"])
        for slide in presentation.frozen
        for line in slide["lines"]
        if line["ref"]
    ]
    known = {ref for ref, _, _ in shown}
    paths = [_path(ref, kind, text, by_ref.get(ref)) for ref, kind, text in shown]
    fresh = [finding for ref, finding in by_ref.items() if ref not in known and _agreed(finding)]
    return [*paths, *(_path(finding.ref, "", "", finding) for finding in fresh)]


def _agreed(finding: Finding | None) -> bool:
    return finding is not None and finding.status == Finding.Status.AGREED


def _path(ref: str, said_kind: str, said: str, finding: Finding | None) -> Path:
    there = _agreed(finding)
    kind, text = (finding.kind, finding.text) if there else ("", "")
    if not said_kind:
        how = NEW
    elif not there:
        how = DROPPED
    else:
        how = SAME if (kind, text) == (said_kind, said) else CHANGED
    sha256 = _hash(said_kind, said, kind, text)
    softened = how == CHANGED and finding.why_of == sha256 and bool(finding.why_softened)
    return Path(ref, how, said, text, said_kind, kind, _reason(finding, how, sha256), softened)


def _reason(finding: Finding | None, how: str, sha256: str) -> str:
    """Return the lead's reason if it was given for these very words; a finding was dropped with one."""
    if finding is None:
        return ""
    if finding.why_of == sha256:
        return finding.why
    return finding.dropped_reason if how == DROPPED and finding.status == Finding.Status.DROPPED else ""
