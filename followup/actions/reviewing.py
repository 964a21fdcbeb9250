"""A progress review: planned from the challenge it looks back on, each finding of which it opens again."""

from datetime import date, datetime

from django.db import transaction

from cycles.actions import challenge as challenges
from cycles.history import note_event
from cycles.models import Challenge, Cycle, Shape
from followup.models import ProgressReview, Reopening
from people.models import Person
from people.refusal import Refusal
from reviews.actions import findings
from reviews.guard import hold
from reviews.models import Finding

TOPIC = "Progress review: "


@transaction.atomic
def plan_review(
    *, original: Challenge, cycle: Cycle, shape: Shape, starts_on: date, despite: str = "", by: Person, at: datetime
) -> ProgressReview:
    """Propose a challenge of its own that looks again at this one: same host side, a shape made for it."""
    fresh = hold(original, "cycles.follow_up")
    if shape.kind != Shape.Kind.PROGRESS_REVIEW or shape.programme_id != cycle.programme_id:
        raise Refusal("Choose a shape that is a progress review.", "shape")
    if starts_on <= fresh.visit.ends_on:
        raise Refusal("A progress review comes after the visit it looks back on.", "starts_on")
    challenge = challenges.create(
        cycle=cycle,
        host=fresh.host,
        shape=shape,
        topic=f"{TOPIC}{fresh.topic}"[:160],
        starts_on=starts_on,
        other_bodies=[side.body for side in fresh.host_bodies.select_related("body")],
        despite=despite,
        by=by,
        at=at,
    )
    Challenge.objects.filter(pk=challenge.pk).update(purpose=Challenge.Purpose.PROGRESS)
    review = ProgressReview.objects.create(challenge=challenge, original=fresh, planned_by=by, planned_at=at)
    note_event(challenge=fresh, what="plan_review", sentence="Progress review proposed", by=by, at=at)
    return review


@transaction.atomic
def reopen(
    *, review: ProgressReview, original: Finding, verdict: str, text: str, seen: int, by: Person, at: datetime
) -> Reopening:
    """Say what became of a finding. The sentence is a draft finding of the review: evidence and agreement follow."""
    hold(review.challenge, "reviews.draft_finding")
    if original.challenge_id != review.original_id or original.status != Finding.Status.AGREED:
        raise Refusal("This is not a finding of the challenge the review looks back on.")
    facts = {"kind": original.kind, "text": text, "so_what": "", "line": None, "theme": original.theme}
    there = Reopening.objects.select_related("finding__challenge").filter(review=review, original=original).first()
    if there is None:
        finding = findings.draft_finding(challenge=review.challenge, by=by, at=at, **facts)
        return Reopening.objects.create(review=review, original=original, finding=finding, verdict=verdict)
    changed = verdict != there.verdict
    kept = {**facts, "so_what": there.finding.so_what}
    findings.edit_finding(finding=there.finding, seen=seen, by=by, at=at, **kept)
    if changed:
        Finding.objects.filter(pk=there.finding_id).update(status=Finding.Status.DRAFT, agreed_by=None)
        there.verdict = verdict
        there.save(update_fields=["verdict"])
    return there
