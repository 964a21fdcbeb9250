"""A cycle's real data as one problem for the planner, as its file would say it."""

from typing import Any

from cycles.models import Shape
from people.models import Body, Person
from planning.sketch import PlannedVisit, Sketch

from .hosts import challenge_row
from .known import Known
from .people import ALONE, home_of, may_be_asked, reviewer_row
from .shares import shares_of
from .skills import in_one_spelling
from .ties import ties_between

WEIGHTS = {
    "week_acceptable": 4,
    "week_other": 10,
    "km_per_point": 20,
    "km_cap": 15,
    "structure": 3,
    "neighbour": 0,  # the programme says what a neighbour weighs: see ties
    "desired_skill": 4,
    "load_dev": 6,
    "spread": 5,
    "bucket_weeks": 6,
    "original_team": 4,
}
ROTATION = 6  # points for each place outside an authority's turn in a triad


def problem_of(known: Known, sketch: Sketch) -> dict[str, Any]:
    """Return the problem of a plan as it stands in a sketch: its locks are kept, all else may change."""
    people = [person for person in known.people if may_be_asked(known, person)]
    homes = {home_of(person) for person in people}
    hosts = {visit.host for visit in sketch}
    free = [visit for visit in sketch if not visit.fixed]
    inside = [visit for visit in sketch if not visit.fixed or _in_cycle(known, visit)]
    challenges = [challenge_row(known, visit, sketch) for visit in inside]
    reviewers = [reviewer_row(known, person, sketch) for person in people]
    in_one_spelling(challenges, reviewers)
    return {
        "name": known.cycle.name,
        "start": known.weeks.start.isoformat(),
        "weeks": known.weeks.count,
        "authorities": _authorities(known, people, hosts | set(known.hosts)),
        "challenges": challenges,
        "reviewers": reviewers,
        "ties": [tie for visit in free for tie in ties_between(known, visit, people, sketch)],
        "shared_service": [],
        "neighbours": [],
        "rules_off": [
            rule
            for rule, key in (("one_per_authority", "plan_one_per_authority"), ("no_swap", "plan_swaps"))
            if known.policy[key] != "block"
        ],
        "max_per_week": known.policy["plan_most_a_week"],
        "max_per_week_region": {"here": len(sketch.visits) + 1},  # one region: the limit of a week says it all
        "host_supply_gap": known.policy["plan_host_gap"],
        "reviewer_gap": known.policy["plan_reviewer_gap"],
        "shares": {str(body): share for body, share in shares_of(known, sketch, homes).items()},
        "weights": WEIGHTS,
        "locked": {**{str(visit.key): _lock(known, visit, sketch) for visit in inside if _is_locked(visit)}},
        **_rotation(known, free),
    }


def _in_cycle(known: Known, visit: PlannedVisit) -> bool:
    return visit.starts_on is not None and 0 <= known.weeks.number(visit.starts_on) < known.weeks.count


def _is_locked(visit: PlannedVisit) -> bool:
    return visit.fixed or visit.locked or any(seat.locked for seat in visit.seats)


def _lock(known: Known, visit: PlannedVisit, sketch: Sketch) -> dict[str, Any]:
    week = known.weeks.number(visit.starts_on) if visit.starts_on and (visit.locked or visit.fixed) else None
    if visit.fixed:
        return {"week": week, "team": []}
    team = [
        seat.person if seat.locked and _may_stay(known, visit, seat.person, sketch) else None for seat in visit.seats
    ]
    return {"week": week, "team": team if any(team) else None}


def _may_stay(known: Known, visit: PlannedVisit, number: int | None, sketch: Sketch) -> bool:
    """Say whether somebody settled may stay at all: what forbids them to go opens their place again."""
    people = [person for person in known.people if person.pk == number and may_be_asked(known, person)]
    return bool(people) and all(tie["points"] is not None for tie in ties_between(known, visit, people, sketch))


def _authorities(known: Known, people: list[Person], hosts: set[int]) -> list[dict[str, Any]]:
    """Return every body that hosts or lends; whoever has no place on the map stands in the middle of the others."""
    bodies = {person.home_id: person.home for person in people if person.home_id}
    bodies |= {body: known.bodies[body] for body in hosts if body in known.bodies}
    placed = [body for body in bodies.values() if body.easting_km is not None]
    middle = (
        sum(float(body.easting_km) for body in placed) / max(len(placed), 1),
        sum(float(body.northing_km) for body in placed) / max(len(placed), 1),
    )
    rows = [_authority(body, middle) for body in bodies.values()]
    alone = [person for person in people if person.home_id is None]
    return rows + [
        {"id": ALONE + one.pk, "name": str(one), "region": "here", "type": "", "x": middle[0], "y": middle[1]}
        for one in alone
    ]


def _authority(body: Body, middle: tuple[float, float]) -> dict[str, Any]:
    x, y = middle if body.easting_km is None else (float(body.easting_km), float(body.northing_km))
    return {"id": body.pk, "name": body.name, "region": "here", "type": body.structure, "x": x, "y": y}


def _rotation(known: Known, free: list[PlannedVisit]) -> dict[str, Any]:
    """In triads every host leads once and observes once: what is more or less costs points."""
    triads = [visit for visit in free if known.shapes[visit.shape].kind == Shape.Kind.TRIAD]
    if not triads:
        return {}
    least = 1 if len(triads) == len(free) else 0
    slots = {seat.slot for visit in triads for seat in visit.seats if seat.role in ("lead", "observer")}
    return {"rotation": {"points": ROTATION, "slots": {slot: [least, 1] for slot in sorted(slots)}}}
