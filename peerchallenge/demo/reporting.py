"""Loading what was said: the presentation, the report, the host's comments, signatures, publication."""

import hashlib
import json
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cycles.days import add_working_days
from cycles.models import Event, State
from reports.actions.intruder import QUESTIONS
from reports.actions.presentation import make_letter_and_slides, slides_of
from reports.actions.publishing import free_slug
from reports.compose import compose
from reports.document import ReportDocument, from_json
from reports.models import (
    AccuracyComment,
    AccuracyRound,
    Edition,
    Presentation,
    Publication,
    Recommendation,
    Report,
    ReportSection,
    SignOff,
    Withholding,
)
from reports.models.edition import AT_SIGNING, PUBLISHED

from .stage import Scene


def load_reporting(scene: Scene) -> None:
    """Make what was said as far as the life of the challenge has come."""
    _load_presentation(scene)
    if not scene.been(State.DRAFTING) or "report" not in scene.words:
        return
    report = _load_report(scene)
    if scene.been(State.ACCURACY):
        _load_comments(scene, report)
    if scene.been(State.FINAL):
        _load_signature(scene, report)
        _load_sign_offs(scene, report)
        _load_withholding(scene, report)
    if scene.been(State.PUBLISHED):
        _load_publication(scene, report)


def _note(scene: Scene, what: str, sentence: str, by: Any, at: Any) -> None:
    Event.objects.create(challenge=scene.challenge, what=what, sentence=sentence, by=by, at=at)


def _load_presentation(scene: Scene) -> None:
    words = scene.words.get("presentation")
    if not words or not scene.been(State.ON_SITE) or not scene.clock.reached(words["frozen"]):
        return
    shown = Presentation(
        challenge=scene.challenge,
        opening=words["opening"],
        key_messages=words["key_messages"],
        closing=words["closing"],
        version=1,
    )
    shown.frozen = _as_said(scene, slides_of(scene.challenge, shown))
    text = json.dumps(shown.frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    shown.sha256 = hashlib.sha256(text.encode()).hexdigest()
    shown.frozen_at, shown.frozen_by = scene.clock.moment(words["frozen"], "13:00"), scene.lead
    shown.save()
    _note(scene, "freeze_presentation", "Presentation frozen", scene.lead, shown.frozen_at)
    if words.get("letter"):
        make_letter_and_slides(challenge=scene.challenge, presentation=shown, at=shown.frozen_at)


def _as_said(scene: Scene, slides: list[dict]) -> list[dict]:
    """Put the words of the last day in the place of those the report has now."""
    said = scene.words["presentation"].get("said", {})
    spoken = {scene.findings[int(number)].ref: text for number, text in said.items()}
    for slide in slides:
        for line in slide["lines"]:
            line["text"] = spoken.get(line["ref"], line["text"])
    return slides


def _load_report(scene: Scene) -> Report:
    clock = scene.clock
    report, _ = Report.objects.get_or_create(challenge=scene.challenge)
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report,
            key=key,
            text=text,
            version=1,
            changed_by=scene.manager,
            changed_at=clock.moment(scene.began(State.DRAFTING) + 4),
        )
        for key, text in scene.words["report"].items()
    )
    rows = scene.words["recommendations"]
    made = Recommendation.objects.bulk_create(
        Recommendation(
            report=report, number=row["n"], text=row["text"], actor=row["actor"], timescale=row["timescale"], version=1
        )
        for row in rows
    )
    through = Recommendation.findings.through
    through.objects.bulk_create(
        through(recommendation=advice, finding=scene.findings[number])
        for advice, row in zip(made, rows, strict=True)
        for number in row["findings"]
    )
    return report


def _anchor(scene: Scene, on: str, said: dict[str, str]) -> str:
    """Return the anchor in the document of what a comment is on."""
    kind, _, key = on.partition(":")
    if kind == "finding":
        return f"finding-{scene.findings[int(key)].ref}"
    if key == "scope":
        return "background-out-of-scope"
    return f"{key}-1" if f"{key}-1" in said else key


def _load_round(scene: Scene, report: Report) -> AccuracyRound:
    """Send the draft; the round is over when its days are, or when the host had checked before the signature."""
    sent = scene.began(State.ACCURACY)
    document = compose(report)
    made = AccuracyRound(
        report=report,
        number=1,
        opened_at=scene.clock.moment(sent, "12:00"),
        opened_by=scene.manager,
        due_on=add_working_days(scene.clock.day(sent), scene.stage.policy["accuracy_days"]),
        tree=document.to_json(),
        tree_sha256=document.sha256(),
    )
    if scene.been(State.FINAL) and scene.clock.day(scene.began(State.FINAL)) <= made.due_on:
        made.ended, made.closed_by = AccuracyRound.Ended.CHECKED, scene.sponsor
        made.closed_at = scene.clock.moment(scene.began(State.FINAL), "09:00")
    elif made.due_on < timezone.localdate(scene.clock.now):
        made.ended = AccuracyRound.Ended.RAN_OUT
        made.closed_at = timezone.make_aware(datetime.combine(made.due_on + timedelta(days=1), time()))
    made.save()
    return made


def _load_comments(scene: Scene, report: Report) -> None:
    found = _load_round(scene, report)
    said = from_json(found.tree).lines()
    AccuracyComment.objects.bulk_create(
        _comment(scene, found, row, said) for row in scene.words.get("accuracy", []) if scene.clock.reached(row["made"])
    )


def _comment(scene: Scene, found: AccuracyRound, row: dict[str, Any], said: dict[str, str]) -> AccuracyComment:
    anchor = _anchor(scene, row["on"], said)
    decided = bool(row["decision"]) and scene.clock.reached(row["decided"])
    return AccuracyComment(
        report=found.report,
        round=found,
        anchor=anchor,
        quoted=said[anchor],
        kind=row["kind"],
        text=row["text"],
        proof=row["proof"],
        made_by=scene.person(row["by"]),
        made_at=scene.clock.moment(row["made"], "11:00"),
        decision=row["decision"] if decided else "",
        reason=row["reason"] if decided else "",
        decided_by=scene.person(row["decided_by"]) if decided else None,
        decided_at=scene.clock.moment(row["decided"], "15:00") if decided else None,
    )


def _load_signature(scene: Scene, report: Report) -> None:
    clock, day = scene.clock, scene.began(State.FINAL)
    document = compose(report, signed_on=clock.day(day))
    _pass_checks(scene, report, document)
    report.signed_tree, report.tree_sha256 = document.to_json(), document.sha256()
    report.signed_at, report.signed_by = clock.moment(day, "15:00"), scene.lead
    report.save()
    Edition.objects.bulk_create(
        Edition(
            report=report,
            what=what,
            form=form,
            tree=report.signed_tree,
            tree_sha256=report.tree_sha256,
            asked_at=report.signed_at,
        )
        for what, form in (AT_SIGNING if scene.state in (State.PUBLISHED, State.FOLLOW_UP) else PUBLISHED)
    )


def _pass_checks(scene: Scene, report: Report, document: ReportDocument) -> None:
    """Say that the signed words were looked through: by a worker, and by the coordinator as a determined reader."""
    at, content = scene.clock.moment(scene.began(State.FINAL), "14:00"), compose(report).sha256()
    # The editions of a report that is not public yet are still looked through, as after any signature.
    last = "done" if scene.been(State.PUBLISHED) else "queued"
    for tree, status in ((compose(report), "done"), (document, last)):
        report.identity_checks.create(
            tree_sha256=tree.sha256(), content_sha256=content, status=status, ran_at=at, ran_by=scene.manager
        )
    answers = {key: {"answer": "no", "words": ""} for key, _ in QUESTIONS}
    report.intruder_answers.create(
        content_sha256=content, answers=answers, is_safe=True, answered_by=scene.coordinator, answered_at=at
    )


def _load_sign_offs(scene: Scene, report: Report) -> None:
    for key, day in scene.words.get("publication", {}).get("agreed", {}).items():
        if scene.clock.reached(day):
            body, at = scene.stage.bodies[key], scene.clock.moment(day, "11:00")
            SignOff.objects.create(report=report, body=body, signed_by=scene.sponsor, signed_at=at)
            _note(scene, "agree_to_publish", f"{body} agrees to publication", scene.sponsor, at)


def _load_withholding(scene: Scene, report: Report) -> None:
    words = scene.words.get("withholding")
    if words and scene.been(State.WITHHELD):
        Withholding.objects.create(
            report=report,
            reason=words["reason"],
            review_on=scene.clock.day(words["review"]),
            withheld_by=scene.coordinator,
            withheld_at=scene.clock.moment(words["on"], "11:30"),
        )


def _load_publication(scene: Scene, report: Report) -> None:
    editions = {(edition.what, edition.form): edition for edition in report.editions.all()}
    Publication.objects.create(
        report=report,
        slug=free_slug(scene.challenge),
        published_at=scene.clock.moment(scene.began(State.PUBLISHED), "10:00"),
        published_by=scene.coordinator,
        pdf=editions["report", "pdf"],
        html=editions["report", "html"],
    )
