"""Rows across floors for the pages of the report."""

from django.urls import reverse

from cycles.models import Challenge, State
from reports.models import Edition, IdentityHit, Report, ReportSection
from reviews import queries as reviews


def activity_counts(report: Report, challenge: Challenge) -> list[tuple[str, int]]:
    """Return what the team did as (words, number): imported counts if any, else the timetable's own."""
    if report.counts is not None:
        return [(label, number) for label, number in report.counts]
    return reviews.activity_counts(challenge)


def report_parts(report: Report, challenge: Challenge, *, may_write: bool) -> list[dict]:
    """Return the sections as tasks: their names, whether anything is written, who wrote last."""
    written = {}
    if report.pk:
        written = {section.key: section for section in report.sections.select_related("changed_by")}
    parts = []
    for key, label in ReportSection.Key.choices:
        section = written.get(key)
        done = bool(section and section.text.strip())
        url = reverse("reports:write_section", args=[challenge.ref, key]) if may_write else ""
        hint = f"Last changed by {section.changed_by}" if done and section.changed_by else ""
        parts.append(
            {"label": label, "is_done": done, "url": url, "hint": hint, "status": "Written" if done else "Empty"}
        )
    return parts


def editions_of(report: Report) -> list[Edition]:
    """Return the editions of the signed words, or the last draft."""
    wanted = {"tree_sha256": report.tree_sha256} if report.signed_at else {"is_draft": True}
    return list(report.editions.filter(**wanted).defer("tree").order_by("form"))


def _open_hits(report: Report) -> int:
    """Count the hits of the last identity check that are neither mended nor waived."""
    last = report.identity_checks.order_by("-pk").values("pk")[:1]
    waived = report.waivers.values("fingerprint")
    return IdentityHit.objects.filter(check_run__in=last).exclude(fingerprint__in=waived).count()


def what_blocks(report: Report, challenge: Challenge, *, recommended: bool, ready: int, sees_hits: bool) -> list[str]:
    """Return what the next step of the report still waits for, as sentences.

    The caller says whether anything is recommended and how many editions are ready, because its page shows both.
    """
    blocks = []
    begun = report.pk is not None
    if challenge.state in (State.DRAFTING, State.ACCURACY) and not recommended:
        blocks.append("There is no recommendation yet.")
    if challenge.state == State.DRAFTING and not challenge.findings.filter(status="agreed").exists():
        blocks.append("No finding is agreed yet.")
    if challenge.state == State.ACCURACY and begun:
        undecided = report.comments.filter(decision="").count()
        if undecided:
            blocks.append(f"{undecided} of the host’s comments {'is' if undecided == 1 else 'are'} not decided.")
        hits = _open_hits(report) if sees_hits else 0
        if hits:
            blocks.append(f"The last identity check left {hits} place{'' if hits == 1 else 's'} to mend or waive.")
    if challenge.state in (State.FINAL, State.WITHHELD) and begun:
        agreed = report.sign_offs.values("body")
        missing = challenge.host_bodies.exclude(body__in=agreed).order_by("pk").values_list("body__name", flat=True)
        if names := ", ".join(missing):
            blocks.append(f"Still to agree to publication: {names}.")
        if ready < len(Edition.Form):
            blocks.append("The editions are not ready yet.")
    return blocks
