"""Findings: strengths and areas for development, each resting on notes the team can name."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cycles.models import Challenge, Theme
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reviews.guard import Stale, hold, refuse_stale
from reviews.meter import Strength, strength
from reviews.models import EvidenceNote, Finding, FindingNote, LineOfEnquiry

from .resting import follow, keep_numbers


def measured(finding: Finding) -> Strength:
    """Measure a finding by its linked notes as they are now (two queries)."""
    policy = policy_of(finding.challenge.cycle.programme_id)
    return strength(finding.links.values_list("speaks_for", "note__kind", "note__source"), policy)


@transaction.atomic
def draft_finding(
    *,
    challenge: Challenge,
    kind: str,
    text: str,
    so_what: str,
    line: LineOfEnquiry | None,
    theme: Theme | None,
    by: Person,
    at: datetime,
) -> Finding:
    """Write a finding down as a draft. Where it stands among its fellows says nothing of when it was written."""
    fresh = hold(challenge, "reviews.draft_finding")
    finding = Finding.objects.create(
        challenge=fresh,
        kind=kind,
        text=text,
        so_what=so_what,
        line=line,
        theme=theme,
        drafted_by=by,
        changed_by=by,
        changed_at=at,
    )
    _put_anywhere(finding)
    return finding


def _put_anywhere(finding: Finding) -> None:
    """Give a finding a place among its fellows by chance, until somebody moves it.

    Findings come as sessions pass, and the order is published: whoever knows the timetable would read the one from
    the other.
    """
    rows = list(Finding.objects.beside(finding).exclude(pk=finding.pk).in_order())
    rows.insert(secrets.randbelow(len(rows) + 1), finding)
    _number(rows)


def _number(rows: list[Finding]) -> None:
    """Let findings stand as they do in the list."""
    for number, row in enumerate(rows, 1):
        row.order = number
    Finding.objects.bulk_update(rows, ["order"])


def _stands_under(finding: Finding) -> tuple[str, int | None, int | None]:
    return finding.kind, finding.theme_id, None if finding.theme_id else finding.line_id


def _fresh(finding: Finding, permission: str) -> Finding:
    """Hold the challenge and return the finding as it is now."""
    challenge = hold(finding.challenge, permission)
    fresh = Finding.objects.select_related("changed_by").get(pk=finding.pk)
    fresh.challenge = challenge
    return fresh


@transaction.atomic
def edit_finding(
    *,
    finding: Finding,
    kind: str,
    text: str,
    so_what: str,
    line: LineOfEnquiry | None,
    theme: Theme | None,
    seen: int,
    by: Person,
    at: datetime,
) -> Finding:
    """Change a finding's words; an agreed one becomes a draft again, for the lead to agree anew.

    Under another heading or of another kind its place is by chance.
    """
    fresh = _fresh(finding, "reviews.draft_finding")
    refuse_stale(fresh, seen, {"kind": kind, "text": text, "so_what": so_what})
    stood = _stands_under(fresh)
    fresh.kind, fresh.text, fresh.so_what, fresh.line, fresh.theme = kind, text, so_what, line, theme
    if fresh.status == Finding.Status.AGREED and by.pk != fresh.agreed_by_id:
        fresh.status, fresh.agreed_by = Finding.Status.DRAFT, None
    fresh.version += 1
    fresh.changed_by, fresh.changed_at = by, at
    fresh.save()
    if stood != _stands_under(fresh):
        _put_anywhere(fresh)
    return fresh


def sides_of(
    challenge: Challenge, notes_for: Iterable[EvidenceNote], notes_against: Iterable[EvidenceNote]
) -> dict[UUID, bool]:
    """Return note → whether it speaks for, of the evidence this challenge still has."""
    sides = {note.pk: True for note in notes_for}
    for note in notes_against:
        if note.pk in sides:
            raise Refusal("A note cannot speak both for and against. Choose one side for it.")
        sides[note.pk] = False
    known = challenge.notes.evidence().filter(pk__in=sides).values_list("pk", flat=True)
    return {note_id: sides[note_id] for note_id in known}


@transaction.atomic
def link_evidence(
    *,
    finding: Finding,
    notes_for: Iterable[EvidenceNote],
    notes_against: Iterable[EvidenceNote],
    unlinked: Iterable[EvidenceNote] = (),
    by: Person,
    at: datetime,
) -> Finding:
    """Say which more notes a finding rests on, which contradict it, and which are no longer linked.

    Notes not named stay as they are: somebody else may have linked them meanwhile. Raises Refusal
    when a note is named on both sides. An agreed finding's kept numbers follow, unless its evidence
    is held elsewhere.
    """
    fresh = _fresh(finding, "reviews.draft_finding")
    fresh.links.filter(note__in=[note.pk for note in unlinked]).delete()
    for note_id, speaks_for in sides_of(fresh.challenge, notes_for, notes_against).items():
        FindingNote.objects.update_or_create(finding=fresh, note_id=note_id, defaults={"speaks_for": speaks_for})
    if not fresh.held_elsewhere:
        if follow(fresh, measured(fresh)):
            fresh.changed_by, fresh.changed_at = by, at
        fresh.save()
    return fresh


def _refuse_unread(finding: Finding, seen: int) -> None:
    """Refuse to settle words the lead has not read."""
    if finding.version != seen:
        raise Stale(
            f"This finding changed while you were reading it. It now says: “{finding.text}”. "
            "Read it, then press again.",
            finding.version,
        )


@transaction.atomic
def agree_finding(*, finding: Finding, thin_reason: str, seen: int, by: Person, at: datetime) -> Finding:
    """Agree a finding and keep the meter's numbers with it. `seen` is the version the lead read.

    Raises Stale when its words changed since; Refusal while a flag on it is unanswered, or when it
    rests on too little and the lead gives no reason.
    """
    fresh = _fresh(finding, "reviews.agree_finding")
    _refuse_unread(fresh, seen)
    if fresh.flags.filter(answered_by=None).exists():
        raise Refusal("Somebody flagged this as untested. The flag must be answered before the finding is agreed.")
    found = measured(fresh)
    if not fresh.held_elsewhere:
        if not found.is_supported and not thin_reason.strip():
            raise Refusal(
                f"This finding rests on {found.kinds} kind{'' if found.kinds == 1 else 's'} of evidence and "
                f"{found.groups} source group{'' if found.groups == 1 else 's'}; {found.least_kinds} and "
                f"{found.least_groups} are needed. Link more evidence, or say why it is kept all the same.",
                field="thin_reason",
            )
        keep_numbers(fresh, found)
    fresh.status, fresh.agreed_by, fresh.dropped_reason = Finding.Status.AGREED, by, ""
    fresh.thin_reason = "" if found.is_supported else thin_reason.strip()
    fresh.changed_by, fresh.changed_at = by, at
    fresh.version += 1
    fresh.save()
    return fresh


@transaction.atomic
def drop_finding(*, finding: Finding, reason: str, seen: int, by: Person, at: datetime) -> Finding:
    """Take a finding out of what the team says; it stays in the list with the reason."""
    fresh = _fresh(finding, "reviews.agree_finding")
    _refuse_unread(fresh, seen)
    fresh.status, fresh.dropped_reason, fresh.agreed_by = Finding.Status.DROPPED, reason, None
    fresh.changed_by, fresh.changed_at = by, at
    fresh.version += 1
    fresh.save()
    return fresh


@transaction.atomic
def restore_finding(*, finding: Finding, by: Person, at: datetime) -> Finding:
    """Make a dropped finding a draft again."""
    fresh = _fresh(finding, "reviews.agree_finding")
    if fresh.status == Finding.Status.DROPPED:
        fresh.status, fresh.dropped_reason = Finding.Status.DRAFT, ""
        fresh.changed_by, fresh.changed_at = by, at
        fresh.version += 1
        fresh.save()
    return fresh


@transaction.atomic
def move_finding(*, finding: Finding, up: bool, past: str, by: Person, at: datetime) -> tuple[int, int]:
    """Move a finding one place up or down under its heading; the presentation and the report follow.

    `past` is the ref of the finding it is to pass, as the mover saw it. Returns its place and of how
    many. Raises Refusal when another stands there by now: somebody else moved, added or dropped one.
    """
    fresh = _fresh(finding, "reviews.draft_finding")
    rows = list(Finding.objects.beside(fresh).in_order())
    place = next((number for number, row in enumerate(rows) if row.pk == fresh.pk), None)
    to = -1 if place is None else place + (-1 if up else 1)
    if not 0 <= to < len(rows) or rows[to].ref != past:
        raise Refusal(
            "Somebody else changed the order or the findings meanwhile. They stand now as you see them, and nothing "
            "was moved: look, and move it again if it still needs to."
        )
    rows.insert(to, rows.pop(place))
    _number(rows)
    return to + 1, len(rows)
