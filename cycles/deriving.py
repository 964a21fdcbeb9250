"""Which duties some challenges or cycles should have now: a fixed number of queries, whatever their number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse

from people.roles import Role

from .gathering import modules
from .holding import Holders
from .models import Challenge, ClosedPeriod, Cycle, Postponement, State
from .owed import DutyKind, Each, Wanted, WorkCalendar, as_day
from .policy import policies_of

# How far a life has come; a cancelled challenge has come nowhere.
ORDER = {
    State.PROPOSED: 0,
    State.SCOPING: 1,
    State.PREPARING: 2,
    State.ON_SITE: 3,
    State.DRAFTING: 4,
    State.ACCURACY: 5,
    State.FINAL: 6,
    State.WITHHELD: 6,  # what was owed of a final report waits
    State.PUBLISHED: 7,
    State.FOLLOW_UP: 8,
    State.CLOSED: 9,
}


def offered(name: str) -> list[DutyKind]:
    """Return the kinds of duties of every floor, lower floors first."""
    return [kind for module in modules("ladder") for kind in getattr(module, name, ())]


def of_challenges(challenges: Collection[int], today: date, with_done: bool = False) -> Iterator[Wanted]:
    """Yield every duty of some challenges as it should stand."""
    kinds = offered("DUTIES")
    rows = list(_with_answers(challenges, kinds))
    around = _Around(rows, today)
    several = {kind.key: _by_place(_each(kind, rows)) for kind in kinds if kind.each}
    for row in rows:
        for kind in kinds:
            if not kind.applies(row.shape.kind):
                continue
            for one in several[kind.key][row.pk] if kind.each else [_only(kind, row)]:
                for duty in _wanted(kind, row, one, around):
                    duty.is_news = duty.is_news or (with_done and duty.is_done and row.state in kind.states)
                    yield duty


class _Around:
    """What is asked of all the challenges at once: their hosts, people, settings and calendars."""

    def __init__(self, rows: Sequence[Challenge], today: date) -> None:
        programmes = {row.cycle.programme_id for row in rows}
        self.sides = {row.pk: [side.body_id for side in row.host_bodies.all()] for row in rows}
        self.policies = policies_of(programmes)
        self.calendars = _calendars(rows, self.sides)
        self.holders = Holders([row.pk for row in rows], programmes, today)


def _with_answers(challenges: Collection[int], kinds: Iterable[DutyKind]) -> QuerySet[Challenge]:
    """Fetch challenges with the anchor of each duty, and whether it is done (two queries)."""
    asked = {}
    for kind in kinds:
        if kind.each is None:
            asked[f"{kind.key}_from"] = kind.anchor
            if kind.done is not None:
                asked[f"{kind.key}_done"] = ExpressionWrapper(Q(kind.done), output_field=BooleanField())
    paused = Postponement.objects.filter(challenge=OuterRef("pk"), resumed_at=None)
    return (
        Challenge.objects.filter(pk__in=challenges)
        .with_host()
        .prefetch_related("host_bodies")
        .annotate(is_paused=Exists(paused), **asked)
        .order_by("pk")
    )


def _only(kind: DutyKind, row: Challenge) -> Each:
    return Each(row.pk, "", getattr(row, f"{kind.key}_from"), getattr(row, f"{kind.key}_done", False), args=(row.ref,))


def _each(kind: DutyKind, rows: Sequence[Challenge]) -> Iterable[Each]:
    """Ask only about the challenges whose kind it is asked of: where there is none, nothing is asked."""
    asked = [row.pk for row in rows if kind.applies(row.shape.kind)]
    return kind.each(asked) if asked else ()


def _by_place(found: Iterable[Each]) -> dict[int, list[Each]]:
    places: dict[int, list[Each]] = defaultdict(list)
    for one in found:
        places[one.found_in].append(one)
    return places


def _calendars(rows: Sequence[Challenge], sides: dict[int, list[int]]) -> dict[int, WorkCalendar]:
    """Return each challenge's calendar: its region's closed days, and the polls of its hosts (one query)."""
    regions = {row.cycle.programme.region_id for row in rows}
    bodies = {body for side in sides.values() for body in side}
    kinds = ClosedPeriod.Kind
    of_all = Q(body=None, kind__in=(kinds.BANK_HOLIDAY, kinds.OTHER, kinds.POLL))
    periods = ClosedPeriod.objects.filter(of_all | Q(body__in=bodies, kind=kinds.POLL), region__in=regions)
    off, polls = _closed(regions, (period for period in periods if period.kind != kinds.POLL)), defaultdict(list)
    for period in periods:
        if period.kind == kinds.POLL:
            polls[period.region_id, period.body_id].append((period.starts_on, period.ends_on))
    found = {}
    for row in rows:
        region = row.cycle.programme.region_id
        hosts = [poll for body in (None, *sides[row.pk]) for poll in polls[region, body]]
        found[row.pk] = WorkCalendar(off[region], tuple(hosts))
    return found


def _closed(regions: Collection[int], periods: Iterable[ClosedPeriod]) -> dict[int, frozenset[date]]:
    """Return the days on which each region does not work, holidays of the country apart."""
    days: dict[int, set[date]] = {region: set() for region in regions}
    for period in periods:
        length = (period.ends_on - period.starts_on).days + 1
        days[period.region_id].update(period.starts_on + timedelta(days=n) for n in range(length))
    return {region: frozenset(closed) for region, closed in days.items()}


def _wanted(kind: DutyKind, row: Challenge, one: Each, around: _Around) -> Iterator[Wanted]:
    """Yield one duty of a challenge, if it has a day to count from."""
    anchor, now = as_day(one.anchor), row.state in kind.states
    if anchor is None:
        return
    is_over = not now and row.state in ORDER and ORDER[row.state] > max(ORDER[state] for state in kind.states)
    is_before = not now and row.state in ORDER and not is_over
    duty = Wanted(
        kind=f"{kind.key}:{one.ref}" if one.ref else kind.key,
        about=row.ref,
        programme=row.cycle.programme_id,
        place=(one.place or str(row.host))[:160],
        words=kind,
        path=reverse(kind.page, args=one.args),
        anchor_on=anchor,
        calendar=around.calendars[row.pk],
        policy=around.policies[row.cycle.programme_id],
        is_done=bool(one.is_done) or is_over,
        is_paused=row.is_paused or is_before,
        is_ended=row.state == State.CANCELLED,
        is_news=now and not one.is_done,
    )
    place = {"programme": duty.programme, "bodies": around.sides[row.pk], "challenge": row.pk}
    yield given(duty, around.holders, one.people, place)


def given(duty: Wanted, holders: Holders, people: tuple[int, ...] | None, place: dict) -> Wanted:
    """Give a duty to the people it waits for, and name those it goes to when it stays undone."""
    owner, found = _first_held(duty.words.owners, holders, place)
    duty.owner, duty.people = owner.value, found if people is None else people
    chief = duty.words.escalates_to
    if chief == owner:  # it fell to the next role already, because nobody holds the first
        chief = Role.COORDINATOR
    if chief and chief != owner:
        duty.escalates_to, duty.chiefs = chief.value, holders.of(chief, **place)
    return duty


def _first_held(owners: tuple[Role, ...], holders: Holders, place: dict) -> tuple[Role, tuple[int, ...]]:
    for role in owners:
        if found := holders.of(role, **place):
            return role, found
    return owners[-1], ()


def of_cycles(cycles: Collection[int], today: date) -> Iterator[Wanted]:
    """Yield every duty of some cycles as it should stand."""
    rows = list(Cycle.objects.filter(pk__in=cycles).select_related("programme").order_by("pk"))
    programmes = {row.programme_id for row in rows}
    policies, holders = policies_of(programmes), Holders((), programmes, today)
    calendars = _of_regions({row.programme.region_id for row in rows})
    for kind in offered("CYCLE_DUTIES"):
        found = _by_place(kind.each(cycles))
        for row in rows:
            for one in found[row.pk]:
                duty = Wanted(
                    kind=f"{kind.key}:{one.ref}" if one.ref else kind.key,
                    about=row.ref,
                    programme=row.programme_id,
                    place=(one.place or str(row))[:160],
                    words=kind,
                    path=reverse(kind.page, args=one.args),
                    anchor_on=row.starts_on,
                    calendar=calendars[row.programme.region_id],
                    policy=policies[row.programme_id],
                    is_done=one.is_done,
                    is_news=not one.is_done,
                )
                place = {"programme": row.programme_id, "bodies": [one.body] if one.body else []}
                yield given(duty, holders, one.people, place)


def _of_regions(regions: Collection[int]) -> dict[int, WorkCalendar]:
    """Return the calendars of whole regions (one query)."""
    kinds = (ClosedPeriod.Kind.BANK_HOLIDAY, ClosedPeriod.Kind.OTHER)
    periods = ClosedPeriod.objects.filter(region__in=regions, body=None, kind__in=kinds)
    return {region: WorkCalendar(days) for region, days in _closed(regions, periods).items()}
