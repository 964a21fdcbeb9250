"""Why somebody sits where they sit, and why somebody else does not.

Every answer is about one seat of a plan, all else left as it is: which rules would break with
somebody else in it, and what the plan would cost then. What it says is what the checker would say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .facts import Facts
from .plan import Plan
from .problem import Challenge, Reviewer, grade_of
from .rules import Breach, Cost, Rule, breach


@dataclass(frozen=True, slots=True)
class Swap:
    """One seat of a plan given to somebody else: the rules that forbid it, and what it would cost more by part."""

    challenge: int
    slot: int
    reviewer: int
    instead_of: int
    breaches: tuple[Breach, ...]
    more: dict[Cost, int]

    @property
    def cost(self) -> int:
        """How many points more the plan would cost."""
        return sum(self.more.values())


class Seats:
    """The seats of a complete plan, looked up by challenge, by person and by authority."""

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self.facts, self.problem = facts, facts.problem
        self.weeks: dict[int, int] = {}
        self.teams: dict[int, list[int]] = {}
        self.visits: dict[int, list[int]] = defaultdict(list)
        self.places: Counter[int] = Counter()
        for key, entry in plan.entries.items():
            self.weeks[key], self.teams[key] = entry.week, list(entry.team)
            for member in entry.team:
                self.visits[member].append(key)
                self.places[facts.reviewers[member].home] += 1

    def swaps(self, challenge: int, reviewer: int) -> Iterator[Swap]:
        """Yield what it would mean to give somebody each seat of a challenge in turn."""
        if reviewer not in self.teams[challenge]:
            yield from (self.swap(challenge, slot, reviewer) for slot in range(len(self.teams[challenge])))

    def swap(self, challenge: int, slot: int, reviewer: int) -> Swap:
        """Say what it would mean to give somebody one seat."""
        there = self.facts.challenges[challenge]
        sits, comes = self.facts.reviewers[self.teams[challenge][slot]], self.facts.reviewers[reviewer]
        others = [self.facts.reviewers[member] for n, member in enumerate(self.teams[challenge]) if n != slot]
        breaches = (
            *self._alone(there, slot, comes),
            *self._in_team(there, others, comes),
            *self._elsewhere(there, comes),
            *self._between_authorities(there, others, comes),
        )
        return Swap(challenge, slot, reviewer, sits.id, breaches, self._more(there, others, sits, comes))

    def _alone(self, there: Challenge, slot: int, comes: Reviewer) -> Iterator[Breach]:
        """Yield what keeps somebody out of this seat whoever else sits."""
        who = {"challenge": there.id, "reviewer": comes.id}
        for rule in self.facts.bars(there, comes):
            yield breach(rule, **who)
        if comes.grade != grade_of(there.slots[slot]):
            yield breach(Rule.GRADE, **who, grade=comes.grade, slot=there.slots[slot])
        if self.facts.is_away(comes, self.weeks[there.id]):
            yield breach(Rule.AWAY, **who, week=self.weeks[there.id])
        lock = self.problem.locked.get(there.id)
        if lock is not None and lock.team is not None:
            yield breach(Rule.LOCKED_TEAM, challenge=there.id)

    def _in_team(self, there: Challenge, others: list[Reviewer], comes: Reviewer) -> Iterator[Breach]:
        if any(other.home == comes.home for other in others):
            yield breach(Rule.ONE_PER_AUTHORITY, challenge=there.id, authority=comes.home)
        for skill in self.facts.missing(there.required, [*others, comes]):
            yield breach(Rule.REQUIRED_SKILL, challenge=there.id, skill=skill)

    def _elsewhere(self, there: Challenge, comes: Reviewer) -> Iterator[Breach]:
        """Yield what their other visits forbid."""
        week, others = self.weeks[there.id], self.visits[comes.id]
        if len(others) + 1 > comes.max_load:
            yield breach(Rule.MAX_LOAD, reviewer=comes.id, number=len(others) + 1, wanted=comes.max_load)
        for other in others:
            if abs(self.weeks[other] - week) < self.problem.reviewer_gap:
                yield breach(
                    Rule.REVIEWER_GAP,
                    reviewer=comes.id,
                    week=week,
                    other=self.weeks[other],
                    number=self.problem.reviewer_gap,
                )

    def _between_authorities(self, there: Challenge, others: list[Reviewer], comes: Reviewer) -> Iterator[Breach]:
        """Yield what hosting and lending forbid, unless somebody of the same authority sits here anyway."""
        own = self.facts.hosted.get(comes.home)
        if own is None or any(other.home == comes.home for other in others):
            return
        week = self.weeks[there.id]
        if abs(self.weeks[own] - week) < self.problem.host_supply_gap:
            yield breach(Rule.HOST_SUPPLY_GAP, authority=comes.home, week=self.weeks[own], other=week)
        if any(self.facts.reviewers[member].home == there.host for member in self.teams[own]):
            yield breach(Rule.NO_SWAP, authority=comes.home, other=there.host)

    def _more(self, there: Challenge, others: list[Reviewer], sits: Reviewer, comes: Reviewer) -> dict[Cost, int]:
        before, after = (self.facts.pair_costs(there, who) for who in (sits, comes))
        more = {part: after[part] - before[part] for part in after}
        lacking = [len(self.facts.missing(there.desired, [*others, who])) for who in (sits, comes)]
        more[Cost.DESIRED_SKILL] = self.problem.weights.desired_skill * (lacking[1] - lacking[0])
        more[Cost.FAIR_SHARE] = self._outside(comes.home, 1) - self._outside(comes.home, 0)
        if comes.home == sits.home:
            more[Cost.FAIR_SHARE] = 0
        else:
            more[Cost.FAIR_SHARE] += self._outside(sits.home, -1) - self._outside(sits.home, 0)
        return more

    def _outside(self, home: int, by: int) -> int:
        """Return what an authority's places outside its fair share cost, some more or fewer than now."""
        least, most = self.facts.fair_share
        places = self.places[home] + by
        return self.problem.weights.load_dev * max(0, places - most, least - places)


def why_not(seats: Seats, challenge: int, reviewer: int) -> Swap | None:
    """Answer “why not them?”: of the seats they could have, the one the fewest rules forbid, then the cheapest.

    Without the rules it names they could sit there. None when they do sit in this team.
    """
    return min(seats.swaps(challenge, reviewer), key=lambda swap: (len(swap.breaches), swap.cost), default=None)


def next_best(seats: Seats, challenge: int, slot: int) -> Swap | None:
    """Return who else could take a seat at the least cost, or None when nobody could."""
    team = seats.teams[challenge]
    possible = (
        seats.swap(challenge, slot, reviewer.id)
        for reviewer in seats.problem.reviewers
        if reviewer.id not in team and reviewer.grade == grade_of(seats.facts.challenges[challenge].slots[slot])
    )
    return min((swap for swap in possible if not swap.breaches), key=lambda swap: swap.cost, default=None)


def reasons(facts: Facts, plan: Plan) -> dict[str, list[dict[str, object]]]:
    """Return, for every seat of a plan, what it costs and by how much it beats the next who could come."""
    seats = Seats(facts, plan)
    return {
        str(key): [_reason(seats, key, slot, member) for slot, member in enumerate(team)]
        for key, team in seats.teams.items()
    }


def _reason(seats: Seats, challenge: int, slot: int, member: int) -> dict[str, object]:
    there, who = seats.facts.challenges[challenge], seats.facts.reviewers[member]
    costs = {part.value: points for part, points in seats.facts.pair_costs(there, who).items() if points}
    found = next_best(seats, challenge, slot)
    said = None if found is None else {"reviewer": found.reviewer, "more": found.cost}
    return {"slot": there.slots[slot], "reviewer": member, "costs": costs, "next": said}
