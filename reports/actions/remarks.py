"""Remarks of the team to each other beside what they write."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reports.models import Remark

from .drafting import writable


@transaction.atomic
def remark(*, challenge: Challenge, place: str, text: str, by: Person, at: datetime) -> Remark:
    """Say something to the team beside a section or recommendation. Pressing twice says it once."""
    report = writable(challenge)
    twin = report.remarks.filter(place=place, text=text, made_by=by, resolved_at=None).first()
    return twin or Remark.objects.create(report=report, place=place, text=text, made_by=by, made_at=at)


def _fresh(made: Remark) -> Remark:
    writable(made.report.challenge)
    found = Remark.objects.select_for_update().filter(pk=made.pk).first()
    if found is None:
        raise Refusal("This remark has been taken away. Nothing was changed.")
    return found


@transaction.atomic
def resolve_remark(*, remark: Remark, by: Person, at: datetime) -> Remark:
    """Mark a remark as settled; it stays to be read. Settling it twice changes nothing."""
    found = _fresh(remark)
    if found.resolved_at is None:
        found.resolved_by, found.resolved_at = by, at
        found.save(update_fields=["resolved_by", "resolved_at"])
    return found


@transaction.atomic
def delete_remark(*, remark: Remark, by: Person, at: datetime) -> None:
    """Take one's own remark away."""
    found = _fresh(remark)
    if found.made_by_id != by.pk:
        raise Refusal("Only who made a remark can delete it. You can mark it as settled.")
    found.delete()
