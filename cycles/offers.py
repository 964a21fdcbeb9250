"""What this floor offers to the pages and moves of a challenge. See `gathering.py`."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from people.models import Programme, Training

from .calendars import duties, meetings, public_visits, visits
from .days import bank_holidays, in_words
from .gathering import Part, Tab
from .grouping import Doing, Planning
from .invitations import of_meeting
from .kinds import components_of
from .models import Challenge, ClosedPeriod, Component, Declaration, Seat

PARTS = [
    Part("Overview", "cycles:challenge", "cycles.view_header"),
    Part("Team", "cycles:team", "cycles.view_team"),
    Part("Meetings", "cycles:meetings", "cycles.view_meetings"),
    Part("Readiness", "cycles:readiness", "cycles.view_components", Doing.PREPARE),
    Part("Timeline", "cycles:timeline", "cycles.view_timeline", Doing.RECORDS),
]

CYCLE_TABS = [
    Tab("Timeline", "cycles:cycle", "cycles.view_plan", 10),
    Tab("Table", "cycles:cycle_table", "cycles.view_plan", 20),
    Tab("Coverage", "cycles:coverage", "cycles.view_plan", 30, Planning.HOSTS),
    Tab("Triad days", "cycles:rotation", "cycles.plan", 55, Planning.HOSTS),
    Tab("Members and agreement", "cycles:members", "cycles.plan", 60, Planning.PEOPLE),
]

IN_CALENDARS = (visits, meetings, duties)
IN_PUBLIC_CALENDARS = (public_visits,)
CALENDAR_PARTS = {"meeting": of_meeting}

MOVE_PAGES = {
    "start_scoping": "cycles:start_scoping",
    "start_preparing": "cycles:start_preparing",
    "go_on_site": "cycles:go_on_site",
    "leave_site": "cycles:leave_site",
    "begin_follow_up": "cycles:begin_follow_up",
    "conclude": "cycles:conclude",
    "close": "cycles:close",
    "cancel": "cycles:cancel",
}


def scope_named(challenge: Challenge) -> Iterator[str]:
    """A scope needs its topic and its purpose."""
    if not challenge.topic.strip():
        yield "the topic"
    if not challenge.purpose:
        yield "the purpose"


def components_done(challenge: Challenge) -> Iterator[str]:
    """Every component the region promised for this kind of challenge."""
    done = {component.key for component in challenge.components.all()}
    yield from (Component.Key(key).label.lower() for key in components_of(challenge.shape.kind) if key not in done)


def led(challenge: Challenge) -> Iterator[str]:
    """Somebody who leads."""
    if not Seat.objects.accepted().filter(challenge=challenge, role=Seat.Role.LEAD).exists():
        yield "a lead challenger who has accepted"


def interests_clear(challenge: Challenge) -> Iterator[str]:
    """Interests of everybody in the team, declared and, where there are any, cleared."""
    clear = [Declaration.Outcome.CLEAR, Declaration.Outcome.CLEARED]
    seats = Seat.objects.accepted().filter(challenge=challenge).select_related("person", "declaration")
    for seat in seats.exclude(declaration__outcome__in=clear).order_by("person__name"):
        said = hasattr(seat, "declaration")
        yield f"{seat.person}’s interests {'looked at by the coordinator' if said else 'declared'}"


def trained(challenge: Challenge) -> Iterator[str]:
    """Training that counts on the first day, which may have moved since somebody accepted."""
    first = challenge.visit.starts_on
    counting = Training.objects.counting_on(first).filter(person=OuterRef("person"))
    seats = Seat.objects.accepted().filter(~Exists(counting), challenge=challenge).select_related("person")
    for seat in seats.order_by("person__name"):
        yield f"training of {seat.person} that counts on {in_words(first)}"


def objections_answered(challenge: Challenge) -> Iterator[str]:
    """An answer to whoever objected to the team."""
    for objection in challenge.objections.filter(answered_at=None).select_related("body"):
        yield f"an answer to the objection by {objection.body}"


CONDITIONS = {
    "start_preparing": (scope_named,),
    "go_on_site": (components_done, led, trained, interests_clear, objections_answered),
}


def resting(day: date) -> frozenset[int] | None:
    """Name the programmes that work on no reminder on a day: their region is closed; None on a bank holiday."""
    if day in bank_holidays():
        return None
    off = (ClosedPeriod.Kind.BANK_HOLIDAY, ClosedPeriod.Kind.OTHER)
    closed = ClosedPeriod.objects.filter(body=None, kind__in=off).touching(day, day)
    return frozenset(Programme.objects.filter(region__in=closed.values("region")).values_list("pk", flat=True))


# Asked before anybody is reminded (`notices/quiet.py`).
RESTING = [resting]
