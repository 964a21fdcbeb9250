"""A released plan mended with the fewest changes: fewest weeks moved, then fewest seats, then the cost.

Only the challenges that cannot stay as they were released are freed at first; where that is not
enough, or not yet proved fewest, all are. Nothing that could stay is ever moved for a better cost.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from .check import check
from .engine import ENDLESS
from .facts import Facts
from .model import Choices, Chosen, Model
from .plan import Entry, Plan, Status
from .problem import Problem
from .rules import Breach
from .seating import entries_of, kept
from .teams import Teams


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended plan, how far it is from the released one, and whether that is proved fewest."""

    plan: Plan
    weeks_moved: int
    seats_changed: int
    fewest: bool


def repair(problem: Problem, seconds: float = 60.0) -> Repair | None:
    """Mend the released plan of a problem. None when time ran out, or nothing fits."""
    return _Repairing(problem, seconds).run()


def damaged(problem: Problem) -> set[int]:
    """Return the challenges (their ids) that cannot all stay as they were released."""
    facts = Facts(problem)
    entries = {key: Entry(lock.week, lock.team or ()) for key, lock in problem.released.items()}
    found = {row.id for row in problem.challenges if row.id not in entries}
    for one in check(problem, Plan(entries)).breaches:
        found |= _touched(facts, entries, one)
    return found


def _touched(facts: Facts, entries: dict[int, Entry], one: Breach) -> set[int]:
    """Return the challenges that a breach is about."""
    said = dict(one.facts)
    if "challenge" in said:
        return {said["challenge"]}
    if "reviewer" in said:
        return {key for key, entry in entries.items() if said["reviewer"] in entry.team}
    if "authority" in said:
        homes = {said["authority"], said["other"]} if "other" in said else {said["authority"]}
        lent = {key for key, entry in entries.items() if homes & _homes(facts, entry.team)}
        return lent | {facts.hosted[home] for home in homes if home in facts.hosted}
    return {key for key, entry in entries.items() if entry.week == said["week"]}


def _homes(facts: Facts, team: Iterable[int | None]) -> set[int]:
    return {facts.reviewers[member].home for member in team if member in facts.reviewers}


class _Repairing:
    def __init__(self, problem: Problem, seconds: float) -> None:
        self.problem, self.facts = problem, Facts(problem)
        self.began = time.monotonic()
        self.until = self.began + seconds
        self.teams = [Teams(self.facts, challenge) for challenge in problem.challenges]
        self.place = {row.id: place for place, row in enumerate(problem.challenges)}
        self.person = {row.id: place for place, row in enumerate(problem.reviewers)}
        self.was: Chosen = {
            self.place[key]: (lock.week, frozenset(self.person[one] for one in lock.team if one is not None))
            for key, lock in problem.released.items()
            if lock.week is not None and lock.team is not None
        }

    def run(self) -> Repair | None:
        everything = set(self.place.values())
        broken = {self.place[key] for key in damaged(self.problem)}
        first = self._nearest(broken) if broken < everything else None
        if first is not None and self._is_fewest(first):
            return self._told(first, fewest=True)
        second = self._mend(everything, stay=True) or self._one_more() or self._mend(everything, stay=False)
        if second is None:
            return None if first is None else self._told(first, fewest=False)
        return self._told(second, fewest=True)

    def _nearest(self, free: set[int]) -> Chosen | None:
        """Return the nearest plan that frees some challenges: with no week moved that need not, where there is one."""
        return self._mend(free, stay=True) or self._mend(free, stay=False)

    def _one_more(self) -> Chosen | None:
        """Return the nearest plan that moves one week more than must move, where no fewer will do.

        None where there is none, or time ran out. Whose week may help is told by why nothing fits without.
        """
        everything = set(self.place.values())
        blamed = self._model(everything, {n for n in everything if self._must_move(n)}).to_blame()
        found = [
            self._mend(everything, stay=True, mover=number) for number in sorted(blamed) if not self._must_move(number)
        ]
        nearest = [chosen for chosen in found if chosen is not None]
        return min(nearest, key=self._how_far, default=None) if self._left() > 0 else None

    def _how_far(self, chosen: Chosen) -> tuple[int, int, int]:
        entries = entries_of(self.facts, chosen, self.problem.released)
        return (*self._distance(chosen), check(self.problem, Plan(entries)).cost)

    def _mend(self, free: set[int], stay: bool, mover: int | None = None) -> Chosen | None:
        """Return the plan nearest to the released one that leaves all but some challenges as they are.

        With `stay` no week moves but those that must, and the mover's.
        """
        model = self._model(free, {n for n in free if not stay or n == mover or self._must_move(n)})
        moved = {column: 1.0 for (number, week), column in model.weeks.items() if self._week(number) != week}
        changed = {
            column: 1.0
            for (number, person, need), column in model.places.items()
            if not self._stays(number, person, need)
        }
        for count in (moved, changed):
            outcome = model.solve(self._left(), prices=count)
            if outcome.chosen is None or not outcome.finished:
                return None
            model.engine.add_row(-ENDLESS, round(outcome.cost), count)
        outcome = model.solve(self._left())
        return outcome.chosen

    def _model(self, free: set[int], movable: set[int]) -> Model:
        """Return the model in which some challenges are free to change their team, and some of them their week."""
        choices: Choices = {n: dict([self.was[n]]) for n in range(len(self.teams)) if n not in free}
        for number in free:
            every = self.teams[number].choices()
            choices[number] = every if number in movable else {self.was[number][0]: every[self.was[number][0]]}
        return Model(self.facts, choices)

    def _stays(self, number: int, person: int, need: int) -> bool:
        """Say whether somebody in a seat of this need keeps what they had."""
        if number not in self.was or person not in self.was[number][1]:
            return False
        challenge = self.problem.challenges[number]
        had = kept(self.facts, challenge, self.problem.released[challenge.id].team)
        return had.get(self.problem.reviewers[person].id, need) == need

    def _week(self, number: int) -> int | None:
        return self.was[number][0] if number in self.was else None

    def _left(self) -> float:
        return max(0.0, self.until - time.monotonic())

    def _distance(self, chosen: Chosen) -> tuple[int, int]:
        moved = sum(week != self._week(number) for number, (week, _) in chosen.items())
        entries = entries_of(self.facts, chosen, self.problem.released)
        return moved, sum(self._changed(key, entry.team) for key, entry in entries.items())

    def _changed(self, key: int, team: tuple[int | None, ...]) -> int:
        """Return how many seats of a team hold somebody else; in a team of another size, how many people are new."""
        was = (self.problem.released[key].team if key in self.problem.released else None) or ()
        if len(was) != len(team):
            return len(set(team) - set(was))
        return sum(one != other for one, other in zip(team, was, strict=True))

    def _is_fewest(self, chosen: Chosen) -> bool:
        """Say whether no plan is nearer: no week moved and no seat changed but those that cannot stay."""
        moved, seats = self._distance(chosen)
        must = sum(self._must_move(number) for number in chosen)
        return moved == must and seats == sum(self._gone(number) for number in chosen)

    def _must_move(self, number: int) -> bool:
        return self._week(number) not in self.teams[number].weeks

    def _gone(self, number: int) -> int:
        """Return how many of a released team cannot come to that visit, whatever else is done."""
        if number not in self.was:
            return len(self.problem.challenges[number].slots)
        (week, team), teams = self.was[number], self.teams[number]
        weeks = teams.choices() if self._must_move(number) else {week: teams.choices()[week]}
        return teams.size - max((len(team & people) for people in weeks.values()), default=0)

    def _told(self, chosen: Chosen, fewest: bool) -> Repair:
        plan = Plan(entries_of(self.facts, chosen, self.problem.released))
        found = check(self.problem, plan)
        if found.breaches:
            raise AssertionError(f"The planner broke a rule: {found.breaches[0]}")
        seconds = time.monotonic() - self.began
        plan = Plan(plan.entries, cost=found.cost, bound=0, status=Status.FEASIBLE, seconds=seconds)
        return Repair(plan, *self._distance(chosen), fewest)
