"""The independent judge of a plan: every hard rule broken, and the cost by its parts.

It reads a plan as anybody would, challenge by challenge, and shares nothing with the solver but
the names of the rules and what a single pair or week costs.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise, product, zip_longest

from .facts import Facts
from .plan import Entry, Plan
from .problem import Challenge, Problem, Reviewer
from .rules import UNFINISHED, Breach, Cost, Rule, breach


@dataclass(slots=True)
class Judgement:
    """What was found: breaches of hard rules, and points by part of the cost."""

    breaches: list[Breach] = field(default_factory=list)
    parts: Counter[Cost] = field(default_factory=Counter)

    @property
    def cost(self) -> int:
        """What the plan costs, in points."""
        return sum(self.parts.values())

    @property
    def broken(self) -> list[Breach]:
        """The rules that what is planned so far breaks."""
        return [one for one in self.breaches if one.rule not in UNFINISHED]

    @property
    def unfinished(self) -> list[Breach]:
        """What is still without a week, or without somebody in a seat."""
        return [one for one in self.breaches if one.rule in UNFINISHED]


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One seat of a plan, filled; its visit may have no week yet."""

    challenge: Challenge
    reviewer: Reviewer
    slot: str
    week: int | None


def check(problem: Problem, plan: Plan) -> Judgement:
    """Judge a plan, complete or not."""
    return judge(Facts(problem), plan)


def judge(facts: Facts, plan: Plan) -> Judgement:
    """Judge a plan of a problem whose facts are worked out already."""
    return _Judge(facts, plan).judge()


class _Judge:
    def __init__(self, facts: Facts, plan: Plan) -> None:
        self.facts, self.problem, self.plan = facts, facts.problem, plan
        self.found = Judgement()
        self.weeks: dict[int, int] = {}
        self.sittings: list[_Sitting] = []

    def judge(self) -> Judgement:
        for challenge in self.problem.challenges:
            entry = self.plan.entries.get(challenge.id)
            if entry is None or entry.week is None:
                self.breaks(Rule.UNSCHEDULED, challenge=challenge.id)
            if entry is not None:
                self.judge_visit(challenge, entry)
        self.judge_weeks()
        self.judge_reviewers()
        self.judge_authorities()
        self.judge_turns()
        self.judge_locks()
        return self.found

    def breaks(self, rule: Rule, **facts: object) -> None:
        self.found.breaches.append(breach(rule, **facts))

    def judge_visit(self, challenge: Challenge, entry: Entry) -> None:
        week, team = entry.week, []
        if week is not None:
            self.judge_week(challenge, week)
        if len(entry.team) != len(challenge.slots):
            wanted = len(challenge.slots)
            self.breaks(Rule.TEAM_SIZE, challenge=challenge.id, number=len(entry.team), wanted=wanted)
        for slot, member in zip(challenge.slots, entry.team, strict=False):
            reviewer = self.facts.reviewers.get(member) if member is not None else None
            if member is None:
                self.breaks(Rule.UNFILLED, challenge=challenge.id, slot=slot)
            elif reviewer is None:
                self.breaks(Rule.NO_SUCH_REVIEWER, challenge=challenge.id, reviewer=member)
            else:
                team.append(reviewer)
                self.judge_seat(challenge, slot, reviewer, week)
        self.judge_team(challenge, team, whole=len(entry.team) >= len(challenge.slots) and None not in entry.team)
        self.judge_own_cost(challenge, week, team)

    def judge_week(self, challenge: Challenge, week: int) -> None:
        self.weeks[challenge.id] = week
        if week in challenge.blocked or not 0 <= week < self.problem.weeks:
            reason = challenge.blocked.get(week, "it is outside the cycle")
            self.breaks(Rule.CLOSED_WEEK, challenge=challenge.id, week=week, reason=reason)

    def judge_seat(self, challenge: Challenge, slot: str, reviewer: Reviewer, week: int | None) -> None:
        self.found.breaches += self.facts.bars(challenge, reviewer)
        if not reviewer.can_be(slot):
            who = {"challenge": challenge.id, "reviewer": reviewer.id}
            self.breaks(Rule.GRADE, **who, grade=reviewer.grade, slot=slot)
        if week is not None:
            self.found.breaches += self.facts.absences(challenge, reviewer, week)
        self.sittings.append(_Sitting(challenge, reviewer, slot, week))

    def judge_team(self, challenge: Challenge, team: list[Reviewer], whole: bool) -> None:
        """Judge a team by itself; what it still lacks may come with a seat that is still open."""
        for reviewer, number in Counter(member.id for member in team).items():
            if number > 1:
                self.breaks(Rule.TWICE, challenge=challenge.id, reviewer=reviewer)
        for home, number in Counter(member.home for member in team).items():
            if number > 1 and self.facts.binds(Rule.ONE_PER_AUTHORITY):
                self.breaks(Rule.ONE_PER_AUTHORITY, challenge=challenge.id, authority=home)
        for skill in self.facts.missing(challenge.required, team) if whole else ():
            self.breaks(Rule.REQUIRED_SKILL, challenge=challenge.id, skill=skill)

    def judge_own_cost(self, challenge: Challenge, week: int | None, team: list[Reviewer]) -> None:
        own, cap = self.facts.own_costs(challenge, week, team), self.problem.host_cap
        self.found.parts.update(own)
        if cap is not None and own.total() > cap:
            self.breaks(Rule.HOST_CAP, challenge=challenge.id, number=own.total(), wanted=cap)

    def judge_weeks(self) -> None:
        per_week = Counter(self.weeks.values())
        per_region = Counter((self.facts.region_of(self.facts.challenges[key]), w) for key, w in self.weeks.items())
        per_bucket = Counter(self.facts.bucket_of(week) for week in self.weeks.values())
        for week, number in per_week.items():
            if number > self.problem.max_per_week:
                self.breaks(Rule.WEEK_FULL, week=week, number=number, wanted=self.problem.max_per_week)
        for (region, week), number in per_region.items():
            wanted = self.problem.max_per_week_region[region]
            if number > wanted:
                self.breaks(Rule.REGION_FULL, week=week, region=region, number=number, wanted=wanted)
        for bucket, number in per_bucket.items():
            over = max(0, number - self.facts.bucket_share.get(bucket, 0))
            self.found.parts[Cost.CROWDING] += self.problem.weights.spread * over

    def judge_reviewers(self) -> None:
        visits, number = defaultdict(list), Counter(sitting.reviewer for sitting in self.sittings)
        for sitting in self.sittings:
            if sitting.week is not None:
                visits[sitting.reviewer].append(sitting.week)
        for reviewer, times in number.items():
            if times > reviewer.max_load:
                self.breaks(Rule.MAX_LOAD, reviewer=reviewer.id, number=times, wanted=reviewer.max_load)
        for reviewer, weeks in visits.items():
            for one, other in pairwise(sorted(weeks)):
                if other - one < self.problem.reviewer_gap:
                    gap = self.problem.reviewer_gap
                    self.breaks(Rule.REVIEWER_GAP, reviewer=reviewer.id, week=one, other_week=other, number=gap)

    def judge_authorities(self) -> None:
        lent = defaultdict(set)
        for sitting in self.sittings:
            lent[sitting.reviewer.home].add((sitting.challenge.host, sitting.week))
        for home, visits in lent.items():
            own = self.weeks.get(self.facts.hosted.get(home, -1))
            for host, week in visits:
                if None not in (own, week) and abs(own - week) < self.problem.host_supply_gap:
                    self.breaks(Rule.HOST_SUPPLY_GAP, authority=home, week=own, other_week=week)
                swaps = home < host and any(other == home for other, _ in lent.get(host, ()))
                if swaps and self.facts.binds(Rule.NO_SWAP):
                    self.breaks(Rule.NO_SWAP, authority=home, other=host)
        self.judge_shares(Counter(sitting.reviewer.home for sitting in self.sittings))

    def judge_shares(self, places: Counter[int]) -> None:
        for authority in self.facts.authorities:
            self.found.parts[Cost.FAIR_SHARE] += self.facts.share_cost(authority, places[authority])

    def judge_turns(self) -> None:
        rotation = self.problem.rotation
        turns = Counter((sitting.reviewer.home, sitting.slot) for sitting in self.sittings)
        for home, slot in product(self.facts.hosted, rotation.slots if rotation else ()):
            self.found.parts[Cost.ROTATION] += self.facts.turn_cost(home, slot, turns[home, slot])

    def judge_locks(self) -> None:
        for key, lock in self.problem.locked.items():
            if key not in self.facts.challenges:
                continue
            entry = self.plan.entries.get(key)
            if lock.week is not None and (entry is None or entry.week != lock.week):
                self.breaks(Rule.LOCKED_WEEK, challenge=key, week=lock.week)
            self.judge_locked_team(key, lock.team, entry.team if entry else ())

    def judge_locked_team(self, key: int, locked: tuple[int | None, ...] | None, team: tuple[int | None, ...]) -> None:
        if locked is None:
            return
        if None not in locked:
            if locked != team:
                self.breaks(Rule.LOCKED_TEAM, challenge=key)
            return
        slots = self.facts.challenges[key].slots
        for slot, member, sits in zip_longest(slots, locked, team):
            if member not in (None, sits):
                self.breaks(Rule.LOCKED_SEAT, challenge=key, reviewer=member, slot=slot)
