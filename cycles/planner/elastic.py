"""Everything a problem could be if rules were set aside: one linear program with a column for every switch.

A switch is nought while its rule holds and one where it is set aside. How little of a switch would do
tells at once which rules have a part in a shortage; with whole numbers it is the plan itself. Only the
weeks between two visits of somebody, and around a host's own, are left out: who calls tries those.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property

import numpy as np

from .engine import ENDLESS, Answer, Engine
from .facts import Facts, Need
from .model import Chosen, Outcome
from .problem import Challenge, Lock, Problem, Reviewer, pair
from .rules import Rule
from .switches import Switch

Key = tuple[object, ...]
SMALL = 1e-5
A_TRY = 60.0  # seconds that one question may take
NAMED = {Rule.FORMER_EMPLOYER: 1, Rule.CLOSED_WEEK: 0}  # how much of `who` names a switch here; else all of it


class Elastic:
    """A problem as columns and rows, every rule of it held by its switch."""

    def __init__(self, problem: Problem, every: Sequence[Switch]) -> None:
        self.problem, self.every = problem, every
        self.facts = Facts(problem.but(locked={}))
        self.engine = Engine()
        self.column = {switch.key: self.engine.add_column(0, high=1) for switch in every}
        self._rows: dict[int, set[int]] = {column: set() for column in self.column.values()}
        self._of: dict[Key, int] = {}
        for switch in every:
            self._of.setdefault((switch.rule, *switch.who[: NAMED.get(switch.rule)]), self.column[switch.key])
        self._last: dict[int, int] = {}  # the weeks of the last plan found
        self._every = range(problem.weeks)
        self._place = {row.id: place for place, row in enumerate(problem.reviewers)}
        self.weeks: dict[tuple[int, int], int] = {}
        self.seats: dict[tuple[int, int], int] = {}
        self.places: dict[tuple[int, int, int], int] = {}
        self.of_home: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, challenge in enumerate(problem.challenges):
            self._add_weeks(number, challenge)
            self._add_team(number, challenge)
            self._add_locks(number, challenge)
        self._add_limits()
        self._add_people()
        self._add_swaps()

    def _row(self, low: float, high: float, terms: Mapping[int, float]) -> None:
        row = self.engine.add_row(low, high, terms)
        for column in terms:
            if column in self._rows:
                self._rows[column].add(row)

    def _unless(self, limit: float, terms: Mapping[int, float], switch: Key, most: float | None = None) -> None:
        """Add a limit that holds unless a switch sets it aside; `most` is what the terms can come to at all."""
        column = self._of.get(switch)
        most = sum(value for value in terms.values() if value > 0) if most is None else most
        if most > limit:
            off = {} if column is None else {column: limit - most}
            self._row(-ENDLESS, limit, {**terms, **off})

    def _add_weeks(self, number: int, challenge: Challenge) -> None:
        """One week, open unless its closing is set aside."""
        for week in self._every:
            self.weeks[number, week] = self.engine.add_column(0, high=1)
        self._row(1, 1, {self.weeks[number, week]: 1 for week in self._every})
        for switch in self.every:
            if switch.rule is Rule.CLOSED_WEEK and switch.who == (challenge.id,):
                closed = {self.weeks[number, week]: 1.0 for week in switch.weeks if week < self.problem.weeks}
                self._row(-ENDLESS, 0, {**closed, self.column[switch.key]: -1})

    def _add_team(self, number: int, challenge: Challenge) -> None:
        """Seats for everybody but who works for the host, and the skills required."""
        needs = self.facts.needs(challenge)
        met: list[dict[int, float]] = [{} for _ in needs]
        for place, reviewer in enumerate(self.problem.reviewers):
            takes = [n for n, need in enumerate(needs) if reviewer.can_be(need.kind)]
            if takes and reviewer.home != challenge.host:
                self._add_seat(number, place, needs, takes, met)
        for need, columns in zip(needs, met, strict=True):
            self._row(len(need.slots), len(need.slots), columns)
        for skill in challenge.required:
            knowing = {
                seat: 1.0
                for (one, place), seat in self.seats.items()
                if one == number and skill in self.problem.reviewers[place].skills
            }
            self._row(1, ENDLESS, {**knowing, self._of[Rule.REQUIRED_SKILL, challenge.id, skill]: 1})
        if self.problem.host_cap is not None:
            self._add_cap(number, challenge)

    def _add_seat(
        self, number: int, place: int, needs: list[Need], takes: list[int], met: list[dict[int, float]]
    ) -> None:
        challenge, reviewer = self.problem.challenges[number], self.problem.reviewers[place]
        seat = self.seats[number, place] = self.engine.add_column(0, high=1)
        self.of_home[reviewer.home, number].append(seat)
        columns = [seat] if len(takes) == 1 else [self.engine.add_column(0, high=1) for _ in takes]
        if len(takes) > 1:
            self._row(0, 0, {seat: -1, **dict.fromkeys(columns, 1)})
        for need, column in zip(takes, columns, strict=True):
            met[need][column] = 1
            self.places[number, place, need] = column
        for bar in self._bars(challenge, reviewer):
            self._unless(0, {seat: 1}, bar)
        for rule, weeks in ((Rule.AWAY, reviewer.unavailable), (Rule.UNTRAINED, range(reviewer.trained_from))):
            absent = {self.weeks[number, week]: 1.0 for week in weeks if week < self.problem.weeks}
            self._unless(1, {seat: 1, **absent}, (rule, reviewer.id), most=2 if absent else 1)

    def _bars(self, challenge: Challenge, reviewer: Reviewer) -> Iterable[Key]:
        """Yield the switches of what keeps somebody out whatever the week."""
        facts, shared = self.facts, pair(reviewer.home, challenge.host)
        if challenge.host in reviewer.former and facts.binds(Rule.FORMER_EMPLOYER):
            yield Rule.FORMER_EMPLOYER, reviewer.id
        if shared in self.problem.shared_service and facts.binds(Rule.SHARED_SERVICE):
            yield Rule.SHARED_SERVICE, *shared
        for tie in facts.ties.get((challenge.id, reviewer.id), ()):
            if tie.points is None:
                yield Rule.TIE, challenge.id, reviewer.id, tie.kind

    def _add_cap(self, number: int, challenge: Challenge) -> None:
        """What a visit may cost by itself, skills that nobody brings counted."""
        facts, people = self.facts, self.problem.reviewers
        seats = {place: seat for (one, place), seat in self.seats.items() if one == number}
        costs = {self.weeks[number, week]: facts.week_cost(challenge, week) for week in self._every}
        costs |= {seat: sum(facts.pair_costs(challenge, people[place]).values()) for place, seat in seats.items()}
        for skill in challenge.desired:
            lacking = self.engine.add_column(0, high=1)
            knowing = {seat: 1.0 for place, seat in seats.items() if skill in people[place].skills}
            self._row(1, ENDLESS, {lacking: 1, **knowing})
            costs[lacking] = self.problem.weights.desired_skill
        self._unless(self.problem.host_cap, costs, (Rule.HOST_CAP,))

    def _add_locks(self, number: int, challenge: Challenge) -> None:
        lock = self.problem.locked.get(challenge.id, Lock())
        if lock.week is not None:
            others = {self.weeks[number, week]: 1.0 for week in self._every if week != lock.week}
            self._unless(0, others, (Rule.LOCKED_WEEK, challenge.id), most=1)
        team, needs, taken = lock.team or (), self.facts.needs(challenge), set()
        for slot, member in enumerate(team):
            if member is None:
                continue
            need = next((n for n, one in enumerate(needs) if slot in one.slots), -1)
            seat = None if (member, need) in taken else self.places.get((number, self._place[member], need))
            taken.add((member, need))
            switch = (Rule.LOCKED_SEAT, challenge.id, member) if None in team else (Rule.LOCKED_TEAM, challenge.id)
            self._row(1, ENDLESS, {self._of[switch]: 1, **({} if seat is None else {seat: 1})})
        if team and len(team) != len(challenge.slots):  # no team of such a size fits
            off = self._of.get((Rule.LOCKED_TEAM, challenge.id))
            self._row(1, ENDLESS, {} if off is None else {off: 1})

    def _add_limits(self) -> None:
        """What a week holds, overall and in a region."""
        in_region = defaultdict(list)
        for number, challenge in enumerate(self.problem.challenges):
            in_region[self.facts.region_of(challenge)].append(number)
        everybody = range(len(self.problem.challenges))
        for week in self._every:
            held = {self.weeks[number, week]: 1.0 for number in everybody}
            self._unless(self.problem.max_per_week, held, (Rule.WEEK_FULL,))
            for region, numbers in in_region.items():
                there = {self.weeks[number, week]: 1.0 for number in numbers}
                self._unless(self.problem.max_per_week_region[region], there, (Rule.REGION_FULL, region))

    def _add_people(self) -> None:
        visits = defaultdict(dict)
        for (_, place), seat in self.seats.items():
            visits[place][seat] = 1.0
        for place, seats in visits.items():
            reviewer = self.problem.reviewers[place]
            self._unless(reviewer.max_load, seats, (Rule.MAX_LOAD, reviewer.id))
        for seats in self.of_home.values() if self.facts.binds(Rule.ONE_PER_AUTHORITY) else ():
            self._unless(1, dict.fromkeys(seats, 1), (Rule.ONE_PER_AUTHORITY,))

    def _add_swaps(self) -> None:
        """No two authorities review each other."""
        own = {row.host: number for number, row in enumerate(self.problem.challenges)}
        for (home, number), seats in self.of_home.items() if self.facts.binds(Rule.NO_SWAP) else ():
            host = self.problem.challenges[number].host
            back = self.of_home.get((host, own[home])) if home < host and home in own else None
            if back:
                lends = self.engine.add_column(0, high=1)
                for seat in seats:
                    self._unless(0, {seat: 1, lends: -1}, (Rule.NO_SWAP,), most=1)
                for seat in back:
                    self._unless(1, {seat: 1, lends: 1}, (Rule.NO_SWAP,))

    def core(self, kept: Collection[Switch], seconds: float = A_TRY) -> list[Switch] | None:
        """Return which of these rules, all of them kept, cannot hold together as a linear program's own proof names
        them: empty where nothing holds whatever is set aside. None where it sees no clash."""
        with self._held(kept):
            answer = self._any(seconds)
            if answer.feasible or not answer.finished:
                return None
            blamed = self.engine.blamed()
        few = [switch for switch in kept if self._rows[self.column[switch.key]] & blamed]
        if len(few) < len(kept):
            with self._held(few):
                return list(kept) if self._any(A_TRY).feasible else few
        return few

    def plan(self, kept: Collection[Switch], seconds: float) -> Outcome:
        """Find a plan that keeps these rules and may break any other, if there is any.

        The weeks of the last plan are tried first, then any, the visits as far from each other as they can be.
        """
        held = {self.weeks[n, week]: (float(week == at),) * 2 for n, at in self._last.items() for week in self._every}
        with self._held(kept):
            answer = None
            if held:
                self.engine.hold(held)
                answer = self._whole_answer(seconds)
                self.engine.hold(dict.fromkeys(held, (0.0, 1.0)))
            if answer is None or not answer.feasible:
                answer = self._whole_answer(seconds)
        return Outcome(self._chosen(answer) if answer.feasible else None, 0, 0, answer.finished)

    def _whole_answer(self, seconds: float) -> Answer:
        """Solve in whole numbers, where the linear program's answer is not whole already."""
        answer = self._any(seconds, self._wish)
        if not answer.feasible or self._is_whole(answer):
            return answer
        with self._whole():
            return self._any(seconds, self._wish)

    @cached_property
    def _wish(self) -> dict[int, float]:
        """What lets the visits be as far from each other as they can be."""
        apart = self.problem.weeks / max(1, len(self.problem.challenges))
        return {column: abs(week - (number + 0.5) * apart) for (number, week), column in self.weeks.items()}

    def cheapest(self, clashes: Iterable[Sequence[Switch]], seconds: float) -> list[Switch] | None:
        """Return the cheapest rules to set aside, some of each further clash; None where nothing helps or time ran out.

        Whatever helps costs no less.
        """
        for clash in clashes:
            self._row(1, ENDLESS, {self.column[one.key]: 1 for one in clash if not one.lasting})
        prices = {self.column[switch.key]: float(switch.price) for switch in self.every if not switch.lasting}
        with self._held([switch for switch in self.every if switch.lasting]), self._whole(prices):
            self.engine.count(prices)
            answer = self.engine.solve(seconds)
        if not (answer.feasible and answer.finished):
            return None
        return [one for one in self.every if answer.values[self.column[one.key]] > 0.5]

    @contextmanager
    def _held(self, kept: Iterable[Switch]) -> Iterator[None]:
        columns = [self.column[switch.key] for switch in kept]
        self.engine.hold(dict.fromkeys(columns, (0.0, 0.0)))
        yield
        self.engine.hold(dict.fromkeys(columns, (0.0, 1.0)))

    @contextmanager
    def _whole(self, more: Iterable[int] = ()) -> Iterator[None]:
        columns = [*self.weeks.values(), *self.seats.values(), *more]
        self.engine.whole(columns)
        yield
        self.engine.whole(columns, yes=False)

    def _any(self, seconds: float, wish: dict[int, float] | None = None) -> Answer:
        """Solve for anything that holds."""
        self.engine.count(wish or {})
        return self.engine.solve(seconds, any_will_do=True)

    def _is_whole(self, answer: Answer) -> bool:
        values = answer.values[[*self.weeks.values(), *self.seats.values()]]
        return not len(values) or bool(np.abs(values - values.round()).max() < SMALL)

    def _chosen(self, answer: Answer) -> Chosen:
        team = defaultdict(set)
        for (number, place), seat in self.seats.items():
            if answer.values[seat] > 0.5:
                team[number].add(place)
        self._last = {number: week for (number, week), column in self.weeks.items() if answer.values[column] > 0.5}
        return {number: (week, frozenset(team[number])) for number, week in self._last.items()}
