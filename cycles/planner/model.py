"""The exact model: one whole number per week of a challenge, and one per seat whatever the week.

Whether two challenges are far enough apart for somebody to go on both is asked once for each two.
It is given the weeks and seats that may be chosen, all of them or few. With few it answers fast
and holds only among those; who calls knows what that proves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .engine import ENDLESS, Answer, Engine
from .facts import Facts
from .plan import Entry
from .problem import Challenge, Lock, Reviewer, grade_of
from .rows import Rows

Choices = dict[int, dict[int, frozenset[int]]]  # by place: challenge → week → reviewers
Chosen = dict[int, tuple[int, frozenset[int]]]  # by place: challenge → its week and team


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best of the choices given, and what is proved among them."""

    chosen: Chosen | None
    cost: float
    bound: float
    finished: bool


class Model:
    """The choices of a problem as columns and rows."""

    def __init__(self, facts: Facts, choices: Choices, seed: int = 0) -> None:
        self.facts, self.problem, self.choices = facts, facts.problem, choices
        self.engine = Engine(seed)
        self.weeks: dict[tuple[int, int], int] = {}
        self.seats: dict[tuple[int, int], int] = {}
        self.far: dict[tuple[int, int, int], int] = {}
        for number in sorted(choices):
            self._add_challenge(number, self.problem.challenges[number])
        self._index()
        self._add_people()
        self._add_week_limits()
        self._add_authorities()

    def _add_challenge(self, number: int, challenge: Challenge) -> None:
        """One week; as many of each grade as there are places, and the skills required."""
        add_row, choices = self.engine.add_row, self.choices[number]
        for week in sorted(choices):
            cost = self.facts.week_cost(challenge, week)
            self.weeks[number, week] = self.engine.add_column(cost, high=1, whole=True)
        add_row(1, 1, {self.weeks[number, week]: 1 for week in choices})
        team = self._add_seats(number, challenge)
        for grade, count in self.facts.needs(challenge).items():
            add_row(count, count, {column: 1 for reviewer, column in team.items() if reviewer.grade == grade})
        for columns in _by(team, lambda reviewer: reviewer.home).values():
            self._at_most(columns, 1)
        for skill in challenge.required:
            add_row(1, ENDLESS, {column: 1 for reviewer, column in team.items() if skill in reviewer.skills})
        for skill in challenge.desired:
            lacking = self.engine.add_column(self.problem.weights.desired_skill, high=1)
            knowing = {column: 1 for reviewer, column in team.items() if skill in reviewer.skills}
            add_row(1, ENDLESS, {**knowing, lacking: 1})

    def _add_seats(self, number: int, challenge: Challenge) -> dict[Reviewer, int]:
        """A seat for everybody who may come in one of the weeks, and only in those."""
        choices, team = self.choices[number], {}
        for person in sorted(frozenset().union(*choices.values())):
            reviewer = self.problem.reviewers[person]
            cost = sum(self.facts.pair_costs(challenge, reviewer).values())
            seat = self.seats[number, person] = team[reviewer] = self.engine.add_column(cost, high=1, whole=True)
            comes = {self.weeks[number, week]: -1 for week, people in choices.items() if person in people}
            if len(comes) < len(choices):
                self.engine.add_row(-ENDLESS, 0, {seat: 1, **comes})
        return team

    def _index(self) -> None:
        """Look seats up by person, and by authority and challenge."""
        self.of_person: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.of_home: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (number, person), column in self.seats.items():
            self.of_person[person].append((number, column))
            self.of_home[self.problem.reviewers[person].home, number].append(column)

    def _add_people(self) -> None:
        """No more visits than somebody may be asked for, nor too soon after each other."""
        gap = self.problem.reviewer_gap
        for person, seats in sorted(self.of_person.items()):
            load = self.problem.reviewers[person].max_load
            self._at_most([column for _, column in seats], load)
            for (one, first), (other, second) in combinations(seats, 2) if load > 1 else ():
                self.engine.add_row(-ENDLESS, 1, {first: 1, second: 1, self._apart(one, other, gap): -1})

    def _apart(self, one: int, other: int, gap: int) -> int:
        """Return the column that may be one only where two challenges are at least `gap` weeks apart."""
        one, other = sorted((one, other))
        if (one, other, gap) not in self.far:
            far = self.far[one, other, gap] = self.engine.add_column(0, high=1)
            for near in self._windows(one, other, gap):
                self.engine.add_row(-ENDLESS, 2, {far: 1, **dict.fromkeys(near, 1)})
        return self.far[one, other, gap]

    def _windows(self, one: int, other: int, gap: int) -> Iterator[frozenset[int]]:
        """Yield the weeks of both challenges in every stretch of `gap` weeks, those within another left out."""
        found: list[frozenset[int]] = []
        for first in sorted({*self.choices[one], *self.choices[other]}):
            inside = [
                frozenset(self.weeks[n, week] for week in range(first, first + gap) if week in self.choices[n])
                for n in (one, other)
            ]
            if all(inside) and not (found and inside[0] | inside[1] <= found[-1]):
                found.append(inside[0] | inside[1])
        return iter(found)

    def _add_week_limits(self) -> None:
        """What a week holds, overall and in a region, and what a crowded stretch costs."""
        per_week, per_region, per_bucket = defaultdict(list), defaultdict(list), defaultdict(list)
        for (number, week), column in self.weeks.items():
            region = self.facts.region_of(self.problem.challenges[number])
            per_week[week].append(column)
            per_region[region, week].append(column)
            per_bucket[self.facts.bucket_of(week)].append(column)
        for _, columns in sorted(per_week.items()):
            self._at_most(columns, self.problem.max_per_week)
        for (region, week), columns in sorted(per_region.items()):
            if (
                len(columns) < len(per_week[week])
                or self.problem.max_per_week_region[region] < self.problem.max_per_week
            ):
                self._at_most(columns, self.problem.max_per_week_region[region])
        for bucket, columns in sorted(per_bucket.items()):
            over = self.engine.add_column(self.problem.weights.spread)
            self.engine.add_row(-ENDLESS, self.facts.bucket_share[bucket], {**dict.fromkeys(columns, 1.0), over: -1})

    def _at_most(self, columns: Sequence[int], limit: int) -> None:
        if len(columns) > limit:
            self.engine.add_row(-ENDLESS, limit, dict.fromkeys(columns, 1.0))

    def _add_authorities(self) -> None:
        """Fair shares; no hosting and lending at once; no two authorities reviewing each other."""
        places = Rows(self.facts).place
        least, most = self.facts.fair_share
        lent = defaultdict(list)
        for (home, number), seats in self.of_home.items():
            lent[home] += seats
            own = places.get(self.facts.hosted.get(home, -1))
            if own in self.choices:
                self._add_host(home, own, number, seats)
        for home in self.facts.authorities:
            over, under = (self.engine.add_column(self.problem.weights.load_dev) for _ in range(2))
            terms = dict.fromkeys(lent[home], 1.0)
            self.engine.add_row(-ENDLESS, most, {**terms, over: -1})
            self.engine.add_row(least, ENDLESS, {**terms, under: 1})

    def _add_host(self, home: int, own: int, number: int, seats: list[int]) -> None:
        gap, host = self.problem.host_supply_gap, self.problem.challenges[number].host
        if gap > 0:
            self.engine.add_row(-ENDLESS, 0, {**dict.fromkeys(seats, 1), self._apart(own, number, gap): -1})
        back = self.of_home.get((host, own))
        if home < host and back:
            self.engine.add_row(-ENDLESS, 1, dict.fromkeys((*seats, *back), 1.0))

    def solve(
        self,
        seconds: float,
        known: Chosen | None = None,
        stop: Callable[[float], bool] | None = None,
        prices: dict[int, float] | None = None,
    ) -> Outcome:
        """Find the best of the choices, from a plan already known where there is one.

        With `prices` of some columns only these count, and all others cost nothing.
        """
        self.engine.count(prices)
        answer = self.engine.solve(seconds, self._values(known) if known else None, stop)
        chosen = self._chosen(answer) if answer.feasible else None
        return Outcome(chosen, answer.cost, answer.bound, answer.finished)

    def _values(self, known: Chosen) -> dict[int, float]:
        """Return a known plan as values of the columns that are whole."""
        held = {column: float(known[number][0] == week) for (number, week), column in self.weeks.items()}
        taken = {column: float(person in known[number][1]) for (number, person), column in self.seats.items()}
        return held | taken

    def _chosen(self, answer: Answer) -> Chosen:
        week_of = {number: week for (number, week), column in self.weeks.items() if answer.values[column] > 0.5}
        team = defaultdict(set)
        for (number, person), column in self.seats.items():
            if answer.values[column] > 0.5:
                team[number].add(person)
        return {number: (week_of[number], frozenset(team[number])) for number in self.choices}


def _by(team: dict[Reviewer, int], key: Callable[[Reviewer], int]) -> dict[int, list[int]]:
    found = defaultdict(list)
    for reviewer, column in team.items():
        found[key(reviewer)].append(column)
    return found


def entries_of(facts: Facts, chosen: Chosen, released: dict[int, Lock] | None = None) -> dict[int, Entry]:
    """Seat every team in the order of its challenge's slots.

    A locked team stays as it is locked, and whoever stays of a released team keeps their seat.
    """
    found = {}
    for number, (week, people) in chosen.items():
        challenge = facts.problem.challenges[number]
        lock = facts.problem.locked.get(challenge.id)
        if lock is not None and lock.team is not None:
            found[challenge.id] = Entry(week, lock.team)
            continue
        ids = {facts.problem.reviewers[person].id for person in people}
        was = (released or {}).get(challenge.id, Lock()).team or ()
        stays = [member if member in ids else None for member in was]
        if len(was) != len(challenge.slots):
            stays = [None] * len(challenge.slots)
        waiting = defaultdict(list)
        for one in sorted(ids - set(stays)):
            waiting[facts.reviewers[one].grade].append(one)
        team = (
            waiting[grade_of(slot)].pop(0) if member is None else member
            for slot, member in zip(challenge.slots, stays, strict=True)
        )
        found[challenge.id] = Entry(week, tuple(team))
    return found
