"""What lies between one person and one host: what forbids them to go there, and what only counts against it."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from cycles.constraints import overlap
from cycles.constraints.ties import HOST_ROLES
from cycles.days import in_words
from cycles.models import Seat
from people.models import BodyTie, Interest, Person
from planning.sketch import PlannedVisit, Sketch

from .known import Known
from .people import fits

# Points for what a programme only warns of.
DOUBTS = {"employer": 10, "shared_service": 8, "neighbour": 3, "travel": 6, "party": 2}

Said = tuple[str, int | None, str]  # kind, points (None forbids), sentence


def ties_between(known: Known, visit: PlannedVisit, people: list[Person], sketch: Sketch) -> Iterator[dict[str, Any]]:
    """Yield every tie between the people of a pool and one host."""
    kin = known.kin(visit) - {visit.host}
    first, last = visit.starts_on or known.cycle.starts_on, visit.ends_on or known.cycle.ends_on
    for person in people:
        for kind, points, sentence in (
            *_home(known, visit, person, kin),
            *_offices(known, visit, person, first, last),
            *_interests(known, visit, person, kin, (first, last)),
            *_pairs(known, visit, person),
            *_travel(known, visit, person),
            *_party(known, visit, person),
            *_history(known, visit, person, sketch),
        ):
            yield {
                "challenge": visit.key,
                "reviewer": person.pk,
                "kind": kind,
                "points": points,
                "sentence": sentence[:300],
            }


def _weighed(known: Known, key: str, kind: str, sentence: str) -> Iterator[Said]:
    """Say something as hard as the programme's setting makes it."""
    weight = known.policy[key]
    if weight != "ignore":
        yield kind, None if weight == "block" else DOUBTS[kind], sentence


def _home(known: Known, visit: PlannedVisit, person: Person, kin: frozenset[int]) -> Iterator[Said]:
    if person.home_id in kin:
        host = known.bodies[visit.host]
        joined = "hosts this challenge with" if person.home_id in known.hosting(visit) else "is one with"
        yield "kin", None, f"{person} works for {person.home}, which {joined} {host}."


def _offices(known: Known, visit: PlannedVisit, person: Person, first: date, last: date) -> Iterator[Said]:
    for part in person.parts:
        if (
            part.role in HOST_ROLES
            and part.body_id in known.hosting(visit)
            and overlap(first, last, part.starts_on, part.ends_on)
        ):
            yield "host_role", None, f"{person} acts for the host."
            return


def _interests(
    known: Known, visit: PlannedVisit, person: Person, kin: frozenset[int], days: tuple[date, date]
) -> Iterator[Said]:
    """A declared tie that holds bars; a former employer counts for some years as the programme says."""
    years = known.policy["former_employer_years"]
    for tie in person.ties:
        if tie.body_id != visit.host and tie.body_id not in kin:
            continue
        if overlap(known.today, max(known.today, days[1]), tie.starts_on, tie.ends_on):
            yield "interest", None, f"{person} declared an interest in {tie.body}: {tie.get_kind_display().lower()}."
        elif tie.kind == Interest.Kind.EMPLOYER and tie.ends_on:
            since = days[0].replace(year=days[0].year - years, day=min(days[0].day, 28))
            if tie.ends_on >= since:
                sentence = f"{person} worked for {tie.body} until {in_words(tie.ends_on)}."
                yield from _weighed(known, "plan_former_employer", "employer", sentence)


def _pairs(known: Known, visit: PlannedVisit, person: Person) -> Iterator[Said]:
    """Ties of bodies, where the planner's own words for them do not say it: it knows neighbours and services."""
    host = known.bodies[visit.host]
    for tie in known.ties:
        if {tie.one_id, tie.other_id} != {visit.host, person.home_id}:
            continue
        if tie.kind == BodyTie.Kind.SHARED_SERVICE:
            sentence = f"{person.home} shares a service with {host}."
            yield from _weighed(known, "plan_shared_service", "shared_service", sentence)
        else:
            yield from _weighed(known, "plan_neighbour", "neighbour", f"{person.home} is a neighbour of {host}.")


def _travel(known: Known, visit: PlannedVisit, person: Person) -> Iterator[Said]:
    limit, host, home = person.profile.travel_km, known.bodies[visit.host], person.home
    if limit is None or home is None or None in (host.easting_km, home.easting_km):
        return
    km = round(math.hypot(float(host.easting_km - home.easting_km), float(host.northing_km - home.northing_km)))
    if km > limit:
        sentence = f"{host} is {km} km from {home}; {person} travels up to {limit} km."
        yield from _weighed(known, "plan_travel", "travel", sentence)


def _party(known: Known, visit: PlannedVisit, person: Person) -> Iterator[Said]:
    """A councillor is matched by party, as a preference and never a bar."""
    wish = getattr(known.hosts.get(visit.host), "wish", None)
    ours, theirs = person.profile.party, wish.party if wish else ""
    if known.policy["party_match"] == "soft" and ours and theirs and ours != theirs:
        yield "party", DOUBTS["party"], f"{person} is {ours}; the host is led by {theirs}."


def _history(known: Known, visit: PlannedVisit, person: Person, sketch: Sketch) -> Iterator[Said]:
    """Whoever stood down with a conflict stays out, and nobody leads at a host that led at theirs in this cycle."""
    for seat in person.stood_down:
        if seat.challenge_id == visit.challenge:
            yield "stood_down", None, f"{person} stood down from this team with a conflict of interest."
    if known.policy["plan_swaps"] == "ignore" or person.home_id is None or person.pk in visit.people:
        return  # whoever is in a team already was asked knowing who went where
    lead = next((seat for seat in visit.seats if seat.role == Seat.Role.LEAD), None)
    if lead is None or not fits(lead, person.profile.grade):
        return
    for other in sketch:
        leads = [seat.person for seat in other.seats if seat.role == Seat.Role.LEAD]
        if other.fixed and other.host == person.home_id and any(known.homes.get(one) == visit.host for one in leads):
            host, home = known.bodies[visit.host], person.home
            yield "swap", None, f"{host} led the visit to {home}, so nobody from {home} leads there."
            return
