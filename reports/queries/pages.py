"""Rows across floors for the pages of the report."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from cycles.models import Challenge, State
from reports.models import AccuracyRound, Edition, IdentityCheck, IdentityHit, Report
from reports.models.edition import PUBLISHED
from reviews import queries as reviews

from .checking import identity_task, intruder_task
from .signing import Written, keys_of, needs_of


def activity_counts(report: Report, challenge: Challenge) -> list[tuple[str, int]]:
    """Return what the team did as (words, number): imported counts if any, else the timetable's own."""
    if report.counts is not None:
        return [(label, number) for label, number in report.counts]
    return reviews.activity_counts(challenge)


def report_parts(challenge: Challenge, known: Written, *, may_write: bool) -> list[dict]:
    """Return the sections as tasks: their names, whether anything is written, who wrote last."""
    parts = []
    for key in keys_of(challenge):
        label = key.label
        section = known.sections.get(key)
        done = bool(known.text(key))
        url = reverse("reports:write_section", args=[challenge.ref, key]) if may_write else ""
        hint = f"Last changed by {section.changed_by}" if done and section.changed_by else ""
        parts.append(
            {"label": label, "is_done": done, "url": url, "hint": hint, "status": "Written" if done else "Empty"}
        )
    return parts


def before_signing(report: Report, challenge: Challenge, known: Written, *, sees_hits: bool, today: date) -> list[dict]:
    """Return what signing asks for as tasks, each with the page where it is mended."""
    tasks = [
        {
            "label": need.label,
            "is_done": not need.missing,
            "url": reverse(need.page, args=[challenge.ref, *need.more]),
            "hint": "; ".join(need.missing),
        }
        for need in needs_of(challenge, known, today)
        if need.page != "reports:comments" or challenge.state == State.ACCURACY
    ]
    if challenge.state == State.ACCURACY and sees_hits and report.pk:
        tasks.append(identity_task(report, challenge))
        tasks.append(intruder_task(report, challenge, may_answer=False))
    return tasks


def editions_of(report: Report, sent: AccuracyRound | None = None) -> list[Edition]:
    """Return the editions of the signed words, or the last draft; whoever reads a draft as sent sees only its own."""
    wanted = {"tree_sha256": report.tree_sha256} if report.signed_at else {"is_draft": True}
    if sent:
        wanted = {"tree_sha256": sent.tree_sha256}
    return list(report.editions.filter(**wanted).defer("tree").order_by("pk"))


def what_blocks(report: Report, challenge: Challenge, *, ready: int) -> list[str]:
    """Return what publication still waits for, as sentences. The page knows how many editions are `ready`."""
    if challenge.state not in (State.FINAL, State.WITHHELD) or report.pk is None:
        return []
    blocks = []
    agreed = report.sign_offs.values("body")
    missing = challenge.host_bodies.exclude(body__in=agreed).order_by("pk").values_list("body__name", flat=True)
    if names := ", ".join(missing):
        blocks.append(f"Still to agree to publication: {names}.")
    if ready < len(PUBLISHED):
        blocks.append("The editions are not ready yet.")
    blocks.extend(_not_looked_through(report))
    return blocks


def _not_looked_through(report: Report) -> Iterator[str]:
    """Say that the check of the signed editions is missing or has open hits, without what it found (one query)."""
    is_open = Exists(IdentityHit.objects.filter(check_run=OuterRef("pk")).still_open())
    checks = report.identity_checks.filter(tree_sha256=report.tree_sha256, status=IdentityCheck.Status.DONE)
    last = checks.annotate(is_open=is_open).order_by("-pk").values_list("is_open", flat=True).first()
    if last is None:
        yield "The identity check has not looked through the signed editions yet."
    elif last:
        yield (
            "The identity check found something in the signed editions. The lead challenger waives it with a reason "
            "on the page “Identity check”, or the report stays unpublished."
        )
