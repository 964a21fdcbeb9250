"""Who may be asked, when they cannot come and why, and how often they may be asked."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cycles.constraints import OFFICES
from cycles.days import in_words, working_days_between
from cycles.models import ClosedPeriod, Seat
from people.models import Person, Profile
from planning.sketch import PlannedSeat, Sketch

from .hosts import EXPERIENCED
from .known import Known

# Bodies of people who work for nobody are numbered from here by the person.
ALONE = 2_000_000_000
OFFICERS = frozenset(Profile.Grade.values) - {"councillor", "partner", "lived_experience"}
PEERS = {Seat.Peer.MEMBER: "councillor", Seat.Peer.LIVED_EXPERIENCE: "lived_experience", Seat.Peer.PARTNER: "partner"}


def home_of(person: Person) -> int:
    """Return the body somebody comes from, their own number where they work for nobody."""
    return person.home_id or ALONE + person.pk


def fits(seat: PlannedSeat, grade: str) -> bool:
    """Say whether a grade is what a place asks for."""
    if seat.grades:
        return grade in seat.grades
    return grade == PEERS[seat.peer] if seat.peer in PEERS else grade in OFFICERS


def may_be_asked(known: Known, person: Person) -> bool:
    """Say whether somebody holds no office of the programme: whoever runs it sits in no team."""
    return not any(part.role in OFFICES for part in person.parts)


def reviewer_row(known: Known, person: Person, sketch: Sketch) -> dict[str, Any]:
    """Return somebody as the planner's reviewer."""
    places = {seat.slot: seat for visit in sketch for seat in visit.seats}
    sits = {seat.slot for visit in sketch for seat in visit.seats if seat.person == person.pk}
    away = dict(_away(known, person, sketch))
    skills = {*person.profile.skills, *person.profile.services}
    if any(seat.ends_on < known.today and seat.status == Seat.Status.ACCEPTED for seat in person.booked):
        skills.add(EXPERIENCED)
    return {
        "id": person.pk,
        "name": person.name,
        "home": home_of(person),
        "grade": person.profile.grade,
        "fills": sorted(sits | {slot for slot, seat in places.items() if fits(seat, person.profile.grade)}),
        "skills": sorted(skills),
        "trained_from": 0,
        "unavailable": sorted(away),
        "why": {str(week): reason for week, reason in away.items()},
        "former": [],
        "max_load": _load(known, person, sketch),
    }


def _away(known: Known, person: Person, sketch: Sketch) -> Iterator[tuple[int, str]]:
    """Yield the weeks in which somebody cannot come, each with the reason; later reasons replace earlier ones."""
    yield from _untrained(known, person)
    if _no_longer_offered(known, person):
        yield from ((week, "no longer offered by their region") for week in range(known.weeks.count))
    if known.policy["plan_reviewer_breaks"] == "block" and person.home_id:
        for period in known.closed[person.home_id]:
            if period.kind == ClosedPeriod.Kind.SCHOOL_BREAK:
                reason = f"{period.label} in {person.home}"
                yield from ((week, reason) for week in known.weeks.touched(period.starts_on, period.ends_on))
    yield from _booked(known, person, sketch)
    sits_in = {known.weeks.number(v.starts_on): v for v in sketch if v.starts_on and person.pk in v.people}
    for absence in person.away:
        for week in known.weeks.touched(absence.starts_on, absence.ends_on):
            visit = sits_in.get(week)
            if visit is None or (absence.starts_on <= visit.ends_on and absence.ends_on >= visit.starts_on):
                yield week, f"away {in_words(absence.starts_on, absence.ends_on)}"


def _no_longer_offered(known: Known, person: Person) -> bool:
    """Say whether another region has taken somebody back who holds no place in the cycle."""
    return (
        person.pk in known.withdrawn
        and person.home is not None
        and person.home.region_id != known.cycle.programme.region_id
        and not any(seat.challenge.cycle_id == known.cycle.pk for seat in person.booked)
    )


def _untrained(known: Known, person: Person) -> Iterator[tuple[int, str]]:
    """Yield the weeks on whose days no course counts."""
    until = max((course.expires_on or date.max for course in person.courses), default=None)
    begins = min((course.completed_on for course in person.courses), default=None)
    for week in range(known.weeks.count):
        day = known.weeks.monday(week) + timedelta(days=1)
        if any(course.counts_on(day) for course in person.courses):
            continue
        if until is None:
            yield week, "no training that counts"
        elif day < begins:
            yield week, f"trained on {in_words(begins)}"
        else:
            yield week, f"training ran out on {in_words(until)}" if until < day else "no training that counts"


def _booked(known: Known, person: Person, sketch: Sketch) -> Iterator[tuple[int, str]]:
    """Yield the weeks too near to visits that this plan cannot move: begun ones, and those of other cycles."""
    free = {visit.challenge for visit in sketch if not visit.fixed}
    gap = known.policy["plan_reviewer_gap"]
    for seat in person.booked:
        if seat.challenge_id in free:
            continue
        week = known.weeks.number(seat.starts_on)
        reason = f"visits {seat.challenge.host} {in_words(seat.starts_on, seat.ends_on)}"
        for near in range(max(0, week - gap + 1), min(known.weeks.count, week + gap)):
            yield near, reason


def _load(known: Known, person: Person, sketch: Sketch) -> int:
    """Return how many more visits of the usual length somebody's employer lends them for in the cycle."""
    free = {visit.challenge for visit in sketch if not visit.fixed}
    cycle = known.cycle
    lent = person.profile.days_a_year * ((cycle.ends_on - cycle.starts_on).days + 1) / 365
    visits = {  # one visit of several hosts is given once
        seat.visit_id: working_days_between(seat.starts_on, seat.ends_on)
        for seat in person.booked
        if seat.challenge_id not in free and seat.ends_on >= cycle.starts_on and seat.starts_on <= cycle.ends_on
    }
    given = sum(visits.values())
    days = max((shape.days for shape in known.shapes.values()), default=3)
    sits = sum(person.pk in visit.people for visit in sketch if not visit.fixed)
    return max(int((lent - given) // min(days, 3)), sits, 0)
