"""Hard rules as switches: each instance that a coordinator could set aside, with the problem without it.

Nobody reviews their own authority, a team holds one person of an authority, and no two authorities
review each other: these are never set aside. Where they have a part in a clash they are named.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from .facts import Facts
from .problem import Challenge, Pair, Problem, Reviewer
from .rules import SENTENCES, Rule

Change = Callable[[Problem], Problem]

# What setting a rule aside asks of people, from a favour to a breach of promise.
PRICES: dict[Rule, int] = {
    Rule.LOCKED_WEEK: 1,
    Rule.LOCKED_TEAM: 1,
    Rule.LOCKED_SEAT: 1,
    Rule.HOST_CAP: 1,
    Rule.WEEK_FULL: 2,
    Rule.REGION_FULL: 2,
    Rule.REVIEWER_GAP: 3,
    Rule.MAX_LOAD: 3,
    Rule.AWAY: 4,
    Rule.HOST_SUPPLY_GAP: 4,
    Rule.REQUIRED_SKILL: 5,
    Rule.UNTRAINED: 6,
    Rule.TIE: 7,
    Rule.CLOSED_WEEK: 8,
    Rule.FORMER_EMPLOYER: 9,
    Rule.SHARED_SERVICE: 9,
}


@dataclass(frozen=True, slots=True)
class Switch:
    """One rule at one place, and how the problem reads without it."""

    rule: Rule
    who: tuple[int | str, ...]
    weeks: tuple[int, ...]
    sentence: str
    off: Change
    lasting: bool = False  # never set aside, only named

    @property
    def key(self) -> tuple:
        """What tells it from every other rule of its problem."""
        return (self.rule, self.who, self.weeks)

    @property
    def price(self) -> int:
        """How dear it is to set this rule aside; only the order means anything."""
        return PRICES[self.rule]

    def as_data(self) -> dict[str, Any]:
        """Return what a plan's file says of it."""
        return {"kind": self.rule.value, "who": list(self.who), "weeks": list(self.weeks), "sentence": self.sentence}


def switches(problem: Problem) -> list[Switch]:
    """Return every rule instance of a problem that could be set aside."""
    facts = Facts(problem)
    return [
        *_of_weeks(problem),
        *(switch for challenge in problem.challenges for switch in _of_challenge(facts, challenge)),
        *(switch for reviewer in problem.reviewers for switch in _of_reviewer(facts, reviewer)),
        *_of_pairs(facts),
        *_of_ties(facts),
    ]


def lasting(problem: Problem) -> list[Switch]:
    """Return the rules that are never set aside and could have a part in a clash."""
    facts = Facts(problem)
    sentences = {
        Rule.ONE_PER_AUTHORITY: "A team holds one person of an authority.",
        Rule.NO_SWAP: "No two authorities review each other in one cycle.",
    }
    return [
        Switch(rule, (), (), sentence, lambda now, rule=rule: now.but(rules_off=now.rules_off | {rule.value}), True)
        for rule, sentence in sentences.items()
        if facts.binds(rule)
    ]


def short(problem: Problem) -> list[Switch]:
    """Return the slots that fewer people may fill than there are, whatever is set aside."""
    facts, found = Facts(problem), []
    for challenge in problem.challenges:
        host = facts.authorities[challenge.host].name
        for need in facts.needs(challenge):
            slot = challenge.slots[need.slots[0]]
            people = sum(one.home != challenge.host and one.can_be(slot) for one in problem.reviewers)
            if people < len(need.slots):
                who, wanted = _count(people, "person", "people"), len(need.slots)
                sentence = f"{who} could be {slot} for {host}, and the team needs {wanted}."
                found.append(Switch(Rule.UNFILLED, (challenge.id, slot), (), sentence, lambda now: now, True))
    return found or [_unfillable(facts, challenge) for challenge in problem.challenges]


def _unfillable(facts: Facts, challenge: Challenge) -> Switch:
    sentence = f"There are too few people for all places of the team for {facts.authorities[challenge.host].name}."
    return Switch(Rule.UNFILLED, (challenge.id,), (), sentence, lambda now: now, True)


def without(problem: Problem, off: list[Switch]) -> Problem:
    """Return the problem with some rules set aside."""
    ties = {switch.who for switch in off if switch.rule is Rule.TIE}  # often many: all at once
    for switch in off:
        if switch.rule is not Rule.TIE:
            problem = switch.off(problem)
    return _untied(problem, ties) if ties else problem


def _of_weeks(problem: Problem) -> Iterator[Switch]:
    everybody = len(problem.challenges)
    if problem.max_per_week < everybody:
        sentence = f"A week holds no more than {_count(problem.max_per_week, 'visit')}."
        yield Switch(Rule.WEEK_FULL, (), (), sentence, lambda now: now.but(max_per_week=everybody))
    for region, limit in problem.max_per_week_region.items():
        if limit < everybody:
            sentence = f"A week holds no more than {_count(limit, 'visit')} in {region}."
            yield Switch(Rule.REGION_FULL, (region,), (), sentence, _region(region, everybody))
    if problem.reviewer_gap > 1:
        sentence = f"A reviewer's visits are at least {problem.reviewer_gap} weeks apart."
        yield Switch(Rule.REVIEWER_GAP, (), (), sentence, lambda now: now.but(reviewer_gap=1))
    if problem.host_supply_gap > 0:
        sentence = f"An authority does not host and lend somebody within {problem.host_supply_gap} weeks."
        yield Switch(Rule.HOST_SUPPLY_GAP, (), (), sentence, lambda now: now.but(host_supply_gap=0))

    if problem.host_cap is not None:
        sentence = f"No visit costs more than {_count(problem.host_cap, 'point')} by itself."
        yield Switch(Rule.HOST_CAP, (), (), sentence, lambda now: now.but(host_cap=None))


def _region(region: str, limit: int) -> Change:
    return lambda now: now.but(max_per_week_region={**now.max_per_week_region, region: limit})


def _of_challenge(facts: Facts, challenge: Challenge) -> Iterator[Switch]:
    host = facts.authorities[challenge.host].name
    by_reason = defaultdict(list)
    for week, reason in sorted(challenge.blocked.items()):
        by_reason[reason].append(week)
    for reason, weeks in by_reason.items():
        sentence = f"{host} is closed for {_count(len(weeks), 'week')}: {reason}."
        yield Switch(Rule.CLOSED_WEEK, (challenge.id,), tuple(weeks), sentence, _open(challenge.id, frozenset(weeks)))
    for skill in challenge.required:
        sentence = f"Somebody in the team for {host} knows {skill}."
        off = _of_one_challenge(challenge.id, lambda row, skill=skill: {"required": _but(row.required, skill)})
        yield Switch(Rule.REQUIRED_SKILL, (challenge.id, skill), (), sentence, off)
    lock = facts.problem.locked.get(challenge.id)
    if lock is not None and lock.week is not None:
        sentence = f"The week of {host} is locked."
        yield Switch(Rule.LOCKED_WEEK, (challenge.id,), (lock.week,), sentence, _unlock(challenge.id, week=None))
    if lock is not None and lock.team is not None:
        yield from _of_locked_team(facts, challenge, lock.team)


def _of_locked_team(facts: Facts, challenge: Challenge, team: tuple[int | None, ...]) -> Iterator[Switch]:
    """One switch for a team that is settled, one for every seat where only some are."""
    host = facts.authorities[challenge.host].name
    if None not in team:
        off = _unlock(challenge.id, team=None)
        yield Switch(Rule.LOCKED_TEAM, (challenge.id,), (), f"The team for {host} is locked.", off)
        return
    for slot, member in enumerate(team):
        if member is not None:
            name = challenge.slots[slot] if slot < len(challenge.slots) else "one more"
            sentence = f"{facts.name_of(member)} is locked as {name} for {host}."
            yield Switch(Rule.LOCKED_SEAT, (challenge.id, member), (), sentence, _unseat(challenge.id, member))


def _open(challenge: int, weeks: frozenset[int]) -> Change:
    def change(row: Challenge) -> dict[str, Any]:
        return {"blocked": {week: reason for week, reason in row.blocked.items() if week not in weeks}}

    return _of_one_challenge(challenge, change)


def _of_one_challenge(challenge: int, change: Callable[[Challenge], dict[str, Any]]) -> Change:
    return lambda now: now.but(
        challenges=tuple(replace(row, **change(row)) if row.id == challenge else row for row in now.challenges)
    )


def _but(skills: tuple[str, ...], left_out: str) -> tuple[str, ...]:
    return tuple(skill for skill in skills if skill != left_out)


def _unlock(challenge: int, **part: None) -> Change:
    return lambda now: now.but(locked={**now.locked, challenge: replace(now.locked[challenge], **part)})


def _unseat(challenge: int, member: int) -> Change:
    def change(now: Problem) -> Problem:
        team = tuple(None if one == member else one for one in now.locked[challenge].team)
        return now.but(locked={**now.locked, challenge: replace(now.locked[challenge], team=team)})

    return change


def _of_reviewer(facts: Facts, reviewer: Reviewer) -> Iterator[Switch]:
    problem, who = facts.problem, facts.name_of(reviewer.id)
    if reviewer.unavailable:
        weeks = tuple(sorted(reviewer.unavailable))
        sentence = f"{who} is away for {_count(len(weeks), 'week')}."
        yield Switch(Rule.AWAY, (reviewer.id,), weeks, sentence, _of_one_reviewer(reviewer.id, unavailable=frozenset()))
    if reviewer.trained_from > 0:
        sentence = f"{who} is not trained before week {reviewer.trained_from}."
        yield Switch(Rule.UNTRAINED, (reviewer.id,), (), sentence, _of_one_reviewer(reviewer.id, trained_from=0))
    if reviewer.former and facts.binds(Rule.FORMER_EMPLOYER):
        sentence = SENTENCES[Rule.FORMER_EMPLOYER].format(reviewer=who, challenge="a host")
        off = _of_one_reviewer(reviewer.id, former=frozenset())
        yield Switch(Rule.FORMER_EMPLOYER, (reviewer.id, *sorted(reviewer.former)), (), sentence, off)
    if reviewer.max_load < len(problem.challenges):
        sentence = f"{who} is asked for no more than {_count(reviewer.max_load, 'visit')}."
        off = _of_one_reviewer(reviewer.id, max_load=len(problem.challenges))
        yield Switch(Rule.MAX_LOAD, (reviewer.id,), (), sentence, off)


def _of_one_reviewer(reviewer: int, **change: Any) -> Change:
    return lambda now: now.but(
        reviewers=tuple(replace(row, **change) if row.id == reviewer else row for row in now.reviewers)
    )


def _of_pairs(facts: Facts) -> Iterator[Switch]:
    names = {key: row.name for key, row in facts.authorities.items()}
    for one, other in sorted(facts.problem.shared_service) if facts.binds(Rule.SHARED_SERVICE) else ():
        sentence = f"{names[one]} and {names[other]} share services."
        yield Switch(Rule.SHARED_SERVICE, (one, other), (), sentence, _apart((one, other)))


def _of_ties(facts: Facts) -> Iterator[Switch]:
    """One switch for each kind of thing that keeps somebody from a challenge."""
    seen = set()
    for tie in facts.problem.ties:
        who = (tie.challenge, tie.reviewer, tie.kind)
        if tie.points is None and tie.challenge in facts.challenges and who not in seen:
            seen.add(who)
            yield Switch(Rule.TIE, who, (), tie.sentence, lambda now, who=who: _untied(now, {who}))


def _untied(problem: Problem, off: set[tuple[int | str, ...]]) -> Problem:
    kept = (row for row in problem.ties if row.points is not None or (row.challenge, row.reviewer, row.kind) not in off)
    return problem.but(ties=tuple(kept))


def _apart(pair: Pair) -> Change:
    return lambda now: now.but(shared_service=now.shared_service - {pair})


def _count(number: int, what: str, several: str = "") -> str:
    return f"{number} {what}" if number == 1 else f"{number} {several or what + 's'}"
