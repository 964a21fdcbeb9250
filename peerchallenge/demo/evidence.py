"""Loading what the team read, heard and saw, what it argued, and what it found."""

from typing import Any

from cycles.models import State
from reviews.meter import strength
from reviews.models import (
    EvidenceNote,
    Finding,
    FindingNote,
    Flag,
    Hypothesis,
    HypothesisNote,
    UrgentConcern,
)
from reviews.sources import safe_source

from .evening import load_evening
from .stage import Scene

# Notes on papers are written so many working days before the visit.
READ_BEFORE = 3
# While the team is on site it has drafted only so many findings.
DRAFTED_ON_SITE = 4


def load_evidence(scene: Scene) -> None:
    """Make notes, theories, flags, findings and concerns as far as the visit has come."""
    _load_notes(scene)
    _load_late_notes(scene)
    _load_hypotheses(scene)
    _load_findings(scene)
    _load_flags(scene)
    _load_concerns(scene)
    load_evening(scene)


def _noted(scene: Scene, row: dict[str, Any]) -> bool:
    """Say whether a note has been written by now."""
    if not row["day"]:
        return scene.clock.reached(scene.visit_day(1) - READ_BEFORE)
    if not scene.been(State.ON_SITE):
        return False
    session = scene.sessions.get(row["session"])
    ends = f"{session.ends}"[:5] if session else "00:00"
    return scene.clock.happened(scene.visit_day(row["day"]), ends)


def _load_notes(scene: Scene) -> None:
    rows = [row for row in scene.words.get("notes", []) if scene.sessions and _noted(scene, row)]
    if not rows:
        return
    smallest = scene.stage.policy["smallest_group"]
    sizes = scene.words.get("group_sizes", {})
    made = []
    for row in rows:
        note = _note(scene, row, safe_source(row["source"], sizes, smallest))
        note.seal(scene.vault, row["text"])
        made.append(note)
    EvidenceNote.objects.bulk_create(made)
    scene.notes = {row["n"]: note for row, note in zip(rows, made, strict=True)}


def _note(scene: Scene, row: dict[str, Any], source: str) -> EvidenceNote:
    day = scene.visit_day(row["day"]) if row["day"] else scene.visit_day(1) - READ_BEFORE
    on_site = scene.state == State.ON_SITE
    return EvidenceNote(
        challenge=scene.challenge,
        author=scene.person(row["author"]),
        day=scene.clock.day(day),
        # Leaving the site erases the link from a note to its session.
        session=scene.sessions.get(row["session"]) if on_site else None,
        line=scene.lines.get(row["line"]),
        kind=row["kind"],
        source=source,
        leans=row["leans"],
        feeling=row["feeling"],
        verbatim=row.get("verbatim", False),
        quote_checked=row.get("verbatim", False),
        follow_up=row.get("follow_up", False),
        follow_up_source=row.get("follow_up_source", ""),
    )


def _load_late_notes(scene: Scene) -> None:
    """Make what was handed in once the report was with the host, for the two states in which it can be decided on."""
    if scene.state not in (State.ACCURACY, State.FINAL):
        return
    sizes, smallest = scene.words.get("group_sizes", {}), scene.stage.policy["smallest_group"]
    for row in scene.words.get("late_notes", []):
        note = EvidenceNote(
            challenge=scene.challenge,
            author=scene.person(row["author"]),
            day=scene.clock.day(scene.began(State.ACCURACY)),
            line=scene.lines.get(row["line"]),
            kind=row["kind"],
            source=safe_source(row["source"], sizes, smallest),
            leans=row["leans"],
            late=row["became"],
            decided_by=None if row["became"] == EvidenceNote.Late.WAITING else scene.lead,
        )
        note.seal(scene.vault, row["text"])
        if row.get("reason"):
            note.seal_beside("reason", scene.vault, row["reason"])
        note.save(force_insert=True)


def _argued(scene: Scene, day: int) -> bool:
    """Say whether a day of the visit has begun, for what the team argues about."""
    return scene.been(State.ON_SITE) and scene.clock.reached(scene.visit_day(day))


def _load_hypotheses(scene: Scene) -> None:
    if not scene.notes:
        return
    rows = [row for row in scene.words.get("hypotheses", []) if _argued(scene, row["day"])]
    made = []
    for row in rows:
        supported = set(row["for"]) <= scene.notes.keys()
        theory = Hypothesis(
            challenge=scene.challenge,
            line=scene.lines.get(row["line"]),
            raised_by=scene.person(row["raised_by"]),
            status=row["status"] if supported else Hypothesis.Status.OPEN,
        )
        theory.seal(scene.vault, row["text"])
        made.append(theory)
    Hypothesis.objects.bulk_create(made)
    scene.hypotheses = {row["n"]: theory for row, theory in zip(rows, made, strict=True)}
    HypothesisNote.objects.bulk_create(
        HypothesisNote(hypothesis=theory, note=scene.notes[number], speaks_for=speaks_for)
        for row, theory in zip(rows, made, strict=True)
        for speaks_for, numbers in ((True, row["for"]), (False, row["against"]))
        for number in numbers
        if number in scene.notes
    )


def _load_findings(scene: Scene) -> None:
    rows = scene.words.get("findings", [])
    if not scene.been(State.ON_SITE):
        return
    if not scene.been(State.DRAFTING):
        ready = [row for row in rows if row["notes"] and set(row["notes"]) <= scene.notes.keys()]
        rows = [{**row, "status": Finding.Status.DRAFT} for row in ready[:DRAFTED_ON_SITE]]
    made = Finding.objects.bulk_create(_finding(scene, row) for row in rows)
    scene.findings = {row["n"]: finding for row, finding in zip(rows, made, strict=True)}
    FindingNote.objects.bulk_create(
        FindingNote(finding=finding, note=scene.notes[number], speaks_for=speaks_for)
        for row, finding in zip(rows, made, strict=True)
        for speaks_for, numbers in ((True, row["notes"]), (False, row.get("against", [])))
        for number in numbers
        if number in scene.notes
    )


def _finding(scene: Scene, row: dict[str, Any]) -> Finding:
    agreed = row["status"] == Finding.Status.AGREED
    dropped = row["status"] == Finding.Status.DROPPED
    return Finding(
        challenge=scene.challenge,
        kind=row["kind"],
        line=scene.lines.get(row["line"]),
        theme=scene.stage.themes[scene.words["framework"], row["theme"]],
        text=row["text"],
        so_what=row["so_what"],
        status=row["status"],
        thin_reason=row.get("thin_reason", "") if agreed else "",
        dropped_reason=row.get("dropped_reason", "") if dropped else "",
        drafted_by=scene.manager,
        agreed_by=scene.lead if agreed else None,
        order=row["n"],
        version=1,
        **(_weighed(scene, row) if agreed else {}),
    )


def _weighed(scene: Scene, row: dict[str, Any]) -> dict[str, int]:
    """Return the numbers kept with an agreed finding: they outlive its notes."""
    kept = row.get("kept")
    if kept:
        return {"notes_for": kept["notes"], "kinds": len(kept["kinds"]), "groups": len(kept["groups"])}
    sides = ((True, row["notes"]), (False, row.get("against", [])))
    linked = [(speaks_for, scene.notes[number]) for speaks_for, numbers in sides for number in numbers]
    found = strength(((speaks_for, note.kind, note.source) for speaks_for, note in linked), scene.stage.policy)
    return {
        "notes_for": found.notes_for,
        "notes_against": found.notes_against,
        "kinds": found.kinds,
        "groups": found.groups,
    }


def _load_flags(scene: Scene) -> None:
    made = []
    for row in scene.words.get("flags", []):
        on = {
            "hypothesis": scene.hypotheses.get(row["on"].get("hypothesis")),
            "finding": scene.findings.get(row["on"].get("finding")),
        }
        if not any(on.values()) or not _argued(scene, row["day"]):
            continue
        flag = Flag(challenge=scene.challenge, raised_by=scene.person(row["by"]), **on)
        flag.seal(scene.vault, row["text"])
        if row["answer"] and _argued(scene, row["answered_day"]):
            flag.seal_beside("answer", scene.vault, row["answer"])
            flag.answered_by = scene.person(row["answered_by"])
        made.append(flag)
    Flag.objects.bulk_create(made)


def _load_concerns(scene: Scene) -> None:
    rows = [row for row in scene.words.get("concerns", []) if _argued(scene, row["day"])]
    made = []
    for row in rows:
        day = scene.visit_day(row["day"])
        concern = UrgentConcern(
            challenge=scene.challenge,
            raised_by=scene.person(row["raised_by"]),
            raised_at=scene.clock.moment(day, row["time"]),
            told_whom=row["told_whom"],
            told_at=scene.clock.moment(day, row["told_at"]),
            status=row["status"],
            acknowledged_by=scene.person(row["acknowledged_by"]),
            acknowledged_at=scene.clock.moment(day, row["acknowledged_at"]),
        )
        concern.seal(scene.vault, f"{row['text']}\nAt risk: {row['at_risk']}.")
        made.append(concern)
    UrgentConcern.objects.bulk_create(made)
