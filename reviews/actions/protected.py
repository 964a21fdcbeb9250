"""Names the host asks to keep out of the report, and its structure chart: sealed at once, in no event."""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.models import ProtectedName, StructureChart
from reviews.rosters import BadRosterError, Listed, read_roster
from reviews.vault import vault_of, writing_vault

MOST_NAMES = 500


def names_of(challenge: Challenge) -> list[tuple[UUID, str]]:
    """Return the list with the id of each row. Raises KeyMissing when the key is gone."""
    rows = list(challenge.protected_names.all())
    if not rows:
        return []
    vault = vault_of(challenge)
    return sorted(((row.pk, row.text(vault)) for row in rows), key=lambda pair: pair[1].casefold())


@transaction.atomic
def protect_names(*, challenge: Challenge, names: Iterable[str], by: Person, at: datetime) -> int:
    """Seal the names that are not on the list yet; say how many were new."""
    fresh = hold(challenge, "reviews.protect_names")
    known = {name.casefold() for _, name in names_of(fresh)}
    new = {name.casefold(): name for name in names if name.casefold() not in known}
    if len(known) + len(new) > MOST_NAMES:
        raise Refusal(
            f"The list may hold {MOST_NAMES} names and would have {len(known) + len(new)}. Nothing was added.", "names"
        )
    if not new:
        return 0
    vault = writing_vault(fresh)
    rows = [ProtectedName(challenge=fresh) for _ in new]
    for row, name in zip(rows, new.values(), strict=True):
        row.seal(vault, name)
    ProtectedName.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def unprotect_name(*, challenge: Challenge, name: UUID, by: Person, at: datetime) -> None:
    """Take one name off the list."""
    fresh = hold(challenge, "reviews.protect_names")
    gone, _ = fresh.protected_names.filter(pk=name).delete()
    if not gone:
        raise Refusal("This name is no longer on the list. Nothing was changed.")


@transaction.atomic
def give_chart(*, challenge: Challenge, content: bytes, name: str, by: Person, at: datetime) -> StructureChart:
    """Seal the people of a spreadsheet in the place of an earlier one: all of them, or none and why."""
    fresh = hold(challenge, "reviews.protect_names")
    try:
        people = read_roster(content, name)
    except BadRosterError as bad:
        raise Refusal(f"{bad} Nothing was imported.", "chart") from None
    vault = writing_vault(fresh)
    fresh.structure_charts.all().delete()
    chart = StructureChart(challenge=fresh, rows=len(people), uploaded_at=at, uploaded_by=by)
    chart.seal(vault, json.dumps(people))
    chart.save()
    return chart


def charted(challenge: Challenge) -> list[Listed]:
    """Open the structure chart, in memory only, for the identity check. Raises KeyMissing when the key is gone."""
    chart = challenge.structure_charts.first()
    return [Listed(*row) for row in json.loads(chart.text(vault_of(challenge)))] if chart else []
