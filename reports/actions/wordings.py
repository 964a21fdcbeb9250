"""Every saved version of what the team writes is kept, and an earlier one can be put back."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reports.models import Report, ReportSection, Wording

from . import drafting


@transaction.atomic
def put_back(*, challenge: Challenge, place: str, wording: int, version: int, by: Person, at: datetime) -> None:
    """Make an earlier wording the present one. The present one stays in the history, so this too can be taken back.

    `version` is the present one the person saw; whoever was slower is refused as Stale.
    """
    report = Report.objects.filter(challenge=challenge).first()
    kept = Wording.objects.filter(report=report, place=place, version=wording).first() if report else None
    if kept is None:
        raise Refusal("This wording is no longer kept. Nothing was changed.")
    if place in ReportSection.Key.values:
        drafting.write_section(challenge=challenge, key=place, text=kept.text, version=version, by=by, at=at)
        return
    advice = report.recommendations.filter(ref=place).first()
    if advice is None:
        raise Refusal("Somebody has removed this recommendation. Add it again if it is still wanted.")
    advice.report.challenge = challenge
    drafting.change_recommendation(
        recommendation=advice,
        text=kept.text,
        actor=kept.terms["actor"],
        timescale=kept.terms["timescale"],
        findings=list(advice.findings.all()),
        version=version,
        by=by,
        at=at,
    )
