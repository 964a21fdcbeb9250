"""What rests on a note follows it at once: when notes go or change, so does what is said on their strength."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from cycles.policy import policy_of
from people.models import Person
from reviews.meter import Strength, strength
from reviews.models import EvidenceNote, Finding, FindingNote, Hypothesis, HypothesisNote

NUMBERS = ("notes_for", "notes_against", "kinds", "groups")


@dataclass(frozen=True)
class Settled:
    """How many findings became drafts again, and how many theories open."""

    findings: int = 0
    hypotheses: int = 0


def settle_what_rests_on(
    *, notes: Iterable[EvidenceNote], by: Person, at: datetime, are_going: bool = False
) -> Settled:
    """Measure anew what rests on notes of one challenge, which the caller holds.

    `are_going` takes their links away first: call it before the notes are deleted. An agreed finding
    with too little left and no reason of the lead's is a draft again; a supported theory with nothing
    left for it is open. As many queries for a hundred notes as for one.
    """
    notes = list(notes)
    if not notes:
        return Settled()
    ids = [note.pk for note in notes]
    found = _findings_on(ids)
    theories = list(HypothesisNote.objects.filter(note__in=ids).values_list("hypothesis", flat=True).distinct())
    if are_going:
        FindingNote.objects.filter(note__in=ids).delete()
        HypothesisNote.objects.filter(note__in=ids).delete()
    return Settled(_settle_findings(found), open_again(theories))


def _findings_on(notes: list[UUID]) -> list[Finding]:
    rows = Finding.objects.filter(links__note__in=notes, held_elsewhere=False)
    return list(rows.select_related("challenge__cycle").distinct())


def _settle_findings(findings: list[Finding]) -> int:
    """Keep the new numbers and take back what no longer holds; return how many became drafts again."""
    if not findings:
        return 0
    policy = policy_of(findings[0].challenge.cycle.programme_id)
    links = defaultdict(list)
    rows = FindingNote.objects.filter(finding__in=findings)
    for finding, *link in rows.values_list("finding", "speaks_for", "note__kind", "note__source"):
        links[finding].append(tuple(link))
    back = sum(follow(finding, strength(links[finding.pk], policy)) for finding in findings)
    Finding.objects.bulk_update(findings, [*NUMBERS, "status", "agreed_by", "version", "changed_by", "changed_at"])
    return back


def follow(finding: Finding, found: Strength) -> bool:
    """Give a finding the numbers of its notes as they are now, and say whether it is a draft again; it is not saved."""
    keep_numbers(finding, found)
    if finding.status != Finding.Status.AGREED or found.is_supported or finding.thin_reason:
        return False
    finding.status, finding.agreed_by = Finding.Status.DRAFT, None
    finding.version += 1
    # By whom and when would tell whose note it was.
    finding.changed_by = finding.changed_at = None
    return True


def keep_numbers(finding: Finding, found: Strength) -> None:
    """Put the meter's numbers on a finding; it is not saved."""
    for name in NUMBERS:
        setattr(finding, name, getattr(found, name))


def open_again(hypotheses: Iterable[UUID]) -> int:
    """Call supported theories open again when no note speaks for them any more; return how many (one query)."""
    speaks = HypothesisNote.objects.filter(hypothesis=OuterRef("pk"), speaks_for=True)
    rows = Hypothesis.objects.filter(pk__in=list(hypotheses), status=Hypothesis.Status.SUPPORTED)
    return rows.exclude(Exists(speaks)).update(status=Hypothesis.Status.OPEN, version=F("version") + 1)
