"""Why nothing fits: a smallest set of rules that cannot hold together, and the cheapest way out.

A linear program with every rule as a switch is asked first: where people or weeks are too few, its own
proof names the rules. What it does not see comes from weeks too near each other: there the challenges
that cannot be planned beside each other are found, then their rules, by halving. Every set that is
named has been tried: with all of it nothing fits, without any one of it something does. Rules that are
never set aside may have a part in it, and where there are too few people whatever is set aside, that
is what is named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .check import check
from .construct import construct
from .elastic import A_TRY, Elastic
from .engine import ENDLESS, Engine
from .facts import Facts
from .model import Model, Outcome
from .plan import Plan
from .problem import Problem
from .seating import entries_of
from .switches import Switch, lasting, short, switches, without
from .teams import Teams

Thing = TypeVar("Thing")
WAYS_TRIED = 80
SOON_FOUND = 40  # ways
TURNS = 4  # the simple way is soon tried; where it fails, all plans are weighed


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot hold together, whatever else is set aside; and the cheapest ones to set aside."""

    rules: tuple[Switch, ...]
    relax: tuple[Switch, ...]


def clash(problem: Problem, way_out: bool = True) -> Clash | None:
    """Explain why no plan exists. None when one does. `relax` is empty where no rule that may be set aside helps,
    or no way out is asked for."""
    every = [*switches(problem), *lasting(problem)]
    elastic = Elastic(problem, every)
    core = elastic.core(every)
    if core is None and fits(problem) is not False:
        return None
    rules = _clashing(problem, elastic, _by_time(problem) if core is None else core)
    if not rules:
        return Clash(tuple(_short(problem, every)), ())
    return Clash(tuple(rules), tuple(_cheapest_way_out(problem, elastic, rules) if way_out else ()))


def too_few(problem: Problem, seconds: float) -> bool:
    """Say whether people or weeks are too few for any plan, where a linear program sees it. No proves nothing."""
    every = [*switches(problem), *lasting(problem)]
    return Elastic(problem, every).core(every, min(seconds, A_TRY)) is not None


def fits(problem: Problem) -> bool | None:
    """Say whether any plan exists: by finding one, or by weighing them all. None where that took too long."""
    facts = Facts(problem)
    teams = [Teams(facts, challenge) for challenge in problem.challenges]
    if not all(row.has_team() for row in teams):
        return False
    if construct(facts, teams, turns=1) is not None:
        return True
    choices = {number: row.choices() for number, row in enumerate(teams)}
    loose = Model(facts, choices, loose=True)  # where people are too few, that shows at once without the weeks
    if _found(loose) is False:
        return False
    return construct(facts, teams, TURNS) is not None or _found(Model(facts, choices))


def _found(model: Model) -> bool | None:
    """Say whether a model has a plan, whatever it costs; None where time ran out."""
    outcome = model.solve(A_TRY, prices={})
    return True if outcome.chosen is not None else False if outcome.finished else None


def _clashing(problem: Problem, elastic: Elastic, rules: list[Switch]) -> list[Switch]:
    """Return a smallest part of rules that clash: each is left out once, and stays where something fits then."""
    alone = without(problem, _others(elastic.every, rules))
    first = rules
    for one in first:
        if one not in rules:
            continue
        rest = _others(rules, [one])
        something = _fits_near(without(alone, _others(first, rest)), elastic.plan(rest, A_TRY))
        core = None if something else elastic.core(rest)
        if core is not None:
            rules = core
        elif something is False:
            rules = rest
    return rules


def _others(rules: Sequence[Switch], but: Sequence[Switch]) -> list[Switch]:
    """Return rules but for some."""
    keys = {switch.key for switch in but}
    return [switch for switch in rules if switch.key not in keys]


def _by_time(problem: Problem) -> list[Switch]:
    """Return rules that clash where only weeks too near each other tell: of a few challenges, by halving."""

    def clashes(challenges: Sequence[int]) -> bool:
        return bool(challenges) and fits(_only(problem, challenges)) is False

    few = _only(problem, smallest([row.id for row in problem.challenges], clashes))
    everything = [*switches(few), *lasting(few)]

    def cannot_hold(kept: Sequence[Switch]) -> bool:
        return fits(without(few, _others(everything, kept))) is False

    keys = {switch.key for switch in ([] if cannot_hold([]) else smallest(everything, cannot_hold))}
    return [switch for switch in [*switches(problem), *lasting(problem)] if switch.key in keys]


def _only(problem: Problem, challenges: Sequence[int]) -> Problem:
    """Return the problem of these challenges alone."""
    return problem.but(challenges=tuple(row for row in problem.challenges if row.id in challenges))


def _short(problem: Problem, every: list[Switch]) -> list[Switch]:
    """Return the places nobody could fill, of the fewest challenges that show it."""
    free = without(problem, every)

    def clashes(challenges: Sequence[int]) -> bool:
        return bool(challenges) and fits(_only(free, challenges)) is False

    return short(_only(free, smallest([row.id for row in problem.challenges], clashes)))


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


def _cheapest_way_out(problem: Problem, elastic: Elastic, rules: list[Switch]) -> list[Switch]:
    """Return the cheapest rules to set aside so that a plan exists.

    The cheapest that break every clash known are tried; where nothing fits without them either, what
    clashes then is one more clash known. Where clashes come one after the other, the cheapest are asked
    for that leave enough people and weeks.
    """
    clashes = [rules]
    for tried in range(WAYS_TRIED):
        off = _cheapest_of_each(clashes) if tried < SOON_FOUND else elastic.cheapest(clashes, A_TRY)
        if not off:
            return []
        kept, now = _others(elastic.every, off), without(problem, off)
        if _soon_fits(now):
            return off
        core = elastic.core(kept)
        found = _fits_near(now, elastic.plan(kept, A_TRY)) if core is None else False
        if found is not False:
            return off if found else []
        clashes = [*(clashes if tried + 1 < SOON_FOUND else ()), _by_time(now) if core is None else core]
    return []


def _soon_fits(problem: Problem) -> bool:
    """Say whether a plan is found in the simple way; none proves nothing."""
    facts = Facts(problem)
    teams = [Teams(facts, challenge) for challenge in problem.challenges]
    return all(row.has_team() for row in teams) and construct(facts, teams, TURNS) is not None


def _cheapest_of_each(clashes: list[list[Switch]]) -> list[Switch]:
    """Return the cheapest rules of which every clash has one; none where a clash has none to set aside."""
    engine = Engine()
    switch_of = {one.key: one for clash in clashes for one in clash if not one.lasting}
    column = {key: engine.add_column(one.price, high=1, whole=True) for key, one in switch_of.items()}
    for clash in clashes:
        engine.add_row(1, ENDLESS, {column[one.key]: 1 for one in clash if not one.lasting})
    answer = engine.solve(A_TRY)
    return [one for key, one in switch_of.items() if answer.feasible and answer.values[column[key]] > 0.5]


def _fits_near(problem: Problem, found: Outcome) -> bool | None:
    """Say whether any plan exists: the one found, or one with its teams or its weeks, or another. None: not known."""
    if found.chosen is None:
        return False if found.finished else None
    chosen, facts = found.chosen, Facts(problem)
    if not check(problem, Plan(entries_of(facts, chosen))).breaches:
        return True
    choices = {number: Teams(facts, row).choices() for number, row in enumerate(problem.challenges)}
    teams = {n: {week: chosen[n][1] & people for week, people in some.items()} for n, some in choices.items()}
    weeks = {n: {week: some[week] for week in some if week == chosen[n][0]} for n, some in choices.items()}
    return any(_found(Model(facts, some)) for some in (teams, weeks)) or fits(problem)
