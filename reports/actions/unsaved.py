"""What somebody types is kept for them before they save it, so that a closed window or a dead tab loses nothing."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from reports.models import UnsavedText

# Of one person in one place; the oldest goes first.
MOST_WINDOWS = 10


@transaction.atomic
def keep_unsaved(
    *,
    challenge: Challenge,
    place: str,
    window: str,
    step: int,
    version: int,
    fields: dict[str, list[str]],
    by: Person,
    at: datetime,
) -> UnsavedText:
    """Keep what a window holds now. What that window sent before its latest `step` changes nothing."""
    mine = UnsavedText.objects.filter(challenge=challenge, person=by, place=place)
    row, new = UnsavedText.objects.select_for_update().get_or_create(
        challenge=challenge,
        person=by,
        place=place,
        window=window,
        defaults={"step": step, "version": version, "fields": fields, "kept_at": at},
    )
    if not new and step > row.step:
        row.step, row.version, row.fields, row.kept_at = step, version, fields, at
        row.save()
    if new:
        old = mine.order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST_WINDOWS:]
        mine.filter(pk__in=list(old)).delete()
    return row


def forget_unsaved(*, challenge: Challenge, place: str, windows: list[str], by: Person, at: datetime) -> None:
    """Drop what some windows of a person held: it is saved now, or thrown away."""
    UnsavedText.objects.filter(challenge=challenge, person=by, place=place, window__in=windows).delete()
