"""What the team looks at in the evening: the day's notes, what each line has and lacks, what to test tomorrow."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from cycles.models import Challenge, Visit
from reviews.models import EvidenceNote, Flag, Hypothesis, LineOfEnquiry
from reviews.sources import BROADER, Source
from reviews.vault import Vault

from .notes import OpenNote, opened
from .timetable import days_of

BY_LINE, BY_SESSION = "line", "session"
ORDER = {
    BY_LINE: (F("line__number").asc(nulls_last=True), "-is_key", "kind", "source", "pk"),
    BY_SESSION: (
        F("session__starts").asc(nulls_last=True),
        "session__track",
        "session__pk",
        "-is_key",
        "kind",
        "source",
        "pk",
    ),
}
# Whom every line should have heard or read of, beside documents, data and cases.
PEOPLE = (Source.STAFF, Source.PARTNERS, Source.PEOPLE_WHO_USE_SERVICES)


@dataclass(frozen=True)
class Had:
    """What a challenge's notes rest on: line, kind, source group and day, each combination once."""

    line: int | None
    kind: str
    source: str
    day: date


@dataclass(frozen=True)
class Reach:
    """One line of enquiry: its notes of the day, and what it has and lacks so far."""

    line: LineOfEnquiry
    today: int
    kinds: list[dict]  # value, label, is_today, is_known
    groups: str
    lacks: str


def had(challenge: Challenge, user: Any) -> list[Had]:
    """Return what the notes somebody may read rest on (one query)."""
    rows = EvidenceNote.objects.of(challenge, user).order_by().distinct()
    return [Had(*row) for row in rows.values_list("line", "kind", "source", "day")]


def days_with_notes(known: Iterable[Had], visit: Visit, today: date) -> list[date]:
    """Return the days to choose from: those with notes, and today when it is a day on site."""
    days = {one.day for one in known}
    if today in days_of(visit):
        days.add(today)
    return sorted(days)


def chosen_day(wanted: str, days: list[date], today: date) -> date:
    """Return the day an address asks for, else today, else the last one there is."""
    asked = {day.isoformat(): day for day in days}.get(wanted)
    return asked or (today if today in days or not days else days[-1])


def of_day(challenge: Challenge, user: Any, day: date, by: str) -> list[EvidenceNote]:
    """Return a day's notes by line of enquiry or by session, never as they were written (one query)."""
    rows = EvidenceNote.objects.of(challenge, user).filter(day=day)
    return list(rows.select_related("author", "line", "session").order_by(*ORDER[by]))


def reach(lines: Iterable[LineOfEnquiry], known: list[Had], notes: list[EvidenceNote], day: date) -> list[Reach]:
    """Say for each line what it has today, and what it still lacks by then."""
    counts = Counter(note.line_id for note in notes)
    found = []
    for line in lines:
        until = [one for one in known if one.line == line.pk and one.day <= day]
        now = [one for one in until if one.day == day]
        found.append(Reach(line, counts[line.pk], _kinds(until, now), _groups(now), _lacks(until)))
    return found


def _kinds(until: list[Had], now: list[Had]) -> list[dict]:
    known, today = {one.kind for one in until}, {one.kind for one in now}
    return [
        {"value": kind.value, "label": kind.label, "is_today": kind in today, "is_known": kind in known}
        for kind in EvidenceNote.Kind
    ]


def _groups(now: list[Had]) -> str:
    today = {one.source for one in now}
    return ", ".join(source.label for source in Source if source in today)


def _lacks(until: list[Had]) -> str:
    """Name the kinds and the broad groups of people a line has nothing of yet."""
    kinds = {one.kind for one in until}
    groups = {BROADER.get(one.source, one.source) for one in until}
    missing = [kind.label.lower() for kind in EvidenceNote.Kind if kind not in kinds]
    return ", ".join([*missing, *(group.label.lower() for group in PEOPLE if group not in groups)])


def grouped(notes: list[OpenNote], by: str) -> list[tuple[Any, list[OpenNote]]]:
    """Return notes under their line or their session, as they stand."""
    groups: dict[Any, list[OpenNote]] = {}
    for note in notes:
        groups.setdefault(note.row.line if by == BY_LINE else note.row.session, []).append(note)
    return list(groups.items())


def to_follow_up(notes: list[EvidenceNote], vault: Vault | None, user: Any) -> list[tuple[str, list[OpenNote]]]:
    """Return what is to be followed up by the group it is to be tested with."""
    groups: dict[str, list[EvidenceNote]] = defaultdict(list)
    for note in notes:
        if note.follow_up:
            groups[note.get_follow_up_source_display() or "Anybody"].append(note)
    return [(group, opened(rows, vault, user, names=False)) for group, rows in sorted(groups.items())]


def untested(challenge: Challenge, vault: Vault | None) -> list[dict]:
    """Return open theories nothing speaks for, or nothing against, with what is missing (one query)."""
    sides = {"notes_for": Q(links__speaks_for=True), "notes_against": Q(links__speaks_for=False)}
    rows = challenge.hypotheses.filter(status=Hypothesis.Status.OPEN).select_related("line")
    counted = rows.annotate(**{name: Count("links", filter=side) for name, side in sides.items()})
    thin = counted.filter(Q(notes_for=0) | Q(notes_against=0)).order_by("line__number", "pk")
    return [
        {"row": row, "text": row.text(vault), "lacks": _one_sided(row.notes_for, row.notes_against)} for row in thin
    ]


def _one_sided(notes_for: int, notes_against: int) -> str:
    if not notes_for and not notes_against:
        return "no note for or against it"
    return "no note for it" if not notes_for else "nobody has looked for what speaks against it"


def unanswered(challenge: Challenge, vault: Vault | None) -> list[dict]:
    """Return the flags nobody has answered, with what they are on (one query)."""
    rows = Flag.objects.filter(challenge=challenge, answered_by=None).select_related("finding", "hypothesis")
    return [
        {"text": row.text(vault), "on": row.finding.text if row.finding else row.hypothesis.text(vault)}
        for row in rows.order_by("pk")
    ]
