"""The exact model: one whole number per week of a challenge and per seat in that week.

It is given the weeks and seats that may be chosen, all of them or few. With few it answers fast
and holds only among those; who calls knows what that proves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
        self.seats: dict[tuple[int, int, int], int] = {}
        for number in sorted(choices):
            self._add_challenge(number, self.problem.challenges[number])
        self._index()
        self._add_people()
        self._add_week_limits()
        self._add_authorities()

    def _add_challenge(self, number: int, challenge: Challenge) -> None:
        """One week each; in that week as many of each grade as there are places, and the skills required."""
        add_row = self.engine.add_row
        for week, people in sorted(self.choices[number].items()):
            held = self.engine.add_column(self.facts.week_cost(challenge, week), high=1, whole=True)
            self.weeks[number, week] = held
            team: dict[Reviewer, int] = {}
            for person in sorted(people):
                reviewer = self.problem.reviewers[person]
                cost = sum(self.facts.pair_costs(challenge, reviewer).values())
                self.seats[number, person, week] = team[reviewer] = self.engine.add_column(cost, high=1, whole=True)
            for grade, count in self.facts.needs(challenge).items():
                of_grade = [column for reviewer, column in team.items() if reviewer.grade == grade]
                add_row(0, 0, {**dict.fromkeys(of_grade, 1.0), held: -count})
            for columns in _by(team, lambda reviewer: reviewer.home).values():
                if len(columns) > 1:
                    add_row(-ENDLESS, 0, {**dict.fromkeys(columns, 1.0), held: -1})
            for skill in challenge.required:
                knowing = [column for reviewer, column in team.items() if skill in reviewer.skills]
                add_row(0, ENDLESS, {**dict.fromkeys(knowing, 1.0), held: -1})
            for skill in challenge.desired:
                knowing = [column for reviewer, column in team.items() if skill in reviewer.skills]
                lacking = self.engine.add_column(self.problem.weights.desired_skill, high=1)
                add_row(0, ENDLESS, {**dict.fromkeys(knowing, 1.0), lacking: 1, held: -1})
        add_row(1, 1, {self.weeks[number, week]: 1 for week in self.choices[number]})

    def _index(self) -> None:
        """Look seats up by person, by authority and challenge, and by authority."""
        self.of_person: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.of_home: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
        for (number, person, week), column in self.seats.items():
            self.of_person[person].append((week, column))
            self.of_home[self.problem.reviewers[person].home, number].append((week, person, column))

    def _add_people(self) -> None:
        """No more visits than somebody may be asked for, nor too soon after each other."""
        gap = self.problem.reviewer_gap
        for person, seats in sorted(self.of_person.items()):
            reviewer = self.problem.reviewers[person]
            if len(seats) < 2:
                continue
            self.engine.add_row(-ENDLESS, reviewer.max_load, {column: 1 for _, column in seats})
            if reviewer.max_load > 1:
                self._add_windows(seats, gap)

    def _add_windows(self, seats: Iterable[tuple[int, int]], gap: int, limit: float = 1) -> None:
        """At most one of these in any stretch of `gap` weeks; a stretch within another says nothing new."""
        columns = defaultdict(list)
        for week, column in seats:
            columns[week].append(column)
        said: set[int] = set()
        for first in sorted(columns):
            inside = {column for week in range(first, first + gap) for column in columns.get(week, ())}
            if len(inside) > 1 and not inside <= said:
                self.engine.add_row(-ENDLESS, limit, dict.fromkeys(sorted(inside), 1.0))
                said = inside

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

    def _at_most(self, columns: list[int], limit: int) -> None:
        if len(columns) > limit:
            self.engine.add_row(-ENDLESS, limit, dict.fromkeys(columns, 1.0))

    def _add_authorities(self) -> None:
        """Fair shares; no hosting and lending at once; no two authorities reviewing each other."""
        places = Rows(self.facts).place
        least, most = self.facts.fair_share
        lent = defaultdict(list)
        for (home, number), seats in self.of_home.items():
            lent[home] += [column for _, _, column in seats]
            own = places.get(self.facts.hosted.get(home, -1))
            if own in self.choices:
                self._add_host(home, own, number, seats)
        for home in self.facts.authorities:
            over, under = (self.engine.add_column(self.problem.weights.load_dev) for _ in range(2))
            terms = dict.fromkeys(lent[home], 1.0)
            self.engine.add_row(-ENDLESS, most, {**terms, over: -1})
            self.engine.add_row(least, ENDLESS, {**terms, under: 1})

    def _add_host(self, home: int, own: int, number: int, seats: list[tuple[int, int, int]]) -> None:
        hosting = [(week, self.weeks[own, week]) for week in self.choices[own]]
        lending = [(week, column) for week, _, column in seats]
        self._add_mixed_windows(hosting, lending, self.problem.host_supply_gap)
        host = self.problem.challenges[number].host
        back = self.of_home.get((host, own))
        if home < host and back:
            self.engine.add_row(-ENDLESS, 1, dict.fromkeys([c for *_, c in (*seats, *back)], 1.0))

    def _add_mixed_windows(self, hosting: list, lending: list, gap: int) -> None:
        """Where an authority lends in a stretch of weeks, it does not host there."""
        for first in sorted({week for week, _ in lending} | {week for week, _ in hosting}):
            one = [column for week, column in hosting if first <= week < first + gap]
            other = [column for week, column in lending if first <= week < first + gap]
            if one and other:
                self.engine.add_row(-ENDLESS, 1, dict.fromkeys((*one, *other), 1.0))

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
        taken = {
            column: float(known[number][0] == week and person in known[number][1])
            for (number, person, week), column in self.seats.items()
        }
        return held | taken

    def _chosen(self, answer: Answer) -> Chosen:
        week_of = {number: week for (number, week), column in self.weeks.items() if answer.values[column] > 0.5}
        team = defaultdict(set)
        for (number, person, _), column in self.seats.items():
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
