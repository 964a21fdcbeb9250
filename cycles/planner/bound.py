"""The least any plan can cost, and what every seat and week would add to it.

Visits are chosen by a linear program that knows few of them; its prices ask each challenge for the
visit it lacks most, until there is none. Any prices give a bound, so one is known early.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .engine import ENDLESS, Answer, Engine
from .facts import Facts
from .model import Choices, Chosen
from .rows import Row, Rows, Table, Visit, holds, turn_of
from .rules import Cost, Rule
from .teams import Passes, Teams

SMALL = 1e-6
TEAMS_A_ROUND = 4
ROWS_A_ROUND = 300
STEADY = 0.6  # how much of the best prices so far is kept when new ones are tried


@dataclass(slots=True)
class Prices:
    """What the rows' prices make of a problem: by challenge and week, by reviewer (then turn) and week, and by
    reviewers lent to one challenge."""

    visits: Table
    seats: Table
    lent: dict[int, dict[int, Table]]


@dataclass(frozen=True, slots=True)
class Bound:
    """A proved bound, with the least a plan costs that has a given visit week, and a given seat in a
    given week (candidates by open weeks of each challenge)."""

    value: float
    weeks: list[Table]
    seats: list[Table]


class Bounding:
    """The linear program over visits, and its search for the ones it lacks."""

    def __init__(self, facts: Facts, unplanned: float, seed: int = 0) -> None:
        self.facts, self.problem = facts, facts.problem
        self.teams = [Teams(facts, challenge) for challenge in self.problem.challenges]
        self.turns = [self._turns_of(teams) for teams in self.teams]
        self.cost = [{one.place: one.cost for one in teams.candidates} for teams in self.teams]
        self.is_open = all(teams.has_team() for teams in self.teams)  # else nothing fits, and there is no bound
        self.rows = Rows(facts)
        self.engine = Engine(seed)
        self.lines: list[Row] = []
        self.named: set[tuple] = set()
        self.of_challenge: dict[int, list[tuple[int, slice]]] = defaultdict(list)
        self.of_person: dict[int, list[tuple[int, int | None, slice]]] = defaultdict(list)
        self.visits: dict[Visit, int] = {}
        self.visits_of: dict[tuple[int | None, int | None], list[Visit]] = defaultdict(list)  # a challenge or a person
        self.best, self.value = -ENDLESS, ENDLESS
        self.best_prices = np.zeros(0)
        self.shares: dict[Visit, float] = {}
        for row in self.rows.first():
            self._add_row(row)
        self._add_slacks(unplanned)

    def _turns_of(self, teams: Teams) -> NDArray[np.int64]:
        """Return which turn each candidate would have, -1 for none."""
        turns = [turn_of(self.facts, one.place, teams.needs[one.need].kind) for one in teams.candidates]
        return np.array(turns, dtype=int)

    def _add_row(self, row: Row) -> None:
        number = len(self.lines)
        self.lines.append(row)
        self.named.add(row.name)
        for challenge, weeks in row.visits:
            self.of_challenge[challenge].append((number, weeks))
        for people, challenge, weeks in row.seats:
            for person in people:
                self.of_person[person].append((number, challenge, weeks))
        near = set().union(
            *(self.visits_of[challenge, None] for challenge, _ in row.visits),
            *(self.visits_of[None, person] for people, _, _ in row.seats for person in people),
        )
        terms = {self.visits[visit]: row.terms(visit) for visit in near}
        self.engine.add_row(row.low, row.high, {column: terms[column] for column in sorted(terms) if terms[column]})

    def _terms(self, visit: Visit) -> dict[int, int]:
        """Return how often a visit counts in each row it counts in."""
        found: Counter[int] = Counter(
            number for number, weeks in self.of_challenge[visit.challenge] if holds(weeks, visit.week)
        )
        for person in (*visit.team, *visit.turns):
            for number, challenge, weeks in self.of_person[person]:
                if challenge in (None, visit.challenge) and holds(weeks, visit.week):
                    found[number] += 1
        return found

    def _add_slacks(self, unplanned: float) -> None:
        """What may be paid for instead: a crowded stretch, an unfair share, a challenge left out for now."""
        weights = self.problem.weights
        for number, row in enumerate(self.lines):
            if row.name[0] is Cost.CROWDING:
                self.engine.add_column(weights.spread, {number: -1})
            elif row.name[0] is Cost.FAIR_SHARE:
                self.engine.add_column(weights.load_dev, {number: -1 if row.low == -ENDLESS else 1})
            elif row.name[0] is Cost.ROTATION:
                self.engine.add_column(self.problem.rotation.points, {number: -1 if row.low == -ENDLESS else 1})
            elif row.name[0] is Rule.UNSCHEDULED:
                self.engine.add_column(unplanned, {number: 1})

    def add(self, visit: Visit) -> bool:
        """Let a visit be chosen. Says whether it was new."""
        if visit in self.visits:
            return False
        self.visits[visit] = self.engine.add_column(self.price_of(visit), self._terms(visit))
        self.visits_of[visit.challenge, None].append(visit)
        for person in visit.team:
            self.visits_of[None, person].append(visit)
        return True

    def price_of(self, visit: Visit) -> float:
        """Return what a visit costs by itself, in points."""
        challenge = self.problem.challenges[visit.challenge]
        team = [self.problem.reviewers[person] for person in visit.team]
        lacking = len(self.facts.missing(challenge.desired, team)) * self.problem.weights.desired_skill
        pairs = sum(self.cost[visit.challenge][person] for person in visit.team)
        return self.facts.week_cost(challenge, visit.week) + pairs + lacking

    def improve(self, stop: Callable[[], bool], found_bound: Callable[[float], None]) -> bool:
        """Run rounds until nothing is lacking (True) or `stop` says so (False); each bound is told."""
        while not stop():
            answer = self._solve()
            steady = self._steadied(answer)
            found = self._ask(steady)
            if not found and steady is not answer.prices:
                found = self._ask(answer.prices)
            found_bound(self.best)
            if not found and not self._broken(answer):
                return True
        return False

    def _solve(self) -> Answer:
        answer = self.engine.solve()
        while self._broken(answer):
            answer = self.engine.solve()
        self.value = answer.cost
        return answer

    def _broken(self, answer: Answer) -> int:
        """Add the rows that the present choice breaks, and say how many."""
        self.shares = {
            visit: share for visit, column in self.visits.items() if (share := answer.values[column]) > SMALL
        }
        rows = {row.name: row for row in self.rows.broken(self.shares.items()) if row.name not in self.named}
        for row in list(rows.values())[:ROWS_A_ROUND]:
            self._add_row(row)
        return len(rows)

    def _steadied(self, answer: Answer) -> Table:
        if self.best == -ENDLESS:
            return answer.prices
        known = np.zeros(len(answer.prices))
        known[: len(self.best_prices)] = self.best_prices
        return STEADY * known + (1 - STEADY) * answer.prices

    def _ask(self, values: Table) -> int:
        """Ask every challenge for the visits it lacks at these prices; keep the bound if it is better."""
        prices, added, total = self.prices(values), 0, self._at_limits(values)
        for number, teams in enumerate(self.teams):
            least, visits = self._cheapest(number, self.seat_prices(number, prices), self.visit_prices(number, prices))
            total += least
            added += sum(self.add(self._visit(number, int(teams.weeks[week]), chosen)) for week, chosen in visits)
        if total > self.best:
            self.best, self.best_prices = total, values
        return added

    def _visit(self, number: int, week: int, chosen: list[int]) -> Visit:
        team, turns = self.teams[number].places[chosen], self.turns[number][chosen]
        return Visit(number, week, tuple(sorted(team.tolist())), tuple(sorted(turns[turns >= 0].tolist())))

    def _cheapest(self, number: int, seats: Table, visits: Table) -> tuple[float, list[tuple[int, list[int]]]]:
        """Return the least price of a visit, and the week and team of the cheapest below nought.

        Weeks are looked into from the most promising on, until no other can be cheaper.
        """
        teams, least, found = self.teams[number], math.inf, []
        for low, weeks in teams.by_promise(seats, visits):
            if low >= least:
                break
            passes = Passes(teams, seats[:, weeks])
            reduced = passes.cheapest + visits[weeks]
            least = min(least, float(reduced.min()))
            found += [(reduced[n], int(weeks[n]), passes, n) for n in np.flatnonzero(reduced < -SMALL)]
        found.sort(key=lambda visit: visit[:2])
        return least, [(week, passes.chosen(int(n))) for _, week, passes, n in found[:TEAMS_A_ROUND]]

    def _at_limits(self, values: Table) -> float:
        return float(sum(row.limit * value for row, value in zip(self.lines, values, strict=False) if value))

    def prices(self, values: Table) -> Prices:
        """Spread the rows' prices over the weeks and seats that count in them."""
        shape = (len(self.problem.challenges), self.problem.weeks)
        turns = len(self.problem.rotation.slots) if self.problem.rotation else 0
        seats = np.zeros((len(self.problem.reviewers) * (1 + turns) + 1, self.problem.weeks))  # the last for no turn
        found = Prices(np.zeros(shape), seats, defaultdict(dict))
        for row, value in zip(self.lines, values, strict=False):
            if abs(value) < SMALL * SMALL:
                continue
            for challenge, weeks in row.visits:
                found.visits[challenge, weeks] -= value
            for people, challenge, weeks in row.seats:
                self._spread(found, people, challenge, weeks, value)
        return found

    def _spread(self, found: Prices, people: tuple, challenge: int | None, weeks: slice, value: float) -> None:
        for person in people:
            if challenge is None:
                found.seats[person, weeks] -= value
            else:
                lent = found.lent[challenge]
                lent.setdefault(person, np.zeros(self.problem.weeks))[weeks] -= value

    def seat_prices(self, number: int, prices: Prices) -> Table:
        """Return the price of every candidate of a challenge in its open weeks."""
        teams = self.teams[number]
        table = teams.base + prices.seats[teams.places][:, teams.weeks]
        if self.problem.rotation:
            table += prices.seats[self.turns[number]][:, teams.weeks]
        if lent := prices.lent.get(number):
            for candidate, place in enumerate(teams.places):
                if place in lent:
                    table[candidate] += lent[place][teams.weeks]
        return table

    def visit_prices(self, number: int, prices: Prices) -> Table:
        """Return the price of each open week of a challenge, its team left out."""
        teams = self.teams[number]
        return teams.week_costs + prices.visits[number, teams.weeks]

    def liked(self, known: Chosen) -> Choices:
        """Return the weeks and people that the linear program chose in parts, with those of a known plan."""
        weeks = {number: {week} for number, (week, _) in known.items()}
        people = {number: set(team) for number, (_, team) in known.items()}
        for visit in self.shares:
            weeks.setdefault(visit.challenge, set()).add(visit.week)
            people.setdefault(visit.challenge, set()).update(visit.team)
        found: Choices = {}
        for number, teams in enumerate(self.teams):
            may = teams.choices()
            found[number] = {week: may[week] & people[number] for week in sorted(weeks.get(number, ()))}
        return found

    def bound(self) -> Bound:
        """Return the best bound so far with what each week and each seat would add to it."""
        prices = self.prices(self.best_prices)
        weeks, seats = [], []
        for number, teams in enumerate(self.teams):
            passes = Passes(teams, self.seat_prices(number, prices))
            visit_prices = self.visit_prices(number, prices)
            reduced = passes.cheapest + visit_prices
            weeks.append(self.best + reduced - reduced.min())
            seats.append(self.best + passes.with_each() + visit_prices - reduced.min())
        return Bound(self.best, weeks, seats)
