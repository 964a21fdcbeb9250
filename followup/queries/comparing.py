"""What other authorities published for the same key and period: the region's median, and authorities that are alike.

Alike is what the planner calls alike (docs/planner.md): the same structure. Of those the nearest on the map come
first; a neighbour whose place nobody gave comes last. It is a help for reading, not a ranking.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Count, Max, Min, QuerySet

from followup.models import Indicator, PublishedValue
from people.models import Body

MOST_ALIKE = 5
# A median of fewer values than this says more about one authority than about a region.
LEAST_FOR_MEDIAN = 3
FAR = math.inf


@dataclass(frozen=True)
class Beside:
    """What stands beside one value."""

    median: Decimal | None
    counted: int
    alike: tuple[PublishedValue, ...]


def beside_of(host: Body, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Beside]:
    """Return what is published beside a host for (key, period) pairs (one query); periods in any case."""
    keys = {key for key, _ in wanted}
    rows = PublishedValue.objects.filter(key__in=keys).select_related("body")
    found: dict[tuple[str, str], list[PublishedValue]] = defaultdict(list)
    periods = {(key, period.casefold()) for key, period in wanted}
    for row in rows.exclude(body=host).order_by("body__name", "pk"):
        if (row.key, row.period.casefold()) in periods:
            found[row.key, row.period.casefold()].append(row)
    return {place: _beside(host, rows) for place, rows in found.items()}


def _beside(host: Body, rows: list[PublishedValue]) -> Beside:
    values = [row.value for row in rows if row.body.region_id == host.region_id]
    middle = median(values) if len(values) >= LEAST_FOR_MEDIAN else None
    return Beside(middle, len(values), tuple(alike(host, rows)[:MOST_ALIKE]))


def alike(host: Body, rows: Iterable[PublishedValue]) -> list[PublishedValue]:
    """Return the values of authorities like the host, nearest first; of all, when nobody said what the host is."""
    same = [row for row in rows if not host.structure or row.body.structure == host.structure]
    return sorted(same, key=lambda row: (distance(host, row.body), row.body.name))


def distance(one: Body, other: Body) -> float:
    """Return the kilometres between two main offices; endless when one is not on the map."""
    if None in (one.easting_km, other.easting_km):
        return FAR
    return math.hypot(float(one.easting_km - other.easting_km), float(one.northing_km - other.northing_km))


def kept_of(bodies: QuerySet[Body]) -> QuerySet:
    """Count the published values of some bodies by key and period."""
    rows = PublishedValue.objects.filter(body__in=bodies).values("key", "period")
    counted = rows.annotate(many=Count("pk"), least=Min("value"), most=Max("value"), when=Max("brought_at"))
    return counted.order_by("key", "-period")


def keys_in_use(bodies: QuerySet[Body]) -> list[str]:
    """Return the keys indicators have in the programmes of some bodies' regions."""
    chosen = Indicator.objects.filter(challenge__cycle__programme__region__bodies__in=bodies).exclude(key="")
    return sorted(set(chosen.values_list("key", flat=True)))
