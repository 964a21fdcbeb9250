"""How many places each authority should give: its fair share, with what it gave before and too little or too much."""

from collections import Counter

from planning.sketch import Sketch

from .known import Known

MOST = 99  # for those who need not give, and may as often as they are asked


def shares_of(known: Known, sketch: Sketch, homes: set[int]) -> dict[int, list[int]]:
    """Return the least and most places of the plan's own visits for every body somebody comes from or that hosts.

    What was given in visits that have begun is taken off, and one place at most is added or taken for
    what an authority gave less or more than others in earlier cycles.
    """
    places = sum(len(visit.seats) for visit in sketch)
    number = max(len(known.members), 1)
    least, most = places // number, -(-places // number)
    given = Counter(known.homes.get(person) for visit in sketch if visit.fixed for person in visit.people)
    owed = owed_by(known)
    shares = {}
    for body in homes | set(known.hosts):
        if body in known.hosts:
            off = given[body] - owed.get(body, 0)
            shares[body] = [max(0, least - off), max(0, most - off)]
        else:
            shares[body] = [0, MOST]
    return shares


def owed_by(known: Known) -> dict[int, int]:
    """Return, for members with a history, 1 where they gave clearly less than the others before, -1 where more."""
    given = Counter(seat.person.home_id for seat in known.earlier if seat.person.home_id in known.hosts)
    if not given:
        return {}
    fair = sum(given.values()) / len(known.hosts)
    return {body: max(-1, min(1, round(fair - given[body]))) for body in known.hosts}
