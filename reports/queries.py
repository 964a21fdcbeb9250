"""Rows across floors for the pages of this floor."""

from django.urls import reverse

from cycles.models import Challenge, State
from reviews import queries as reviews

from .models import Report, ReportSection


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


def what_blocks(report: Report, challenge: Challenge) -> list[str]:
    """Return what the next step of the report still waits for, as sentences."""
    blocks = []
    begun = report.pk is not None
    if challenge.state in (State.DRAFTING, State.ACCURACY) and not (begun and report.recommendations.exists()):
        blocks.append("There is no recommendation yet.")
    if challenge.state == State.DRAFTING and not challenge.findings.filter(status="agreed").exists():
        blocks.append("No finding is agreed yet.")
    if challenge.state == State.ACCURACY and begun:
        undecided = report.comments.filter(decision="").count()
        if undecided:
            blocks.append(f"{undecided} of the host’s comments {'is' if undecided == 1 else 'are'} not decided.")
    if challenge.state in (State.FINAL, State.WITHHELD) and begun:
        agreed = set(report.sign_offs.values_list("body_id", flat=True))
        missing = [
            str(side.body) for side in challenge.host_bodies.select_related("body") if side.body_id not in agreed
        ]
        if missing:
            blocks.append(f"Still to agree to publication: {', '.join(missing)}.")
        ready = report.editions.filter(tree_sha256=report.tree_sha256, status="ready").count()
        if ready < 2:
            blocks.append("The editions are not ready yet.")
    return blocks
