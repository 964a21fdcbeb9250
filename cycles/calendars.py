"""What stands in somebody's calendar: visits and meetings, and what the other floors add to them.

An app that has something to add writes `IN_CALENDARS` in its `offers.py`: functions that take the login and the moment
and return entries. A calendar's address is its only guard, and calendars are shared: an entry therefore names the host
and nothing of what is looked into. No topic before the plan is released, no source group, no name.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate

from notices.calendars import Entry
from notices.models import Duty, Holder
from people.models import Region

from .days import add_months
from .gathering import modules
from .models import Challenge, Event, Meeting, Postponement, State
from .rules import remember_standings

KEPT = timedelta(weeks=8)  # how long what is over or cancelled still stands there
MOST = 500  # of each sort
NINE_ON_THE_DAY_BEFORE = timedelta(hours=15)
CHANGES = ("move_visit", "postpone", "resume", "cancel")
PUBLIC_CHANGES = ("move_visit", "resume", "cancel")
BEFORE_ANY_CHANGE = datetime(2026, 1, 1, tzinfo=UTC)


def entries_for(user: Any, at: datetime) -> list[Entry]:
    """Return all that stands in somebody's calendar, every floor's, in a fixed number of queries."""
    offered = [offer for module in modules("offers") for offer in getattr(module, "IN_CALENDARS", ())]
    found = [entry for offer in offered for entry in offer(user, at)]
    return sorted(found, key=lambda entry: entry.uid)


def changes_of(visit: str, what: Sequence[str] = CHANGES) -> dict[str, Any]:
    """Return the annotations `times_moved` and `moved_at`: how often the days of a row's visit changed, and when last.

    The timeline is written once and loses nothing, so the number only grows.
    """
    events = Event.objects.filter(challenge__visit=OuterRef(visit), what__in=what).order_by()
    return _counted(events.values("challenge__visit"))


def _counted(events: QuerySet) -> dict[str, Any]:
    return {
        "times_moved": Coalesce(Subquery(events.annotate(n=Count("pk")).values("n")), 0),
        "moved_at": Subquery(events.annotate(last=Max("at")).values("last")),
    }


def paused(challenge: str) -> Exists:
    """Return whether a row's challenge is postponed."""
    return Exists(Postponement.objects.filter(challenge=OuterRef(challenge), resumed_at=None))


def with_changes(challenges: QuerySet[Challenge], what: Sequence[str] = CHANGES) -> QuerySet[Challenge]:
    """Annotate how often a visit's days changed, when last, and whether they are free because of a pause."""
    rows = challenges.select_related("host", "visit", "cycle", "shape")
    return rows.annotate(**changes_of("visit", what), is_paused=paused("pk"))


def region_entries(region: Region, at: datetime) -> list[Entry]:
    """Return what everybody may know of a region: `IN_PUBLIC_CALENDARS` of every floor, taking region and moment."""
    offered = [offer for module in modules("offers") for offer in getattr(module, "IN_PUBLIC_CALENDARS", ())]
    return sorted((entry for offer in offered for entry in offer(region, at)), key=lambda entry: entry.uid)


def public_visits(region: Region, at: datetime) -> list[Entry]:
    """Return the visits of a region's released plans as the public page shows them, and those lately cancelled.

    The page says the month and not the days, and nothing of a postponement: so does this.
    """
    since = at - KEPT
    rows = with_changes(Challenge.objects.announced().filter(cycle__programme__region=region), PUBLIC_CHANGES)
    rows = rows.filter(visit__ends_on__gte=localdate(since)).exclude(state=State.CANCELLED, moved_at__lt=since)
    return [_public(challenge) for challenge in rows.order_by("visit__starts_on", "pk")[:MOST]]


def _public(challenge: Challenge) -> Entry:
    challenge.is_paused = False
    first = challenge.visit.starts_on.replace(day=1)
    return replace(
        visit_entry(challenge),
        uid=f"visit-{sha256(challenge.ref.encode()).hexdigest()[:16]}",
        title=f"Peer challenge visit in {first:%B}: {challenge.host}, {challenge.topic}",
        first=first,
        last=add_months(first, 1) - timedelta(days=1),
        path=reverse("cycles:public_calendar"),
        is_busy=False,
    )


def visit_entry(challenge: Challenge) -> Entry:
    """Return a visit as whole days. The challenge comes from `with_changes`."""
    on_what = f", {challenge.topic}" if challenge.topic_is_public else ""
    return Entry(
        uid=f"visit-{challenge.ref}",
        title=f"Peer challenge visit: {challenge.host}{on_what}",
        first=challenge.visit.starts_on,
        last=challenge.visit.ends_on,
        changed=challenge.moved_at or BEFORE_ANY_CHANGE,
        sequence=challenge.times_moved,
        words="Postponed: new days will be given." if challenge.is_paused else "",
        place=str(challenge.host),
        path=reverse("cycles:challenge", args=[challenge.ref]),
        is_cancelled=challenge.is_paused or challenge.state == State.CANCELLED,
    )


def visits(user: Any, at: datetime) -> list[Entry]:
    """Return the visits somebody has a part in, those lately cancelled as cancelled."""
    since = at - KEPT
    rows = with_changes(Challenge.objects.headed_in_full_for(user)).filter(visit__ends_on__gte=localdate(since))
    standing = rows.exclude(state=State.CANCELLED, moved_at__lt=since)
    return [visit_entry(challenge) for challenge in standing.order_by("visit__starts_on", "pk")[:MOST]]


def meeting_entry(meeting: Meeting) -> Entry:
    """Return a meeting with its times; what it is about is on its page."""
    host = meeting.challenge.host
    return Entry(
        uid=f"meeting-{meeting.ref}",
        title=f"{meeting.get_kind_display()}: peer challenge at {host}",
        first=meeting.starts_at,
        last=meeting.ends_at,
        changed=meeting.changed_at or BEFORE_ANY_CHANGE,
        sequence=meeting.version,
        place=meeting.place,
        path=reverse("cycles:meeting", args=[meeting.challenge.ref, meeting.ref]),
        is_cancelled=meeting.cancelled_at is not None,
    )


def meetings(user: Any, at: datetime) -> list[Entry]:
    """Return the meetings somebody is asked to, and those of the teams and hosts they are of."""
    since = at - KEPT
    of_mine = Q(challenge__in=Challenge.objects.taking_part(user)) | Q(people=user.person_id)
    found = (
        Meeting.objects.filter(of_mine, ends_at__gte=since, challenge__in=Challenge.objects.visible_to(user))
        .exclude(cancelled_at__lt=since)
        .select_related("challenge__host", "challenge__cycle")
        .order_by("starts_at", "pk")
        .distinct()[:MOST]
    )
    rows = list(found)
    remember_standings(user, {row.challenge_id: row.challenge for row in rows}.values())
    return [meeting_entry(row) for row in rows if user.has_perm("cycles.view_meetings", row.challenge)]


def duties(user: Any, at: datetime) -> list[Entry]:
    """Return what somebody owes, on the day it is due, with an alarm at nine on the day before."""
    events = Event.objects.filter(challenge__ref=OuterRef("about")).order_by().values("challenge__ref")
    held = Q(holders__person=user.person_id, holders__rung=Holder.Rung.OWNER, delegate=None)
    rows = Duty.objects.open().filter(held | Q(delegate=user.person_id)).annotate(**_counted(events))
    return [
        Entry(
            uid=f"duty-{duty.ref}",
            title=f"Due: {duty.what} ({duty.place})",
            first=duty.due_on,
            last=duty.due_on,
            changed=duty.moved_at or BEFORE_ANY_CHANGE,
            # Its day moves with the life of the challenge, or when a person changes it.
            sequence=duty.version + duty.times_moved,
            words=duty.why,
            path=duty.path,
            is_busy=False,
            alarm=NINE_ON_THE_DAY_BEFORE,
        )
        for duty in rows.order_by("due_on", "pk").distinct()[:MOST]
    ]
