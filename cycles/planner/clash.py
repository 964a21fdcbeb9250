"""Why nothing fits: a smallest set of rules that cannot hold together, and the cheapest way out.

First the challenges that cannot be planned beside each other are found, by leaving out what can be
left out; then the rules, by halving. Every set that is named has been tried: with all of it nothing
fits, without any one of it something does. Rules that are never set aside may have a part in it, and
where there are too few people whatever is set aside, that is what is named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TypeVar

from .construct import construct
from .facts import Facts
from .model import Model
from .problem import Problem
from .switches import Switch, lasting, short, switches, without
from .teams import Teams

Thing = TypeVar("Thing")
A_TRY = 60.0  # seconds that one question whether something fits may take
WAYS_TRIED = 200
TURNS = 4  # the simple way is soon tried; where it fails, all plans are weighed


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot hold together, for the challenges named; and the cheapest ones to set aside."""

    challenges: tuple[int, ...]
    rules: tuple[Switch, ...]
    relax: tuple[Switch, ...]


def clash(problem: Problem) -> Clash | None:
    """Explain why no plan exists. None when one does. `relax` is empty where no rule that may be set aside helps."""
    if fits(problem):
        return None
    challenges = _smallest_challenges(problem)
    few = _only(problem, challenges)
    rules = _smallest_rules(few)
    return Clash(tuple(sorted(challenges)), tuple(rules), tuple(_cheapest_way_out(problem)))


def fits(problem: Problem) -> bool:
    """Say whether any plan exists: by finding one, or by weighing them all."""
    facts = Facts(problem)
    teams = [Teams(facts, challenge) for challenge in problem.challenges]
    if not all(row.has_team() for row in teams):
        return False
    if construct(facts, teams, turns=1) is not None:
        return True
    choices = {number: row.choices() for number, row in enumerate(teams)}
    loose = Model(facts, choices, loose=True)  # where people are too few, that shows at once without the weeks
    if loose.solve(A_TRY, prices={}).chosen is None:
        return False
    if construct(facts, teams, TURNS) is not None:
        return True
    return Model(facts, choices).solve(A_TRY, prices={}).chosen is not None  # any plan will do, whatever it costs


def _only(problem: Problem, challenges: Sequence[int]) -> Problem:
    """Return the problem of these challenges alone."""
    return problem.but(challenges=tuple(row for row in problem.challenges if row.id in challenges))


def _smallest_challenges(problem: Problem) -> list[int]:
    def clashes(challenges: Sequence[int]) -> bool:
        return bool(challenges) and not fits(_only(problem, challenges))

    return smallest([row.id for row in problem.challenges], clashes)


def _smallest_rules(problem: Problem) -> list[Switch]:
    """Return a smallest set of rules that clash; where no rule has a part in it, the slots nobody could fill."""
    everything = [*switches(problem), *lasting(problem)]

    def clashes(kept: Sequence[Switch]) -> bool:
        names = {(switch.rule, switch.who) for switch in kept}
        return not fits(without(problem, [one for one in everything if (one.rule, one.who) not in names]))

    return short(problem) if clashes([]) else smallest(everything, clashes)


def smallest(things: Sequence[Thing], clashes: Callable[[Sequence[Thing]], bool]) -> list[Thing]:
    """Return a smallest part of things that clash: all of it does, and without any one of it it does not.

    `clashes` must say yes of everything, and of whatever holds a part that clashes.
    """

    def part(background: list[Thing], added: bool, rest: Sequence[Thing]) -> list[Thing]:
        if added and clashes(background):
            return []
        if len(rest) == 1:
            return list(rest)
        half = len(rest) // 2
        second = part([*background, *rest[:half]], True, rest[half:])
        first = part([*background, *second], bool(second), rest[:half])
        return [*first, *second]

    return part([], False, things) if things else []


def _cheapest_way_out(problem: Problem) -> list[Switch]:
    """Return the cheapest rules to set aside so that a plan exists: clash by clash, the cheapest way first."""
    order = count()
    waiting: list[tuple[int, int, list[Switch]]] = [(0, next(order), [])]
    seen: set[frozenset] = set()
    for _ in range(WAYS_TRIED):
        if not waiting:
            return []
        price, _, off = heappop(waiting)
        now = without(problem, off)
        if fits(now):
            return off
        clashing = _smallest_rules(_only(now, _smallest_challenges(now)))
        for switch in (one for one in clashing if not one.lasting):
            names = frozenset((one.rule, one.who) for one in (*off, switch))
            if names not in seen:
                seen.add(names)
                heappush(waiting, (price + switch.price, next(order), [*off, switch]))
    return []
