"""Case audits as the team reads them, and how far they agree with the host's own."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from cycles.models import Challenge
from reviews.actions.audits import Said, said_in
from reviews.models import CaseAudit, Session
from reviews.rules import sees_authors
from reviews.vault import vault_of

OF_CASES = (
    Session.Kind.CASE_REVIEW,
    Session.Kind.CASE_MAPPING,
    Session.Kind.CASE_TRACKING,
    Session.Kind.AUDIT_VALIDATION,
)


@dataclass(frozen=True)
class OpenAudit:
    """An audit with its words, for one answer and nothing else."""

    row: CaseAudit
    said: Said
    auditor: str


def in_order(challenge: Challenge) -> Any:
    """Return audits by sample number, those of one case in no order that means anything."""
    return CaseAudit.objects.filter(challenge=challenge).select_related("auditor").order_by("sample", "pk")


def opened(rows: list[CaseAudit], challenge: Challenge, user: Any) -> list[OpenAudit]:
    """Open audits; auditors are named to those who may see authors, and to themselves."""
    vault, names = vault_of(challenge) if rows else None, sees_authors(user, challenge)
    return [OpenAudit(row, said_in(row, vault), _auditor(row, user, names=names)) for row in rows]


def _auditor(row: CaseAudit, user: Any, *, names: bool) -> str:
    return "You" if row.auditor_id == user.person_id else row.auditor.name if names else ""


def agreement(challenge: Challenge) -> list[dict]:
    """Count audits by how they compare with the host's own, for a chart with its numbers (one query)."""
    rows = CaseAudit.objects.filter(challenge=challenge).order_by()
    counts = Counter(rows.values_list("agreement", flat=True))
    most = max(counts.values(), default=0)
    return [
        {
            "label": label,
            "number": counts[value],
            "share": round(100 * counts[value] / most) if most else 0,
            "is_main": value == CaseAudit.Agreement.SAME,
        }
        for value, label in CaseAudit.Agreement.choices
    ]


def has_cases(challenge: Challenge) -> bool:
    """Say whether the visit reads case files, or somebody has (one query)."""
    sessions = Session.objects.standing().filter(challenge=OuterRef("pk"), kind__in=OF_CASES)
    audits = CaseAudit.objects.filter(challenge=OuterRef("pk"))
    return Challenge.objects.filter(Exists(sessions) | Exists(audits), pk=challenge.pk).exists()
