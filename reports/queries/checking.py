"""What the identity check and the intruder checklist say before a signature."""

from django.urls import reverse

from cycles.models import Challenge
from reports.models import IdentityCheck, Report, ReportSection

FIXED = ("background-question", "background-out-of-scope", "background-snapshot", "background-promise")


def mend_url(challenge: Challenge, place: str) -> str:
    """Return the page on which the words at a place of the report are changed."""
    for key in ReportSection.Key.values:
        if place not in FIXED and (place == key or place.startswith(f"{key}-")):
            return reverse("reports:write_section", args=[challenge.ref, key])
    if place.startswith("finding-"):
        return reverse("reviews:edit_finding", args=[challenge.ref, place.removeprefix("finding-")])
    if place.startswith("recommendation"):
        return reverse("reports:report", args=[challenge.ref])
    if place in ("title", "front", "background-question", "background-out-of-scope", "lines-of-enquiry"):
        return reverse("reviews:scope", args=[challenge.ref])
    return f"{reverse('reports:read_draft', args=[challenge.ref])}#{place}"


def identity_task(report: Report, challenge: Challenge) -> dict:
    """Return the identity check as a task (two queries)."""
    last = report.identity_checks.order_by("-pk").first()
    hint = "has not been run"
    if last and last.status != IdentityCheck.Status.DONE:
        hint = last.problem or "is waiting for a worker"
    elif last:
        hits = last.hits.still_open().count()
        hint = f"the last check left {hits} place{'' if hits == 1 else 's'} to mend or waive" if hits else ""
    return _task("Identity check", hint, reverse("reports:identity", args=[challenge.ref]))


def intruder_task(report: Report, challenge: Challenge, *, may_answer: bool) -> dict:
    """Return the intruder checklist as a task for those outside the team, and as a fact for the lead (one query)."""
    last = report.intruder_answers.order_by("-pk").first()
    hint = "not answered yet by the coordinator or the information officer"
    if last:
        hint = "" if last.is_safe else "says that somebody could be recognised"
    url = reverse("reports:answer_intruder_checklist", args=[challenge.ref]) if may_answer else ""
    return _task("Intruder checklist", hint, url)


def _task(label: str, hint: str, url: str) -> dict:
    return {"label": label, "is_done": not hint, "url": url, "hint": hint, "status": "To do" if hint else "Done"}
