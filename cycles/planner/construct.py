"""A first plan in the order a good coordinator would: the hardest to place first, each as well as it can be.

Where somebody cannot be placed, whoever stands in the way of the cheapest place is lifted and waits
its turn again, a little earlier each time.
"""

from collections import Counter

import numpy as np

from .facts import Facts
from .model import Chosen
from .rules import Rule
from .standing import Standing
from .teams import NEVER, Passes, Teams

TURNS = 12  # how often, on average, a challenge may be placed


def construct(facts: Facts, teams: list[Teams], turns: int = TURNS) -> Chosen | None:
    """Return a plan that breaks no rule, or None when this simple way finds none."""
    standing, lifted = Standing(facts), Counter()
    waiting = sorted(range(len(teams)), key=lambda number: _room(teams[number]))
    for _ in range(turns * len(teams)):
        if not waiting:
            return standing.chosen
        number = waiting.pop(0)
        if not _place(standing, number, teams[number]):
            if not _make_room(standing, number, teams[number], lifted, waiting):
                return None
            waiting.sort(key=lambda other: (-lifted[other], _room(teams[other])))
    return standing.chosen if not waiting else None


def _room(teams: Teams) -> float:
    """Return how much choice a challenge has: open weeks it likes, and candidates per place."""
    return (teams.week_costs == 0).sum() * len(teams.candidates) / max(1, teams.size) ** 2


def _place(standing: Standing, number: int, teams: Teams) -> bool:
    """Place it in its cheapest week; where a host's cap is passed so, with the team that costs the host least."""
    seats, weeks = standing.seats_for(number, teams), standing.weeks_for(number, teams)
    for prices in (seats, np.where(seats < NEVER / 2, teams.base, NEVER)):
        for week, team in teams.cheapest_first(prices, weeks):
            if standing.is_within_cap(number, week, frozenset(team)):
                standing.place(number, week, frozenset(team))
                return True
        if standing.problem.host_cap is None:
            break
    return False


def _make_room(standing: Standing, number: int, teams: Teams, lifted: Counter[int], waiting: list[int]) -> bool:
    """Place it as if alone, where the fewest stand in the way, and lift those. Says whether it could be."""
    passes, cap = Passes(teams, teams.base), standing.problem.host_cap
    choices = [
        (len(found) + sum(lifted[other] for other in found), total, place, found)
        for place, total in enumerate(passes.cheapest + teams.week_costs)
        if total < NEVER / 2 and (cap is None or total <= cap)
        for found in [_in_the_way(standing, number, int(teams.weeks[place]), frozenset(passes.team(place)))]
    ]
    if not choices:
        return False
    _, _, place, found = min(choices, key=lambda choice: choice[:3])
    for other in found:
        standing.lift(other)
        lifted[other] += 1
    lifted[number] += 1
    waiting += sorted(found)
    standing.place(number, int(teams.weeks[place]), frozenset(passes.team(place)))
    return True


def _in_the_way(standing: Standing, number: int, week: int, team: frozenset[int]) -> set[int]:
    """Return the placed challenges that a visit cannot stand beside."""
    facts, problem = standing.facts, standing.problem
    challenge = problem.challenges[number]
    homes = {problem.reviewers[person].home for person in team}
    in_week = [other for other, (there, _) in standing.chosen.items() if there == week]
    in_region = [n for n in in_week if facts.region_of(problem.challenges[n]) == facts.region_of(challenge)]
    found = set(in_week) if len(in_week) >= problem.max_per_week else set()
    if len(in_region) >= problem.max_per_week_region[facts.region_of(challenge)]:
        found |= set(in_region)
    for other, (there, others) in standing.chosen.items():
        away = abs(there - week)
        host = problem.challenges[other].host
        lent = {problem.reviewers[person].home for person in others}
        shared = team & others
        spent = any(standing.sits[person].sum() >= standing.loads[person] for person in shared)
        swap = challenge.host in lent and host in homes and facts.binds(Rule.NO_SWAP)
        near = away < problem.host_supply_gap and (challenge.host in lent or host in homes)
        if (shared and (away < problem.reviewer_gap or spent)) or swap or near:
            found.add(other)
    return found
