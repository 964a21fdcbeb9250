"""The rules that tie visits to each other, as rows over visits held and seats taken.

A visit is one challenge in one week with a whole team; what a team must be in itself is kept when
it is made. Every other rule limits a sum: of visits in some weeks, of seats taken by some people in
some weeks, or both. Rows that few plans would break are found when a plan breaks them.

A turn at a slot that goes round counts as one more reviewer in the team, who is somebody in that
slot. A host's cap says who may come at all (`teams.py`); whole visits beyond it count in the bound.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from .engine import ENDLESS
from .facts import Facts
from .rules import Cost, Rule

Table = NDArray[np.float64]
ALL = slice(None)
TINY = 1e-6
Lent = dict[tuple[tuple[int, ...], int], Table]  # by party and challenge


@dataclass(frozen=True, slots=True)
class Visit:
    """One challenge (its place in the problem) in one week with its team (places of reviewers), and who of
    them has which turn (`turn_of`)."""

    challenge: int
    week: int
    team: tuple[int, ...]
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A limit: `visits` are (challenge, weeks) held, `seats` (reviewers, challenge or None for any, weeks)."""

    name: tuple
    low: float
    high: float
    visits: tuple[tuple[int, slice], ...] = ()
    seats: tuple[tuple[tuple[int, ...], int | None, slice], ...] = ()

    @property
    def limit(self) -> float:
        """The side that binds."""
        return self.low if self.high == ENDLESS else self.high

    def terms(self, visit: Visit) -> int:
        """Return how often a visit counts here."""
        held = sum(one == visit.challenge and holds(weeks, visit.week) for one, weeks in self.visits)
        taken = sum(
            len(set(people).intersection(visit.team) | set(people).intersection(visit.turns))
            for people, one, weeks in self.seats
            if one in (None, visit.challenge) and holds(weeks, visit.week)
        )
        return held + taken


def holds(weeks: slice, week: int) -> bool:
    """Say whether a week is among some weeks."""
    return weeks == ALL or weeks.start <= week < weeks.stop


def turn_of(facts: Facts, person: int, slot: str) -> int:
    """Return the number of somebody in a slot that goes round: beyond all reviewers. -1 where it does not."""
    slots = list(facts.problem.rotation.slots) if facts.problem.rotation else []
    return len(facts.problem.reviewers) * (1 + slots.index(slot)) + person if slot in slots else -1


class Rows:
    """The rows of one problem: those known from the start, and those a given choice of visits breaks."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.problem = facts, facts.problem
        self.place = {row.id: place for place, row in enumerate(self.problem.challenges)}
        self.people: dict[int, tuple[int, ...]] = {
            home: tuple(n for n, row in enumerate(self.problem.reviewers) if row.home == home)
            for home in facts.authorities
        }
        alone = not facts.binds(Rule.ONE_PER_AUTHORITY)
        self.party: dict[int, tuple[int, ...]] = {  # of whom a team holds one at most
            n: (n,) if alone else self.people[row.home] for n, row in enumerate(self.problem.reviewers)
        }

    def parties(self, home: int) -> list[tuple[int, ...]]:
        """Return an authority's people in groups of whom a team holds one at most."""
        return list(dict.fromkeys(self.party[person] for person in self.people[home]))

    def first(self) -> Iterator[Row]:
        """Yield the rows every plan needs."""
        yield from (Row((Rule.UNSCHEDULED, n), 1, 1, ((n, ALL),)) for n in range(len(self.problem.challenges)))
        yield from self._weeks()
        for home, people in self.people.items():
            least, most = self.facts.share_of(home)
            yield Row((Cost.FAIR_SHARE, "most", home), -ENDLESS, most, seats=((people, None, ALL),))
            yield Row((Cost.FAIR_SHARE, "least", home), least, ENDLESS, seats=((people, None, ALL),))
        yield from self._turns()
        for place, reviewer in enumerate(self.problem.reviewers):
            yield Row((Rule.MAX_LOAD, place), -ENDLESS, reviewer.max_load, seats=(((place,), None, ALL),))

    def _turns(self) -> Iterator[Row]:
        """Yield how many turns at a slot are an authority's share of them, where it hosts."""
        shares = self.problem.rotation.slots if self.problem.rotation else {}
        for home, (slot, (least, most)) in product(self.facts.hosted, shares.items()):
            turns = tuple(turn_of(self.facts, person, slot) for person in self.people[home])
            yield Row((Cost.ROTATION, "most", home, slot), -ENDLESS, most, seats=((turns, None, ALL),))
            yield Row((Cost.ROTATION, "least", home, slot), least, ENDLESS, seats=((turns, None, ALL),))

    def _weeks(self) -> Iterator[Row]:
        """Yield what a week and a stretch of weeks may hold."""
        in_region = defaultdict(list)
        for place, challenge in enumerate(self.problem.challenges):
            in_region[self.facts.region_of(challenge)].append(place)
        everybody = range(len(self.problem.challenges))
        for week in range(self.problem.weeks):
            span = slice(week, week + 1)
            held = tuple((place, span) for place in everybody)
            yield Row((Rule.WEEK_FULL, week), -ENDLESS, self.problem.max_per_week, held)
            for region, places in in_region.items():
                limit = self.problem.max_per_week_region[region]
                if len(in_region) > 1 or limit < self.problem.max_per_week:
                    yield Row((Rule.REGION_FULL, region, week), -ENDLESS, limit, tuple((n, span) for n in places))
        size = self.problem.weights.bucket_weeks
        for bucket, share in self.facts.bucket_share.items():
            span = slice(bucket * size, bucket * size + size)
            yield Row((Cost.CROWDING, bucket), -ENDLESS, share, tuple((place, span) for place in everybody))

    def broken(self, chosen: Iterable[tuple[Visit, float]]) -> Iterator[Row]:
        """Yield the further rows that visits, each taken so far, break."""
        held = np.zeros((len(self.problem.challenges), self.problem.weeks))
        sits: dict[int, Table] = defaultdict(lambda: np.zeros(self.problem.weeks))
        lent: Lent = defaultdict(lambda: np.zeros(self.problem.weeks))
        for visit, share in chosen:
            held[visit.challenge, visit.week] += share
            for person in visit.team:
                sits[person][visit.week] += share
                lent[self.party[person], visit.challenge][visit.week] += share
        for person, weeks in sits.items():
            yield from self._too_soon(person, weeks)
        for (party, challenge), weeks in lent.items():
            own = self.place.get(self.facts.hosted.get(self._home(party), -1))
            if own is not None:
                yield from self._swapped(party, challenge, lent)
                yield from self._at_once(party, challenge, weeks + held[own])

    def _home(self, party: tuple[int, ...]) -> int:
        return self.problem.reviewers[party[0]].home

    def _too_soon(self, person: int, weeks: Table) -> Iterator[Row]:
        gap = self.problem.reviewer_gap
        for week in _crowded(weeks, gap):
            yield self.reviewer_gap(person, week)

    def reviewer_gap(self, person: int, week: int) -> Row:
        """Return the row that keeps somebody to one visit in the weeks from this one on."""
        span = slice(week, week + self.problem.reviewer_gap)
        return Row((Rule.REVIEWER_GAP, person, week), -ENDLESS, 1, seats=(((person,), None, span),))

    def _swapped(self, party: tuple[int, ...], challenge: int, lent: Lent) -> Iterator[Row]:
        home, host = self._home(party), self.problem.challenges[challenge].host
        if home > host or not self.facts.binds(Rule.NO_SWAP):
            return
        own = self.place[self.facts.hosted[home]]
        for guests in self.parties(host):
            back = lent.get((guests, own))
            if back is not None and back.sum() + lent[party, challenge].sum() > 1 + TINY:
                yield self.no_swap(party, challenge, guests)

    def no_swap(self, party: tuple[int, ...], challenge: int, guests: tuple[int, ...]) -> Row:
        """Return the row that keeps an authority and a host from reviewing each other."""
        own = self.place[self.facts.hosted[self._home(party)]]
        seats = ((party, challenge, ALL), (guests, own, ALL))
        return Row((Rule.NO_SWAP, party[0], guests[0]), -ENDLESS, 1, seats=seats)

    def _at_once(self, party: tuple[int, ...], challenge: int, weeks: Table) -> Iterator[Row]:
        for week in _crowded(weeks, self.problem.host_supply_gap):
            yield self.host_supply_gap(party, challenge, week)

    def host_supply_gap(self, party: tuple[int, ...], challenge: int, week: int) -> Row:
        """Return the row that keeps an authority from hosting and lending to a challenge at once."""
        span = slice(week, week + self.problem.host_supply_gap)
        own = self.place[self.facts.hosted[self._home(party)]]
        name = (Rule.HOST_SUPPLY_GAP, party[0], challenge, week)
        return Row(name, -ENDLESS, 1, ((own, span),), ((party, challenge, span),))


def _crowded(weeks: Table, gap: int) -> list[int]:
    """Return the first week of every stretch of `gap` weeks that holds more than one."""
    if gap < 1:
        return []
    total = np.concatenate([[0.0], np.cumsum(weeks), np.full(gap - 1, weeks.sum())])
    windows = total[gap:] - total[:-gap]
    return [int(week) for week in np.flatnonzero((windows > 1 + TINY) & (weeks > 0))]
