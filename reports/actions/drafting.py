"""Writing the report: sections and recommendations, with nobody's words overwritten unseen."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from cycles import history
from cycles.models import Challenge, State
from people.models import Person
from people.refusal import Refusal
from reports.models import Recommendation, Report, ReportSection, Wording
from reviews.guard import Stale, refuse_stale, who_was_first
from reviews.models import Finding

WRITABLE = (State.DRAFTING, State.ACCURACY)


def report_of(challenge: Challenge) -> Report:
    """Return the challenge's report, made the first time it is asked for. Must run in a transaction."""
    report, _ = Report.objects.get_or_create(challenge=challenge)
    report.challenge = challenge
    return report


def writable(challenge: Challenge) -> Report:
    """Lock the challenge and return its report, or refuse when it is no longer being written."""
    fresh = history.lock(challenge)
    if fresh.state not in WRITABLE:
        raise Refusal("The report is no longer being written. Your text was not saved; copy it if you need it.")
    return report_of(fresh)


def keep_wording(row: ReportSection | Recommendation, place: str) -> None:
    """Keep a row's text as it stands; once for each version. Must run under the challenge's lock."""
    is_advice = isinstance(row, Recommendation)
    Wording.objects.get_or_create(
        report_id=row.report_id,
        place=place,
        version=row.version,
        defaults={
            "text": row.text,
            "terms": {"actor": row.actor, "timescale": row.timescale} if is_advice else {},
            "written_by": row.changed_by,
            "written_at": row.changed_at,
        },
    )


@transaction.atomic
def write_section(
    *, challenge: Challenge, key: str, text: str, version: int, by: Person, at: datetime
) -> ReportSection:
    """Keep a section's text. `version` is the one the writer started from; a second writer is refused as Stale."""
    report = writable(challenge)
    section, _ = ReportSection.objects.select_related("changed_by").get_or_create(report=report, key=key)
    if section.version != version:
        raise Stale(f"{who_was_first(section)} Both texts are below, and neither is lost.", section.version)
    if section.version and section.text == text:
        return section
    if section.version:
        keep_wording(section, key)
    section.text = text
    section.version = version + 1
    section.changed_by = by
    section.changed_at = at
    section.save()
    keep_wording(section, key)
    return section


@transaction.atomic
def recommend(
    *,
    challenge: Challenge,
    text: str,
    actor: str,
    timescale: str,
    findings: Iterable[Finding],
    by: Person,
    at: datetime,
) -> Recommendation:
    """Add a recommendation as the last one. Pressing twice adds it once."""
    report = writable(challenge)
    last = report.recommendations.order_by("number").last()
    if last and (last.text, last.actor, last.timescale) == (text, actor, timescale):
        return last
    number = last.number + 1 if last else 1
    made = Recommendation.objects.create(
        report=report, number=number, text=text, actor=actor, timescale=timescale, changed_by=by, changed_at=at
    )
    made.findings.set(findings)
    keep_wording(made, made.ref)
    return made


@transaction.atomic
def change_recommendation(
    *,
    recommendation: Recommendation,
    text: str,
    actor: str,
    timescale: str,
    findings: Iterable[Finding],
    version: int,
    by: Person,
    at: datetime,
) -> Recommendation:
    """Change a recommendation that nobody else changed since `version`."""
    writable(recommendation.report.challenge)
    fresh = Recommendation.objects.select_related("changed_by").filter(pk=recommendation.pk).first()
    if fresh is None:
        raise Refusal("Somebody has removed this recommendation. Add it again if it is still wanted.")
    refuse_stale(fresh, version, {"text": text, "actor": actor, "timescale": timescale})
    keep_wording(fresh, fresh.ref)
    fresh.text, fresh.actor, fresh.timescale, fresh.version = text, actor, timescale, version + 1
    fresh.changed_by, fresh.changed_at = by, at
    fresh.save()
    fresh.findings.set(findings)
    keep_wording(fresh, fresh.ref)
    return fresh


@transaction.atomic
def remove_recommendation(*, recommendation: Recommendation, by: Person, at: datetime) -> None:
    """Take a recommendation out and close the gap in the numbers."""
    report = writable(recommendation.report.challenge)
    fresh = report.recommendations.filter(pk=recommendation.pk).first()
    if fresh is None:
        raise Refusal("Somebody has removed this recommendation already. Nothing was changed.")
    fresh.delete()
    for later in report.recommendations.filter(number__gt=fresh.number).order_by("number"):
        report.recommendations.filter(pk=later.pk).update(number=F("number") - 1)
