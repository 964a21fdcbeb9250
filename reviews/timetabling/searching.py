"""Finding a timetable: put every session down where it costs least, then take some up again and try anew.

What was best is kept. The search ends when nothing can cost less, or its time is over.
"""

import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from .board import NOWHERE, Board, Job, Spot
from .costs import bound, cost_of, saving_ring
from .problem import LOAD, NEW_BUILDING, UNPLACED, Placement, Problem

COARSE, FINE = 15, 5
HEAT = 0.3  # how readily something worse is gone on from, in points
FEWEST, MOST = 2, 6
HEARD_EVERY = 0.5

Report = Callable[[int, int], bool]  # sessions placed, cost; says whether to go on


class Search:
    """One search for one problem."""

    def __init__(self, problem: Problem, step: int, seed: int = 1) -> None:
        self.problem, self.board = problem, Board(problem)
        self.jobs = {wanted.key: self.board.job(wanted, step) for wanted in problem.wanted}
        self.random = random.Random(seed)  # noqa: S311 -- the same question gets the same answer
        self._all_led = {key: sum(job.gains.values()) for key, job in self.jobs.items()}

    def spot_for(self, job: Job) -> Spot | None:
        """Return the cheapest place for a job as things stand; among equals, any."""
        board, best = self.board, None
        prices = sorted((board.price(key, job), self.random.random(), key) for key in job.may)
        must = sum(board.price(key, job) for key in job.must)
        free = job.size - len(job.must)
        least = must + sum(price for price, _, _ in prices[:free])
        starts = job.starts[:]
        self.random.shuffle(starts)
        starts.sort(key=lambda start: start[3])
        busy = board.busy
        for day, begins, mask, late in starts:
            if best is not None and least + late >= best.cost:
                break
            if any(busy[key, day] & mask for key in job.must):
                continue
            able = [one for one in prices if not busy[one[2], day] & mask]
            if len(able) < free:
                continue
            fare = late + must
            if best is None or fare + sum(one[0] for one in able[:free]) < best.cost:
                best = self._into_a_hall(job, Spot(day, begins, mask, NOWHERE, (), late), able, fare, best)
        return best

    def _into_a_hall(self, job: Job, spot: Spot, able: list, fare: int, best: Spot | None) -> Spot | None:
        """Return the cheapest of a spot's rooms, with who goes, where that is better than the best."""
        cheapest = fare + sum(one[0] for one in able[: job.size - len(job.must)])
        for hall in job.halls:
            if hall != NOWHERE and self.board.used[hall, spot.day] & spot.mask:
                continue
            there = self._crew(job, replace(spot, hall=hall), able, fare)
            if there is not None and (best is None or there.cost < best.cost):
                best = there
                if best.cost == cheapest:
                    break
        return best

    def _crew(self, job: Job, spot: Spot, able: list, cost: int) -> Spot | None:
        """Choose who goes to a spot, the cheapest; None when too few can."""
        board, people = self.board, list(job.must)
        for key in job.must:
            more = board.step_in(key, job, spot)
            if more is None:
                return None
            cost += more
        missing = job.size - len(people)
        if missing:
            found, cheap = [], 0
            for price, tie, key in able:
                more = board.step_in(key, job, spot)
                if more is not None:
                    found.append((price + more, tie, key))
                    cheap += not more
                    if cheap >= missing:
                        break
            if len(found) < missing:
                return None
            found.sort()
            cost += sum(price for price, _, _ in found[:missing])
            people += [key for _, _, key in found[:missing]]
        spot.people, spot.cost = tuple(people), cost
        return spot

    def put_all(self, keys: list[str]) -> None:
        """Put jobs down, the hardest first; those without a place stay up."""

        def hard(key: str) -> tuple:
            job = self.jobs[key]
            choices = len(job.starts) * len(job.halls)
            return (
                not job.wanted.everybody,
                -len(job.must),
                choices,
                -job.size * job.wanted.minutes * self.random.uniform(0.7, 1.3),
            )

        order = sorted(keys, key=hard) if self.random.random() < 0.7 else self.random.sample(keys, len(keys))
        for key in order:
            spot = self.spot_for(self.jobs[key])
            if spot is not None:
                self.board.put(self.jobs[key], spot)

    def score(self) -> int:
        """Return what the timetable costs as it stands, what has no place included."""
        board, cost = self.board, 0
        for key, spot in board.spots.items():
            gains = self.jobs[key].gains
            cost += spot.late + self._all_led[key] - sum(gains.get(person, 0) for person in spot.people)
        cost += LOAD * sum(load * load for load in board.loads.values()) + NEW_BUILDING * board.changes()
        return cost + UNPLACED * (len(self.jobs) - len(board.spots))

    def exchange(self) -> None:
        """Pass sessions from one to another where they stand, as long as a chain of that saves something."""
        while self._exchange_once():
            pass

    def _exchange_once(self) -> bool:
        best: dict[tuple[int, int], tuple[int, str]] = {}
        for key, spot in self.board.spots.items():
            job = self.jobs[key]
            able = [(one, more) for one in job.may if (more := self.board.step_in(one, job, spot)) is not None]
            for one in set(spot.people).difference(job.must):
                for other, more in able:
                    saved = job.gains.get(one, 0) - job.gains.get(other, 0) + more
                    if (one, other) not in best or saved < best[one, other][0]:
                        best[one, other] = (saved, key)
        ring = saving_ring(self.board.loads, {pair: weight for pair, (weight, _key) in best.items()})
        return bool(ring) and self._pass_on([(one, other, best[one, other][1]) for one, other in ring])

    def _pass_on(self, steps: list[tuple[int, int, str]]) -> bool:
        """Carry out a chain of exchanges; take it back when one is in the way of another or nothing is saved."""
        score, was = self.score(), {key: self.board.take(self.jobs[key]) for key in {key for _, _, key in steps}}
        now = {key: list(spot.people) for key, spot in was.items()}
        for one, other, key in steps:
            now[key][now[key].index(one)] = other
        done = []
        for key, people in now.items():
            job, spot = self.jobs[key], replace(was[key], people=tuple(people))
            if any(self.board.step_in(one, job, spot) is None for one in people):
                break
            self.board.put(job, spot)
            done.append(key)
        if len(done) == len(now) and self.score() < score:
            return True
        for key in done:
            self.board.take(self.jobs[key])
        for key, spot in was.items():
            self.board.put(self.jobs[key], spot)
        return False

    def chosen(self) -> list[str]:
        """Return jobs that stand and whose taking up may help."""
        standing, count = list(self.board.spots), self.random.randint(FEWEST, MOST)
        if not standing:
            return []
        missing = [key for key, job in self.jobs.items() if job.starts and key not in self.board.spots]
        if missing and self.random.random() < 0.8:
            job = self.jobs[self.random.choice(missing)]
            day, _begins, mask, _late = self.random.choice(job.starts)
            near = [key for key in standing if self._touches(key, day, mask)]
            return self.random.sample(near, min(count, len(near)))
        dear = [key for key in standing if self._is_dear(key)]
        way = self.random.random()
        if dear and way < 0.5:
            return self._around(self.random.choice(dear), count)
        if way < 0.65:
            spot = self.board.spots[self.random.choice(standing)]
            near = [key for key in standing if self._touches(key, spot.day, spot.mask)]
        elif way < 0.85 and self.board.loads:
            person = self.random.choice(list(self.board.loads))
            near = [key for key in standing if person in self.board.spots[key].people]
        else:
            near = standing
        return self.random.sample(near, min(count, len(near)))

    def _is_dear(self, key: str) -> bool:
        """Whether a session stands late, or without somebody who leads on its line."""
        spot = self.board.spots[key]
        return spot.late > 0 or any(one not in spot.people for one in self.jobs[key].gains)

    def _around(self, key: str, count: int) -> list[str]:
        """Return a session that is dear as it stands, with some of those that keep its lead elsewhere."""
        leads = set(self.jobs[key].gains).difference(self.board.spots[key].people)
        others = [
            other
            for other, spot in self.board.spots.items()
            if other != key and (leads & set(spot.people) or (not leads and spot.day == 0))
        ]
        return [key, *self.random.sample(others, min(count, len(others)))]

    def _touches(self, key: str, day: int, mask: int) -> bool:
        spot = self.board.spots[key]
        return spot.day == day and bool(spot.mask & (mask | mask << 3 | mask >> 3))

    def once_more(self, now: int) -> int:
        """Take some up, put them down anew, and keep that when it is better or luck wills it; return the score."""
        keys = self.chosen()
        missing = [key for key in self.jobs if key not in self.board.spots]
        before = dict(self.board.spots)
        for key in keys:
            self.board.take(self.jobs[key])
        self.put_all([*missing, *keys])
        score = self.score()
        if score < now + 2 * MOST:
            self.exchange()
            score = self.score()
        if score <= now or self.random.random() < math.exp((now - score) / HEAT):
            return score
        self.go_back(before)
        return now

    def go_back(self, before: dict[str, Spot]) -> None:
        """Put everything where it was."""
        changed = [key for key in self.jobs if self.board.spots.get(key) is not before.get(key)]
        for key in changed:
            if key in self.board.spots:
                self.board.take(self.jobs[key])
        for key in changed:
            if key in before:
                self.board.put(self.jobs[key], before[key])

    def move_up(self) -> None:
        """Let sessions begin as early in their day as they can at the same cost; meetings of the team stay late."""
        for key, spot in sorted(self.board.spots.items(), key=lambda row: (row[1].day, row[1].begins, row[0])):
            job, cost = self.jobs[key], self.score()
            if job.wanted.everybody:
                continue
            self.board.take(job)
            self.board.put(job, next(self._earlier(job, spot, cost), spot))

    def _earlier(self, job: Job, spot: Spot, cost: int) -> Iterator[Spot]:
        """Yield the places of a session earlier in its day, with the same people and room, that cost no more."""
        for day, begins, mask, late in sorted(job.starts):
            if day != spot.day or begins >= spot.begins or self.board.used.get((spot.hall, day), 0) & mask:
                continue
            there = replace(spot, begins=begins, mask=mask, late=late)
            if all(self.board.step_in(one, job, there) is not None for one in spot.people):
                self.board.put(job, there)
                fits = self.score() <= cost
                self.board.take(job)
                if fits:
                    yield there


def search(problem: Problem, seconds: float, report: Report = lambda _placed, _cost: True) -> Placement:
    """Return the best timetable found, with what none can cost less than."""
    least, begun = bound(problem), time.monotonic()
    best: Placement | None = None
    best_score = 0
    for step, until in ((COARSE, 0.5), (FINE, 1.0)):
        found, score = _search(problem, Search(problem, step), least, begun + seconds * until, report)
        if best is None or score < best_score:
            best, best_score = found, score
        if best_score == least:
            break
    return best


def _search(problem: Problem, searching: Search, least: int, until: float, report: Report) -> tuple[Placement, int]:
    board = searching.board
    searching.put_all(list(searching.jobs))
    searching.exchange()
    score = best_score = searching.score()
    best, heard = dict(board.spots), time.monotonic()
    while best_score > least and (now := time.monotonic()) < until:
        if now - heard >= HEARD_EVERY:
            heard = now
            if not report(len(best), best_score % UNPLACED):
                break
        score = searching.once_more(score)
        if score < best_score:
            best_score, best = score, dict(board.spots)
    searching.go_back(best)
    searching.move_up()
    placed = board.placed(searching.jobs)
    standing = {one.key for one in placed}
    unplaced = tuple(key for key in searching.jobs if key not in standing)
    return Placement(placed, unplaced, cost_of(problem, placed), least), searching.score()
