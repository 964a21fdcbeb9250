"""What a placement costs, and what none can cost less than.

The bound forgets times and rooms. What is left, who goes where, is a flow with convex costs: it is best once no
chain of exchanges, each passing one session from one person to another, saves anything.
"""

from collections.abc import Iterable
from itertools import pairwise

from .problem import HALF_DAY_LATE, LEAD_MISSING, LOAD, NEW_BUILDING, Placed, Problem, Wanted, folded

NOON = 12 * 60


def loads_before(problem: Problem) -> dict[int, int]:
    """Return how many sessions those who may be chosen stand in already."""
    loads = {one.key: 0 for one in problem.team if one.chosen}
    for fixed in problem.fixed:
        for key in fixed.people:
            if key in loads and not fixed.team_time:
                loads[key] += 1
    return loads


def leads_of(problem: Problem, wanted: Wanted) -> list[int]:
    """Return who leads on the lines a session tests, once for each line, of those who may go."""
    able = {*problem.may_go(wanted), *wanted.named}
    return [key for line, key in problem.leads if line in wanted.lines and key in able]


def half_day(day: int, begins: int) -> int:
    """Return how many half days lie before a time."""
    return 2 * day + (begins >= NOON)


def earliest(problem: Problem, wanted: Wanted) -> int:
    """Return the first half day a session could stand in."""
    return min((half_day(w.day, w.begins) for w in problem.windows_of(wanted)), default=0)


def cost_of(problem: Problem, placed: Iterable[Placed]) -> int:
    """Return what a placement costs, in points."""
    placed = list(placed)
    rows = {wanted.key: wanted for wanted in problem.wanted}
    loads, cost = loads_before(problem), 0
    for one in placed:
        wanted = rows[one.key]
        if wanted.everybody:
            continue
        for key in one.people:
            if key in loads:
                loads[key] += 1
        cost += LEAD_MISSING * sum(key not in one.people for key in leads_of(problem, wanted))
        if wanted.early:
            cost += HALF_DAY_LATE * (half_day(one.day, one.begins) - earliest(problem, wanted))
    return cost + LOAD * sum(load * load for load in loads.values()) + NEW_BUILDING * _changes(problem, placed)


def _changes(problem: Problem, placed: list[Placed]) -> int:
    """Return how often somebody goes on in another building."""
    buildings = {folded(hall.name): hall.building.casefold() for hall in problem.halls}
    stays: dict[tuple[int, int], list[tuple[int, str]]] = {}
    every = [(one.window, one.room, one.people) for one in placed]
    every += [(one.window, one.room, one.people) for one in problem.fixed]
    for window, room, people in every:
        if folded(room) in buildings:
            for key in people:
                stays.setdefault((key, window.day), []).append((window.begins, buildings[folded(room)]))
    return sum(one[1] != other[1] for theirs in stays.values() for one, other in pairwise(sorted(theirs)))


def bound(problem: Problem) -> int:
    """Return what no placement of everything can cost less than."""
    loads, seats = loads_before(problem), {}
    gains: dict[str, dict[int, int]] = {}
    able: dict[str, set[int]] = {}
    missing = 0
    for wanted in problem.wanted:
        if wanted.everybody:
            continue
        leads = leads_of(problem, wanted)
        gains[wanted.key] = {key: LEAD_MISSING * leads.count(key) for key in leads}
        missing += LEAD_MISSING * len(leads)
        able[wanted.key] = set(problem.may_go(wanted)) - set(wanted.named)
        chosen = sorted(able[wanted.key], key=lambda key: loads[key] * 2 - gains[wanted.key].get(key, 0))
        free = max(0, wanted.people - len(wanted.named))
        seats[wanted.key] = set(chosen[:free])
        for key in [*wanted.named, *chosen[:free]]:
            if key in loads:
                loads[key] += 1
        missing -= sum(gains[wanted.key].get(key, 0) for key in wanted.named)
    while _improve(loads, seats, able, gains):
        pass
    led = sum(gains[row].get(key, 0) for row, keys in seats.items() for key in keys)
    return missing - led + LOAD * sum(load * load for load in loads.values())


def _improve(loads: dict, seats: dict, able: dict, gains: dict) -> bool:
    """Carry out one chain of exchanges that saves something; say whether there was one."""
    best: dict[tuple[int, int], tuple[int, str]] = {}
    for row, keys in seats.items():
        for one in keys:
            for other in able[row] - keys:
                saved = gains[row].get(one, 0) - gains[row].get(other, 0)
                if (one, other) not in best or saved < best[one, other][0]:
                    best[one, other] = (saved, row)
    ring = saving_ring(loads, {pair: weight for pair, (weight, _row) in best.items()})
    for one, other in ring:
        row = best[one, other][1]
        seats[row].remove(one)
        seats[row].add(other)
        loads[one] -= 1
        loads[other] += 1
    return bool(ring)


def saving_ring(loads: dict[int, int], exchanges: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Return exchanges, each from one person to another, that together save something; none when there are none.

    Between the ends of a chain the loads change: leaving node None takes a session off somebody, entering it
    gives one more.
    """
    edges = [(one, other, weight) for (one, other), weight in exchanges.items()]
    edges += [(None, key, LOAD * (1 - 2 * load)) for key, load in loads.items()]
    edges += [(key, None, LOAD * (1 + 2 * load)) for key, load in loads.items()]
    ring = negative_ring([None, *loads], edges)
    if not ring:
        return []
    return [(one, other) for one, other in pairwise([*ring, ring[0]]) if one is not None and other is not None]


def negative_ring(nodes: list, edges: list[tuple]) -> list:
    """Return the nodes of a ring of edges that costs less than nothing; empty when there is none (Bellman and Ford)."""
    far, before = dict.fromkeys(nodes, 0), {}
    last = None
    for _ in nodes:
        last = None
        for one, other, weight in edges:
            if far[one] + weight < far[other]:
                far[other], before[other], last = far[one] + weight, one, (other,)
        if last is None:
            return []
    node = last[0]
    for _ in nodes:
        node = before[node]
    ring, at = [node], before[node]
    while at != node:
        ring.append(at)
        at = before[at]
    return ring[::-1]
