"""Better plans from a known one: free a few challenges that touch each other, and place them anew, exactly.

Which weeks and seats are tried comes from the bound: what would cost too much is left out, and what
was left out is known, so that a neighbourhood without a better plan may be widened.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .bound import Bound
from .facts import Facts
from .model import Choices, Chosen, Model
from .rows import Table
from .teams import NEVER, Teams

FIRST_SEATS = 1500  # seats times weeks in the first neighbourhoods
WEEKS_AT_MOST = 9  # weeks of one challenge in it
NOISE = 2.0  # points
SECONDS_AT_MOST = 4.0
FIRST_SIZE = 10
EXCESS_AT_MOST = 20.0  # points; what a seat that cannot be costs more is no measure


@dataclass(slots=True)
class Allowed:
    """Which weeks and seats of each challenge cost no more than some points above the bound."""

    facts: Facts
    teams: list[Teams]
    bound: Bound

    def within(self, number: int, margin: float) -> dict[int, frozenset[int]]:
        """Return week → reviewers of one challenge, by places, within a margin of the bound."""
        ceiling, teams = self.bound.value + min(margin + 1e-6, NEVER / 2), self.teams[number]
        seats = self.bound.seats[number] <= ceiling
        return {
            int(teams.weeks[week]): frozenset(teams.places[seats[:, week]].tolist())
            for week in np.flatnonzero(self.bound.weeks[number] <= ceiling)
        }

    def count(self, margin: float) -> int:
        """Return how many seats, times weeks, cost no more than a margin above the bound."""
        return sum(int((seats <= self.bound.value + margin + 1e-6).sum()) for seats in self.bound.seats)

    def excess(self, number: int, week: int, team: frozenset[int]) -> float:
        """Return how much dearer than the bound a plan is at least that holds a visit."""
        teams = self.teams[number]
        seats = self.bound.seats[number][np.isin(teams.places, list(team)), np.flatnonzero(teams.weeks == week)[0]]
        return min(float(seats.max()) - self.bound.value, EXCESS_AT_MOST)

    def nearest(self, numbers: list[int], noise: np.random.Generator, seats: int) -> Choices:
        """Return for each of these challenges some of its best weeks and seats, as many as one neighbourhood holds.

        Equals are many; the noise lets others come each time.
        """
        weeks = {number: self._best_weeks(number, noise) for number in numbers}
        costs = {number: self._with_noise(self.bound.seats[number][:, weeks[number]], noise) for number in numbers}
        ceiling = _smallest(np.concatenate([cost.ravel() for cost in costs.values()]), seats)
        ceiling = min(ceiling, self.bound.value + NEVER / 2)
        return {
            number: {
                int(self.teams[number].weeks[week]): frozenset(
                    self.teams[number].places[costs[number][:, column] <= ceiling].tolist()
                )
                for column, week in enumerate(weeks[number])
            }
            for number in numbers
        }

    def _best_weeks(self, number: int, noise: np.random.Generator) -> NDArray[np.int64]:
        costs = self._with_noise(self.bound.weeks[number], noise)
        return np.flatnonzero(costs <= _smallest(costs, WEEKS_AT_MOST))

    def _with_noise(self, costs: Table, noise: np.random.Generator) -> Table:
        return costs + noise.random(costs.shape) * NOISE


def _smallest(values: Table, count: int) -> float:
    """Return the value that this many of them do not pass."""
    return float(values.max() if len(values) <= count else np.partition(values, count - 1)[count - 1])


class Search:
    """A plan, made better step by step."""

    def __init__(self, allowed: Allowed, chosen: Chosen, cost: float, seed: int = 0) -> None:
        self.allowed, self.chosen, self.cost = allowed, chosen, cost
        self.facts, self.problem = allowed.facts, allowed.facts.problem
        self.random = random.Random(seed)  # noqa: S311 -- the same plan for the same seed is wanted
        self.noise = np.random.default_rng(seed)
        self.size, self.seats = min(FIRST_SIZE, len(chosen)), FIRST_SEATS
        self.tries = 0

    def step(self, seconds: float) -> bool:
        """Try one neighbourhood. Says whether the plan is better now."""
        self.tries += 1
        free = self.allowed.nearest(next(self.neighbourhoods()), self.noise, self.seats)
        choices = {number: self.choices(number, free.get(number, {})) for number in self.chosen}
        outcome = Model(self.facts, choices, self.tries).solve(min(SECONDS_AT_MOST, seconds), self.chosen)
        if outcome.chosen is None or outcome.cost > self.cost - 0.5:
            return False
        self.chosen, self.cost = outcome.chosen, round(outcome.cost)
        return True

    def widen(self) -> None:
        """Try larger neighbourhoods from now on."""
        self.size = min(self.size + 1, len(self.chosen))
        self.seats += self.seats // self.size

    def choices(self, number: int, free: dict[int, frozenset[int]]) -> dict[int, frozenset[int]]:
        """Return what a challenge may choose: what it has, and what it is free to have."""
        week, team = self.chosen[number]
        return {**free, week: free.get(week, frozenset()) | team}

    def neighbourhoods(self) -> Iterator[list[int]]:
        """Yield sets of challenges that touch: near in time, sharing people, or each other's hosts."""
        while True:
            numbers = sorted(self.chosen)
            first = self.random.choices(numbers, [self.allowed.excess(n, *self.chosen[n]) + 1 for n in numbers])[0]
            touch = self.random.choice((self._in_time, self._by_people, self._by_hosts))
            scored = sorted(self.chosen, key=lambda other: (other != first, touch(first, other), self.random.random()))
            yield scored[: self.size]

    def _in_time(self, one: int, other: int) -> float:
        return abs(self.chosen[one][0] - self.chosen[other][0]) * self.random.uniform(0.7, 1.3)

    def _by_people(self, one: int, other: int) -> float:
        homes = [{self.problem.reviewers[person].home for person in self.chosen[n][1]} for n in (one, other)]
        return -len(homes[0] & homes[1]) - self.random.random()

    def _by_hosts(self, one: int, other: int) -> float:
        there, here = (self.facts.authorities[self.problem.challenges[n].host] for n in (one, other))
        return ((there.x - here.x) ** 2 + (there.y - here.y) ** 2) ** 0.5 * self.random.uniform(0.7, 1.3)


def all_within(allowed: Allowed, margin: float, chosen: Chosen) -> Choices:
    """Return everything within a margin of the bound, and what a known plan has chosen."""
    found: Choices = {}
    for number, (week, team) in chosen.items():
        found[number] = allowed.within(number, margin)
        found[number][week] = found[number].get(week, frozenset()) | team
    return found
