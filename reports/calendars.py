"""What everybody's calendars show of reports: when they became public, and the steps of the publication clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from cycles.models import Challenge
from notices.calendars import Entry
from people.models import Region

from .models import Publication
from .queries.clock import clock_of, with_clock

MOST = 300  # challenges in one calendar
A_YEAR = timedelta(days=366)


def clock_entries(challenges: Iterable[Challenge], at: datetime) -> list[Entry]:
    """Return the steps of the publication clock, each on its day. The challenges come from `with_clock`."""
    page, today = reverse("reports:clock"), localdate(at)
    return [
        Entry(
            uid=f"{one.ref}-{tick.step}",
            title=f"{tick.label}: {one.host}, {one.topic}",
            first=tick.due,
            last=tick.due,
            changed=tick.met_on or one.visit.ends_on,
            words=f"{tick.status}. {tick.reason}".strip(),
            path=f"{page}#{one.ref}",
            is_busy=False,
        )
        for one in challenges
        for tick in clock_of(one, today)
    ]


def clocks(region: Region, at: datetime) -> list[Entry]:
    """Return the publication clock of a region's challenges."""
    return clock_entries(with_clock().filter(cycle__programme__region=region)[:MOST], at)


def publications(region: Region, at: datetime) -> list[Entry]:
    """Return the reports of a region published within a year, each on the day it became public."""
    found = Publication.objects.public().filter(
        report__challenge__cycle__programme__region=region, published_at__gte=at - A_YEAR
    )
    rows = found.order_by("-published_at", "pk").listed()[:MOST]
    return [
        Entry(
            uid=f"report-{row.slug}",
            title=f"Report published: {row.host}, {row.topic}",
            first=localdate(row.published_at),
            last=localdate(row.published_at),
            changed=row.corrected_at or row.published_at,
            sequence=1 if row.corrected_at else 0,
            path=reverse("reports:published", args=[row.slug]),
            is_busy=False,
        )
        for row in rows
    ]
