"""What visits already placed leave to the others: who is taken when, and which weeks are full."""

from collections import Counter

import numpy as np

from .facts import Facts
from .model import Chosen
from .rows import Table
from .rules import Rule
from .teams import NEVER, Teams


class Standing:
    """Visits placed so far, and what a further one may use.

    Challenges, reviewers and weeks are counted by their places in the problem.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts, self.problem = facts, facts.problem
        challenges, reviewers = len(self.problem.challenges), len(self.problem.reviewers)
        self.chosen: Chosen = {}
        self.number = {row.id: place for place, row in enumerate(self.problem.challenges)}
        self.sits = np.zeros((reviewers, self.problem.weeks), dtype=bool)
        self.per_week: Counter[int] = Counter()
        self.per_region: Counter[tuple[str, int]] = Counter()
        self.per_bucket: Counter[int] = Counter()
        self.lent: dict[tuple[int, int], int] = {}
        self.places: Counter[int] = Counter()
        self.homes = np.array([row.home for row in self.problem.reviewers], dtype=int).reshape(reviewers)
        self.loads = np.array([row.max_load for row in self.problem.reviewers], dtype=int).reshape(reviewers)
        self.count = challenges

    def place(self, number: int, week: int, team: frozenset[int]) -> None:
        """Put a visit down."""
        self._turn(number, week, team, 1)
        self.chosen[number] = (week, team)

    def lift(self, number: int) -> None:
        """Take a visit up again."""
        week, team = self.chosen.pop(number)
        self._turn(number, week, team, -1)

    def _turn(self, number: int, week: int, team: frozenset[int], by: int) -> None:
        challenge = self.problem.challenges[number]
        self.per_week[week] += by
        self.per_region[self.facts.region_of(challenge), week] += by
        self.per_bucket[self.facts.bucket_of(week)] += by
        for person in team:
            home = self.problem.reviewers[person].home
            self.sits[person, week] = by > 0
            self.places[home] += by
            if by > 0:
                self.lent[home, number] = week
            else:
                self.lent.pop((home, number), None)

    def is_within_cap(self, number: int, week: int, team: frozenset[int]) -> bool:
        """Say whether a visit costs no more by itself than a host's may."""
        cap, people = self.problem.host_cap, [self.problem.reviewers[person] for person in team]
        return cap is None or self.facts.own_costs(self.problem.challenges[number], week, people).total() <= cap

    def weeks_for(self, number: int, teams: Teams) -> Table:
        """Return what each open week costs now, or NEVER where it is full or its host lends somebody then."""
        challenge = self.problem.challenges[number]
        region, table = self.facts.region_of(challenge), teams.week_costs.copy()
        lends = [week for (home, _), week in self.lent.items() if home == challenge.host]
        for place, week in enumerate(teams.weeks):
            bucket = self.facts.bucket_of(week)
            full = self.per_week[week] >= self.problem.max_per_week
            full = full or self.per_region[region, week] >= self.problem.max_per_week_region[region]
            if full or any(abs(week - other) < self.problem.host_supply_gap for other in lends):
                table[place] = NEVER
            elif self.per_bucket[bucket] >= self.facts.bucket_share[bucket]:
                table[place] += self.problem.weights.spread
        return table

    def seats_for(self, number: int, teams: Teams) -> Table:
        """Return what each candidate costs now in each open week, or NEVER."""
        table = teams.base.copy()
        near = self._near(teams)
        table[near] = NEVER
        used = self.sits[teams.places].sum(axis=1) >= self.loads[teams.places]
        table[used] = NEVER
        host = self.problem.challenges[number].host
        for row, one in enumerate(teams.candidates):
            places = self.places[one.home]
            table[row] += self.facts.share_cost(one.home, places + 1) - self.facts.share_cost(one.home, places)
            own = self.number.get(self.facts.hosted.get(one.home, -1))
            if own is None:
                continue
            if (host, own) in self.lent and self.facts.binds(Rule.NO_SWAP):
                table[row] = NEVER
            elif own in self.chosen:
                hosts = self.chosen[own][0]
                table[row, np.abs(teams.weeks - hosts) < self.problem.host_supply_gap] = NEVER
        return table

    def _near(self, teams: Teams) -> np.ndarray:
        """Say who sits too near to each open week."""
        sits, gap = self.sits[teams.places], self.problem.reviewer_gap
        found = np.zeros((len(teams.places), len(teams.weeks)), dtype=bool)
        for person, week in zip(*np.nonzero(sits), strict=True):
            found[person] |= np.abs(teams.weeks - week) < gap
        return found
