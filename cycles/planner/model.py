"""The exact model: one whole number per week of a challenge, and one per seat whatever the week.

Whether two challenges are far enough apart for somebody to go on both is asked once for each two.
It is given the weeks and seats that may be chosen, all of them or few. With few it answers fast
and holds only among those; who calls knows what that proves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from .engine import ENDLESS, Answer, Engine
from .facts import Facts
from .problem import Challenge, Share
from .rows import Rows
from .rules import Rule

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
    """The choices of a problem as columns and rows.

    With `loose` every week stands for itself: visits are not kept apart, and a week holds any number.
    """

    def __init__(self, facts: Facts, choices: Choices, seed: int = 0, loose: bool = False) -> None:
        self.loose = loose
        self.facts, self.problem, self.choices = facts, facts.problem, choices
        self.engine = Engine(seed)
        self.weeks: dict[tuple[int, int], int] = {}
        self.seats: dict[tuple[int, int], int] = {}
        self.places: dict[tuple[int, int, int], int] = {}  # a seat with the need it meets
        self.far: dict[tuple[int, int, int], int] = {}
        self.rows_of: dict[int, set[int]] = {number: set() for number in choices}  # what its weeks and seats must keep
        for number in sorted(choices):
            first = self.engine.rows
            self._add_challenge(number, self.problem.challenges[number])
            self.rows_of[number] |= set(range(first, self.engine.rows))
        self._index()
        self._add_people()
        if not loose:
            self._add_week_limits()
        self._add_authorities()
        self._add_turns()

    def _add_challenge(self, number: int, challenge: Challenge) -> None:
        """One week, and a team that may go by itself."""
        choices = self.choices[number]
        for week in sorted(choices):
            cost = self.facts.week_cost(challenge, week)
            self.weeks[number, week] = self.engine.add_column(cost, high=1, whole=True)
        self.engine.add_row(1, 1, {self.weeks[number, week]: 1 for week in choices})
        team = self._add_seats(number, challenge)
        if self.facts.binds(Rule.ONE_PER_AUTHORITY):
            for columns in self._by_home(team).values():
                self._at_most(columns, 1)
        own = self._add_skills(challenge, team)
        if self.problem.host_cap is not None:
            own |= {column: self.facts.week_cost(challenge, week) for week, column in self._weeks_of(number)}
            own |= {column: self._pair_cost(challenge, person) for person, column in team.items()}
            self.engine.add_row(-ENDLESS, self.problem.host_cap, own)

    def _add_seats(self, number: int, challenge: Challenge) -> dict[int, int]:
        """A seat for everybody who may come in one of the weeks, and only in those; as many for each need as it has."""
        choices, team, needs = self.choices[number], {}, self.facts.needs(challenge)
        of_need: list[list[int]] = [[] for _ in needs]
        for person in sorted(frozenset().union(*choices.values())):
            takes = self.facts.takes(challenge, self.problem.reviewers[person])
            if not takes:
                continue
            seat = self.engine.add_column(self._pair_cost(challenge, person), high=1, whole=True)
            self.seats[number, person] = team[person] = seat
            comes = {self.weeks[number, week]: -1 for week, people in choices.items() if person in people}
            if len(comes) < len(choices):
                self.engine.add_row(-ENDLESS, 0, {seat: 1, **comes})
            for need, place in zip(takes, self._add_places(seat, len(takes)), strict=True):
                of_need[need].append(place)
                self.places[number, person, need] = place
        for need, columns in zip(needs, of_need, strict=True):
            self.engine.add_row(len(need.slots), len(need.slots), dict.fromkeys(columns, 1))
        return team

    def _add_places(self, seat: int, count: int) -> list[int]:
        """Return a column for each need that a seat could meet.

        Whole seats leave whole places, unless turns at a slot tie places of several teams to each other.
        """
        if count == 1:
            return [seat]
        whole = self.problem.rotation is not None
        places = [self.engine.add_column(0, high=1, whole=whole) for _ in range(count)]
        self.engine.add_row(0, 0, {seat: -1, **dict.fromkeys(places, 1)})
        return places

    def _add_skills(self, challenge: Challenge, team: dict[int, int]) -> dict[int, float]:
        """The skills required, and what is paid for those desired: the columns that cost something are returned."""
        people, paid = self.problem.reviewers, {}
        for skill in challenge.required:
            self.engine.add_row(1, ENDLESS, {seat: 1 for one, seat in team.items() if skill in people[one].skills})
        for skill in challenge.desired:
            lacking = self.engine.add_column(self.problem.weights.desired_skill, high=1)
            knowing = {seat: 1 for one, seat in team.items() if skill in people[one].skills}
            self.engine.add_row(1, ENDLESS, {**knowing, lacking: 1})
            paid[lacking] = self.problem.weights.desired_skill
        return paid

    def _pair_cost(self, challenge: Challenge, person: int) -> int:
        return sum(self.facts.pair_costs(challenge, self.problem.reviewers[person]).values())

    def _weeks_of(self, number: int) -> list[tuple[int, int]]:
        return [(week, self.weeks[number, week]) for week in self.choices[number]]

    def _by_home(self, team: dict[int, int]) -> dict[int, list[int]]:
        found = defaultdict(list)
        for person, seat in team.items():
            found[self.problem.reviewers[person].home].append(seat)
        return found

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
            for (one, first), (other, second) in combinations(seats, 2) if load > 1 and not self.loose else ():
                self.engine.add_row(-ENDLESS, 1, {first: 1, second: 1, self._apart(one, other, gap): -1})

    def _apart(self, one: int, other: int, gap: int) -> int:
        """Return the column that may be one only where two challenges are at least `gap` weeks apart."""
        one, other = sorted((one, other))
        if (one, other, gap) not in self.far:
            far = self.far[one, other, gap] = self.engine.add_column(0, high=1)
            for near in self._windows(one, other, gap):
                row = self.engine.add_row(-ENDLESS, 2, {far: 1, **dict.fromkeys(near, 1)})
                self.rows_of[one].add(row)
                self.rows_of[other].add(row)
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
        lent = defaultdict(list)
        for (home, number), seats in self.of_home.items():
            lent[home] += seats
            own = places.get(self.facts.hosted.get(home, -1))
            if own in self.choices:
                self._add_host(home, own, number, seats)
        for home in self.facts.authorities:
            self._add_share(self.facts.share_of(home), lent[home], self.problem.weights.load_dev)

    def _add_share(self, share: Share, columns: Iterable[int], points: float) -> None:
        """Count points for everything outside the least and the most of some columns."""
        over, under = (self.engine.add_column(points) for _ in range(2))
        terms = dict.fromkeys(columns, 1.0)
        self.engine.add_row(-ENDLESS, share[1], {**terms, over: -1})
        self.engine.add_row(share[0], ENDLESS, {**terms, under: 1})

    def _add_turns(self) -> None:
        """Turns at a slot that goes round, for every authority that hosts."""
        turns = self.problem.rotation.slots if self.problem.rotation else {}
        columns = defaultdict(list)
        for (number, person, need), column in self.places.items():
            kind = self.facts.needs(self.problem.challenges[number])[need].kind
            columns[self.problem.reviewers[person].home, kind].append(column)
        for home, slot in product(self.facts.hosted, turns):
            self._add_share(turns[slot], columns[home, slot], self.problem.rotation.points)

    def _add_host(self, home: int, own: int, number: int, seats: list[int]) -> None:
        """No lending in the weeks around a visit at home, nor to a host that lends in return."""
        gap, host = self.problem.host_supply_gap, self.problem.challenges[number].host
        alone = not self.facts.binds(Rule.ONE_PER_AUTHORITY)
        for some in ([seat] for seat in seats) if alone else [seats]:
            if gap > 0 and not self.loose:
                self.engine.add_row(-ENDLESS, 0, {**dict.fromkeys(some, 1), self._apart(own, number, gap): -1})
        back = self.of_home.get((host, own))
        if home > host or not back or not self.facts.binds(Rule.NO_SWAP):
            return
        if alone:
            lends = self.engine.add_column(0, high=1)
            for seat, limit, sign in (*((seat, 0, -1) for seat in seats), *((seat, 1, 1) for seat in back)):
                self.engine.add_row(-ENDLESS, limit, {seat: 1, lends: sign})
        else:
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

    def to_blame(self) -> set[int]:
        """Return the challenges one of which has to have more to choose from, where nothing fits: those that a proof
        without whole numbers rests on; all where there is no such proof. The model is of no use afterwards."""
        self.engine.whole(range(self.engine.columns), yes=False)
        blamed = self.engine.blamed()
        return {number for number, rows in self.rows_of.items() if not blamed or rows & blamed}

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
