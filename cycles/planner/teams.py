"""Every team a challenge could have, priced week by week without listing them.

The prices say what each reviewer costs in each week. A pass over the candidates' authorities, at
most one reviewer from each, keeps the cheapest way to every state: how many of each need are
met, and which of the skills asked for are covered at least. The cheapest team of every open week
comes out of one pass; a second pass from the end tells what a team costs with somebody in it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import product
from math import prod
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from .facts import Facts
from .problem import Challenge
from .rules import Rule

Table = NDArray[np.float64]
WEEKS_AT_ONCE = 12
NEVER = 1e9  # the price of what cannot be; adding a few of them stays a number


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may sit in this team, once for each need they can meet: where they stand among all
    reviewers, and what they bring. A team holds one of a party: an authority, or where a programme
    allows two of one authority, a person."""

    place: int
    home: int
    party: int
    need: int
    skills: int
    cost: int


class Teams:
    """The teams of one challenge. Weeks are counted along `weeks`, the open ones."""

    def __init__(self, facts: Facts, challenge: Challenge) -> None:
        self.needs = facts.needs(challenge)
        self.counts = [len(need.slots) for need in self.needs]
        self.size = sum(self.counts)
        self.skills = list(dict.fromkeys((*challenge.required, *challenge.desired)))
        self.weeks = np.array(facts.open_weeks(challenge), dtype=int)
        self.week_costs = np.array([facts.week_cost(challenge, week) for week in self.weeks], dtype=float)
        self.candidates = [
            self._candidate(facts, challenge, place, need)
            for place, reviewer in enumerate(facts.problem.reviewers)
            for need in facts.takes(challenge, reviewer)
        ]
        self.places = np.array([one.place for one in self.candidates], dtype=int)
        self.away = np.array(facts.away, dtype=bool)[self.places][:, self.weeks]
        self.base = np.where(
            self.away, NEVER, np.array([[float(one.cost)] for one in self.candidates] or np.zeros((0, 1)))
        )
        self._lay_out_states(facts, challenge)
        self._rank_rivals()
        if facts.problem.host_cap is not None:
            self._keep_within(facts.problem.host_cap)

    def _candidate(self, facts: Facts, challenge: Challenge, place: int, need: int) -> Candidate:
        reviewer = facts.problem.reviewers[place]
        skills = sum(1 << bit for bit, skill in enumerate(self.skills) if skill in reviewer.skills)
        cost = sum(facts.pair_costs(challenge, reviewer).values())
        party = reviewer.home if facts.binds(Rule.ONE_PER_AUTHORITY) else -1 - place
        return Candidate(place, reviewer.home, party, need, skills, cost)

    def _keep_within(self, cap: int) -> None:
        """Leave out who could come only to a visit dearer by itself than a host's may be."""
        dear = Passes(self, self.base).with_each() + self.week_costs > cap
        self.away |= dear
        self.base[dear] = NEVER

    def _lay_out_states(self, facts: Facts, challenge: Challenge) -> None:
        """Number the states (found per need, skills covered) and what a team costs at its last state."""
        shape = [count + 1 for count in self.counts]
        self.steps = [prod(shape[need + 1 :]) << len(self.skills) for need in range(len(shape))]
        self.masks = 1 << len(self.skills)
        self.states = prod(shape) * self.masks
        found = np.array(list(product(*(range(number) for number in shape))))
        self.room = [  # the first state of each combination that holds one more of a need
            np.flatnonzero(found[:, need] > 0) * self.masks for need in range(len(shape))
        ]
        self.end = np.full((self.states, 1), NEVER)
        required = self._mask(challenge.required)
        for mask in range(self.masks):
            lacking = (self._mask(challenge.desired) & ~mask).bit_count()
            if mask & required == required:
                self.end[self.states - self.masks + mask] = facts.problem.weights.desired_skill * lacking
        kinds = {(one.need, one.skills): one for one in self.candidates}
        self.moves = {kind: self._move(one) for kind, one in kinds.items()}

    def _mask(self, skills: tuple[str, ...]) -> int:
        return sum(1 << self.skills.index(skill) for skill in skills)

    def _move(self, one: Candidate) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return, for taking somebody: states reached, the least covered state each is reached from, and
        the most covered state each state before leads to."""
        every = np.arange(self.masks)
        reached = (self.room[one.need][:, None] + every).ravel()
        step = self.steps[one.need]
        least = (self.room[one.need][:, None] - step + (every & ~one.skills)).ravel()
        most = (self.room[one.need][:, None] + (every | one.skills)).ravel()
        return reached, least, most

    def _rank_rivals(self) -> None:
        """For each kind of candidate, who could take their seat (same need and at least their skills), by party.

        A candidate dearer than rivals of as many parties as a team has seats is in no cheapest team:
        the others are of one party fewer, so one rival may come instead.
        """
        kinds: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, one in enumerate(self.candidates):
            kinds[one.need, one.skills].append(number)
        self.kinds = {kind: np.array(members) for kind, members in kinds.items()}
        self.rivals = {}
        for need, skills in kinds:
            rivals = [n for kind, same in kinds.items() if kind[0] == need and kind[1] & skills == skills for n in same]
            rivals.sort(key=lambda number: self.candidates[number].party)
            parties = [self.candidates[number].party for number in rivals]
            firsts = [place for place, party in enumerate(parties) if place == 0 or parties[place - 1] != party]
            self.rivals[need, skills] = (np.array(rivals), np.array(firsts))
        self.for_need = [
            np.array([n for n, one in enumerate(self.candidates) if one.need == need], dtype=int)
            for need in range(len(self.counts))
        ]

    def has_team(self) -> bool:
        """Say whether any open week has a team that may go by itself."""
        return len(self.weeks) > 0 and bool((Passes(self, self.base).cheapest < NEVER / 2).any())

    def choices(self) -> dict[int, frozenset[int]]:
        """Return week → reviewers that may come then: everything there is to choose."""
        return {
            int(week): frozenset(self.places[~self.away[:, column]].tolist()) for column, week in enumerate(self.weeks)
        }

    def at_least(self, prices: Table) -> Table:
        """Return what no team costs less than, in each week: the cheapest for every need, whatever they know."""
        total = np.zeros(prices.shape[1])
        for count, members in zip(self.counts, self.for_need, strict=True):
            if len(members) < count:
                return total + NEVER
            total += np.partition(prices[members], count - 1, axis=0)[:count].sum(axis=0)
        return total

    def kept(self, prices: Table) -> list[int]:
        """Return the candidates that may be in some week's cheapest team."""
        keep: list[int] = []
        for kind, members in self.kinds.items():
            rivals, firsts = self.rivals[kind]
            ceiling = np.full(prices.shape[1], NEVER - 1)
            if len(firsts) > self.size:
                cheapest = np.minimum.reduceat(prices[rivals], firsts, axis=0)
                ceiling = np.minimum(ceiling, np.partition(cheapest, self.size - 1, axis=0)[self.size - 1])
            keep += members[(prices[members] <= ceiling).any(axis=1)].tolist()
        return keep

    def by_promise(self, seats: Table, weeks: Table) -> Iterator[tuple[float, NDArray[np.int64]]]:
        """Yield the open weeks some at a time, the most promising first, with what none of them costs less than."""
        low = self.at_least(seats) + weeks
        order = np.argsort(low, kind="stable")
        for first in range(0, len(order), WEEKS_AT_ONCE):
            yield float(low[order[first]]), order[first : first + WEEKS_AT_ONCE]

    def cheapest_first(self, seats: Table, weeks: Table) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield a week with its cheapest team, one after the other, while there is any."""
        waiting: list[tuple[float, int, int, Passes]] = []
        for low, some in self.by_promise(seats, weeks):
            while waiting and waiting[0][0] < low:
                _, week, place, passes = heappop(waiting)
                yield int(self.weeks[week]), passes.team(place)
            passes = Passes(self, seats[:, some])
            for place, (week, total) in enumerate(zip(some, passes.cheapest + weeks[some], strict=True)):
                if total < NEVER / 2:
                    heappush(waiting, (float(total), int(week), place, passes))
        for _, week, place, passes in sorted(waiting, key=itemgetter(0, 1)):
            yield int(self.weeks[week]), passes.team(place)


class Passes:
    """The cheapest teams under one set of prices (candidates by weeks, all the open ones or some)."""

    def __init__(self, teams: Teams, prices: Table) -> None:
        self.teams, self.prices = teams, prices
        by_party: dict[int, list[int]] = defaultdict(list)
        for number in teams.kept(prices):
            by_party[teams.candidates[number].party].append(number)
        self.parties = sorted(by_party)
        self.of_party = [by_party[party] for party in self.parties]
        start = np.full((teams.states, prices.shape[1]), NEVER)
        start[0] = 0
        self.forward = [start]
        for numbers in self.of_party:
            self.forward.append(self._step(self.forward[-1], numbers))
        self.cheapest: Table = (self.forward[-1] + teams.end).min(axis=0)

    def _step(self, before: Table, numbers: list[int]) -> Table:
        after = before.copy()
        for number in numbers:
            one = self.teams.candidates[number]
            reached, least, _ = self.teams.moves[one.need, one.skills]
            after[reached] = np.minimum(after[reached], before[least] + self.prices[number])
        return after

    def team(self, week: int) -> tuple[int, ...]:
        """Return the cheapest team of one of the open weeks, as places among all reviewers."""
        return tuple(sorted(self.teams.candidates[number].place for number in self.chosen(week)))

    def chosen(self, week: int) -> list[int]:
        """Return the candidates of the cheapest team of one of the open weeks."""
        teams = self.teams
        state = int((self.forward[-1][:, week] + teams.end[:, 0]).argmin())
        found = []
        for numbers, before, after in zip(
            reversed(self.of_party), reversed(self.forward[:-1]), reversed(self.forward[1:]), strict=True
        ):
            if after[state, week] == before[state, week]:
                continue
            for number in numbers:
                one = teams.candidates[number]
                source = self._source(state, one)
                if source is not None and before[source, week] + self.prices[number, week] == after[state, week]:
                    found.append(number)
                    state = source
                    break
        return found

    def _source(self, state: int, one: Candidate) -> int | None:
        step = self.teams.steps[one.need]
        if (state // step) % (self.teams.counts[one.need] + 1) == 0:
            return None
        mask = state % self.teams.masks
        return state - step - mask + (mask & ~one.skills)

    def with_each(self) -> Table:
        """Return what the cheapest team costs that has a given candidate, in each week."""
        teams = self.teams
        backward = [np.broadcast_to(teams.end, self.forward[0].shape)]
        for numbers in reversed(self.of_party):
            backward.append(self._step_back(backward[-1], numbers))
        backward.reverse()
        steps = {party: number for number, party in enumerate(self.parties)}
        found = np.empty_like(self.prices)
        for number, one in enumerate(teams.candidates):
            reached, _, most = teams.moves[one.need, one.skills]
            step = steps.get(one.party)
            after = backward[0] if step is None else backward[step + 1]
            before = self.forward[0 if step is None else step]
            came_from = reached - teams.steps[one.need]
            found[number] = (before[came_from] + after[most]).min(axis=0) + self.prices[number]
        return found

    def _step_back(self, after: Table, numbers: list[int]) -> Table:
        before = after.copy()
        for number in numbers:
            one = self.teams.candidates[number]
            reached, _, most = self.teams.moves[one.need, one.skills]
            came_from = reached - self.teams.steps[one.need]
            before[came_from] = np.minimum(before[came_from], after[most] + self.prices[number])
        return before
