"""The seats of a plan, and what it would mean to give one to somebody else, all else left as it is.

Which rules would break and what the plan would cost more is what the checker would say. Plans need
not be complete: a seat may be empty, and a challenge without a week.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .facts import Facts
from .plan import Plan
from .problem import Challenge, Reviewer
from .rules import Breach, Cost, Rule, breach


@dataclass(frozen=True, slots=True)
class Swap:
    """One seat given to somebody else (None: to nobody): the rules that forbid it, and what it would cost
    more by part. `instead_of` is None where the seat is empty."""

    challenge: int
    slot: int
    reviewer: int | None
    instead_of: int | None
    breaches: tuple[Breach, ...]
    more: dict[Cost, int]

    @property
    def cost(self) -> int:
        """How many points more the plan would cost."""
        return sum(self.more.values())


class Seats:
    """The seats of a plan, complete or not, looked up by challenge, by person and by authority."""

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self.facts, self.problem = facts, facts.problem
        self.weeks: dict[int, int | None] = {}
        self.teams: dict[int, list[int | None]] = {}
        self.visits: dict[int, list[int]] = defaultdict(list)
        self.places: Counter[int] = Counter()
        self.turns: Counter[tuple[int, str]] = Counter()
        for key, challenge in facts.challenges.items():
            entry = plan.entries.get(key)
            self.weeks[key] = entry.week if entry else None
            self.teams[key] = [None] * len(challenge.slots)
            for slot, member in enumerate((entry.team if entry else ())[: len(challenge.slots)]):
                if member in facts.reviewers:
                    self._seat(challenge, slot, facts.reviewers[member])

    def _seat(self, challenge: Challenge, slot: int, member: Reviewer) -> None:
        self.teams[challenge.id][slot] = member.id
        self.visits[member.id].append(challenge.id)
        self.places[member.home] += 1
        self.turns[member.home, challenge.slots[slot]] += 1

    def swaps(self, challenge: int, reviewer: int) -> Iterator[Swap]:
        """Yield what it would mean to give somebody each seat of a challenge in turn."""
        if reviewer not in self.teams[challenge]:
            yield from (self.swap(challenge, slot, reviewer) for slot in range(len(self.teams[challenge])))

    def swap(self, challenge: int, slot: int, reviewer: int | None) -> Swap:
        """Say what it would mean to give somebody one seat, or with None to empty it."""
        change = self._change(challenge, slot, reviewer)
        return change.swap(change.more())

    def cheapest(self, challenge: int, slot: int, reviewers: Iterable[int]) -> Swap | None:
        """Return the cheapest of some swaps that break no rule, the first of equals."""
        changes = [self._change(challenge, slot, reviewer) for reviewer in reviewers]
        priced = [(change, change.more()) for change in changes]
        for change, more in sorted(priced, key=lambda one: sum(one[1].values())):
            if next(change.breaches(), None) is None:
                return change.swap(more)
        return None

    def _change(self, challenge: int, slot: int, reviewer: int | None) -> "_Change":
        team = [self.facts.reviewers.get(one) for one in self.teams[challenge]]
        sits, team[slot] = team[slot], None
        others = [*team[:slot], *team[slot + 1 :]]
        there = self.facts.challenges[challenge]
        return _Change(self, there, slot, others, sits, None if reviewer is None else self.facts.reviewers[reviewer])


@dataclass(frozen=True, slots=True)
class _Change:
    """One seat changing hands: who sits, who comes, and who else is in the team (None where a seat is empty)."""

    seats: Seats
    there: Challenge
    slot: int
    others: list[Reviewer | None]
    sits: Reviewer | None
    comes: Reviewer | None

    @property
    def facts(self) -> Facts:
        return self.seats.facts

    @property
    def beside(self) -> list[Reviewer]:
        return [one for one in self.others if one is not None]

    def team_with(self, one: Reviewer | None) -> list[Reviewer]:
        """Return the team with somebody in this seat."""
        return self.beside if one is None else [*self.beside, one]

    def swap(self, more: dict[Cost, int]) -> Swap:
        sits, comes = (None if one is None else one.id for one in (self.sits, self.comes))
        return Swap(self.there.id, self.slot, comes, sits, tuple(self.breaches()), more)

    def breaches(self) -> Iterator[Breach]:
        """Yield every rule that this would break."""
        yield from self._locked()
        if self.comes is not None:
            yield from self._alone(self.comes)
            yield from self._in_team(self.comes)
            yield from self._elsewhere(self.comes)
            yield from self._between_authorities(self.comes)
        yield from self._of_whole_team()

    def _locked(self) -> Iterator[Breach]:
        lock = self.seats.problem.locked.get(self.there.id)
        if lock is None or lock.team is None:
            return
        if None not in lock.team:
            yield breach(Rule.LOCKED_TEAM, challenge=self.there.id)
            return
        member = lock.team[self.slot] if self.slot < len(lock.team) else None
        if member is not None and (self.comes is None or self.comes.id != member):
            slot = self.there.slots[self.slot]
            yield breach(Rule.LOCKED_SEAT, challenge=self.there.id, reviewer=member, slot=slot)

    def _alone(self, comes: Reviewer) -> Iterator[Breach]:
        """Yield what keeps somebody out of this seat whoever else sits."""
        yield from self.facts.bars(self.there, comes)
        slot, week = self.there.slots[self.slot], self.seats.weeks[self.there.id]
        if not comes.can_be(slot):
            yield breach(Rule.GRADE, challenge=self.there.id, reviewer=comes.id, grade=comes.grade, slot=slot)
        if week is not None:
            yield from self.facts.absences(self.there, comes, week)

    def _in_team(self, comes: Reviewer) -> Iterator[Breach]:
        if comes in self.beside:
            yield breach(Rule.TWICE, challenge=self.there.id, reviewer=comes.id)
        if self.facts.binds(Rule.ONE_PER_AUTHORITY) and any(one.home == comes.home for one in self.beside):
            yield breach(Rule.ONE_PER_AUTHORITY, challenge=self.there.id, authority=comes.home)

    def _elsewhere(self, comes: Reviewer) -> Iterator[Breach]:
        """Yield what their other visits forbid."""
        week, others, gap = (
            self.seats.weeks[self.there.id],
            self.seats.visits[comes.id],
            self.facts.problem.reviewer_gap,
        )
        if len(others) + 1 > comes.max_load:
            yield breach(Rule.MAX_LOAD, reviewer=comes.id, number=len(others) + 1, wanted=comes.max_load)
        for there in (self.seats.weeks[other] for other in others):
            if None not in (week, there) and abs(there - week) < gap:
                one, other = sorted((week, there))
                yield breach(Rule.REVIEWER_GAP, reviewer=comes.id, week=one, other_week=other, number=gap)

    def _between_authorities(self, comes: Reviewer) -> Iterator[Breach]:
        """Yield what hosting and lending forbid, unless somebody of the same authority sits here anyway."""
        own = self.facts.hosted.get(comes.home)
        if own is None or any(one.home == comes.home for one in self.beside):
            return
        week, hosts = self.seats.weeks[self.there.id], self.seats.weeks[own]
        if None not in (week, hosts) and abs(hosts - week) < self.facts.problem.host_supply_gap:
            yield breach(Rule.HOST_SUPPLY_GAP, authority=comes.home, week=hosts, other_week=week)
        guests = {self.facts.reviewers[one].home for one in self.seats.teams[own] if one is not None}
        if self.facts.binds(Rule.NO_SWAP) and self.there.host in guests:
            one, other = sorted((comes.home, self.there.host))
            yield breach(Rule.NO_SWAP, authority=one, other=other)

    def _of_whole_team(self) -> Iterator[Breach]:
        """Yield what the team would lack, or cost too much, and did not before."""
        before, after = (self._lacking(one) for one in (self.sits, self.comes))
        for skill in after:
            if skill not in before:
                yield breach(Rule.REQUIRED_SKILL, challenge=self.there.id, skill=skill)
        cap = self.facts.problem.host_cap
        if cap is not None:
            was, now = (self._own(one).total() for one in (self.sits, self.comes))
            if now > max(cap, was):
                yield breach(Rule.HOST_CAP, challenge=self.there.id, number=now, wanted=cap)

    def _lacking(self, one: Reviewer | None) -> list[str]:
        """Return what a whole team would lack; a team with an open seat lacks nothing yet."""
        if one is None or None in self.others:
            return []
        return self.facts.missing(self.there.required, self.team_with(one))

    def _own(self, one: Reviewer | None) -> Counter[Cost]:
        return self.facts.own_costs(self.there, self.seats.weeks[self.there.id], self.team_with(one))

    def more(self) -> dict[Cost, int]:
        """Return what this would cost more, by part."""
        before, after = (
            {} if one is None else self.facts.pair_costs(self.there, one) for one in (self.sits, self.comes)
        )
        more = {part: after.get(part, 0) - before.get(part, 0) for part in before | after}
        if self.there.desired:
            lacking = [len(self.facts.missing(self.there.desired, self.team_with(o))) for o in (self.sits, self.comes)]
            more[Cost.DESIRED_SKILL] = self.facts.problem.weights.desired_skill * (lacking[1] - lacking[0])
        more |= {Cost.FAIR_SHARE: self._shares(), Cost.ROTATION: self._turns()}
        return {part: points for part, points in more.items() if points}

    def _moved(self) -> list[tuple[int, int]]:
        """Return whose authorities hold a place fewer or more."""
        left, come = (None if one is None else one.home for one in (self.sits, self.comes))
        if left == come:
            return []
        return [(home, by) for home, by in ((left, -1), (come, 1)) if home is not None]

    def _shares(self) -> int:
        cost, places = self.facts.share_cost, self.seats.places
        return sum(cost(home, places[home] + by) - cost(home, places[home]) for home, by in self._moved())

    def _turns(self) -> int:
        if self.facts.problem.rotation is None:
            return 0
        cost, turns, slot = self.facts.turn_cost, self.seats.turns, self.there.slots[self.slot]
        return sum(
            cost(home, slot, turns[home, slot] + by) - cost(home, slot, turns[home, slot]) for home, by in self._moved()
        )
