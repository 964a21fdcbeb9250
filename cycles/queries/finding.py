"""What is known of people's days when a time for a meeting is looked for, and what they answered."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cycles.models import Answer, Asked, Challenge, ClosedPeriod, Finder, Meeting, OfferedTime, Seat
from cycles.times import Span, Taken, whole_days
from notices.models import Holder
from people.models import Absence, Person, Profile

OFF = (ClosedPeriod.Kind.BANK_HOLIDAY, ClosedPeriod.Kind.INSPECTION, ClosedPeriod.Kind.OTHER)


def known_among(people: Collection[int]) -> set[int]:
    """Return whose days are known: people of the pool keep their days away here (one query)."""
    return set(Profile.objects.filter(person__in=people, active=True).values_list("person", flat=True))


def taken(people: Collection[int], challenge: Challenge, first: date, last: date) -> Taken:
    """Return when people cannot come between two days, and on which they owe something (six queries)."""
    owed: dict[int, set[date]] = defaultdict(set)
    due = Holder.objects.filter(person__in=people, duty__due_on__range=(first, last), rung=Holder.Rung.OWNER)
    open_ones = due.filter(duty__done_at=None, duty__paused=False, duty__not_needed_reason="")
    for person, day in open_ones.values_list("person", "duty__due_on"):
        owed[person].add(day)
    return Taken(spans_of(people, first, last), owed, _off(challenge, first, last))


def spans_of(people: Collection[int], first: date, last: date) -> dict[int, list[Span]]:
    """Return when people are away, on a visit or in a meeting between two days (three queries)."""
    spans: dict[int, list[Span]] = {person: [] for person in people}
    days = {"starts_on__lte": last, "ends_on__gte": first}
    for rows in (Absence.objects.all(), Seat.objects.keeping_days()):
        held = rows.filter(person__in=people, **days).values_list("person", "starts_on", "ends_on")
        for person, begins, ends in held:
            spans[person].append(whole_days(begins, ends))
    for person, *span in booked(people, whole_days(first, last)).values_list("people", "starts_at", "ends_at"):
        if person in spans:
            spans[person].append(tuple(span))
    return spans


def booked(people: Collection[int], span: Span) -> Any:
    """Return the meetings that people are asked to within a span."""
    starts, ends = span
    return Meeting.objects.filter(
        people__in=people, starts_at__lt=ends, ends_at__gt=starts, cancelled_at=None
    ).distinct()


def asked_elsewhere(people: Collection[int], span: Span, but: int | None = None) -> str:
    """Return the names of those among people who are asked to another meeting within a span (one query)."""
    clashing = booked(people, span).exclude(pk=but).values("pk")
    names = Person.objects.filter(pk__in=people, meetings__in=clashing).distinct().order_by("name")
    return ", ".join(person.name for person in names)


def _off(challenge: Challenge, first: date, last: date) -> frozenset[date]:
    """Return the days on which the host or its region does not work, or is inspected."""
    bodies = [side.body for side in challenge.host_bodies.select_related("body")]
    periods = ClosedPeriod.objects.for_bodies(bodies).filter(kind__in=OFF).touching(first, last)
    closed = list(periods.values_list("starts_on", "ends_on"))
    days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return frozenset(day for day in days if any(begins <= day <= ends for begins, ends in closed))


@dataclass(frozen=True)
class Choice:
    """A time that is offered, and who can come, by what they answered or what is known of their days."""

    time: OfferedTime
    can: list[str]
    maybe: list[str]
    cannot: list[str]
    silent: list[str]

    @property
    def score(self) -> tuple[int, int]:
        """What is best stands lowest: few who cannot, then few who would rather not."""
        return len(self.cannot), len(self.maybe)


def choices(finder: Finder, asked: list[Asked]) -> list[Choice]:
    """Return the times of a search with who can come. What somebody answered goes before what is known of them."""
    times = list(finder.times.order_by("starts_at"))
    said = {(row.time_id, row.asked_id): row.said for row in Answer.objects.filter(time__in=times)}
    known = Taken(spans_of([one.person_id for one in asked if one.is_known], finder.first_on, finder.last_on))
    return [_choice(time, asked, said, known.busy(time.starts_at, time.ends_at)) for time in times]


def _choice(
    time: OfferedTime, asked: Iterable[Asked], said: dict[tuple[int, int], str], busy: frozenset[int]
) -> Choice:
    names: dict[str, list[str]] = defaultdict(list)
    for one in asked:
        guess = (Answer.Said.NO if one.person_id in busy else Answer.Said.YES) if one.is_known else ""
        names[said.get((time.pk, one.pk), guess)].append(one.name)
    return Choice(time, names["yes"], names["maybe"], names["no"], names[""])
