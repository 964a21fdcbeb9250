"""On which days the region of a challenge does not work."""

from datetime import date, timedelta

from cycles.models import Challenge, ClosedPeriod


def closed_days(challenge: Challenge) -> frozenset[date]:
    """Return the region's closed days, holidays of the country apart (one query)."""
    kinds = (ClosedPeriod.Kind.BANK_HOLIDAY, ClosedPeriod.Kind.OTHER)
    rows = ClosedPeriod.objects.filter(region=challenge.cycle.programme.region_id, body=None, kind__in=kinds)
    return frozenset(
        row.starts_on + timedelta(days=count) for row in rows for count in range((row.ends_on - row.starts_on).days + 1)
    )
