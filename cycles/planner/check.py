"""The independent judge of a plan: every hard rule broken, and the cost by its parts.

It reads a plan as anybody would, challenge by challenge, and shares nothing with the solver but
the names of the rules and what a single pair or week costs.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from .facts import Facts
from .plan import Entry, Plan
from .problem import Challenge, Problem, Reviewer, grade_of
from .rules import Breach, Cost, Rule, breach


@dataclass(slots=True)
class Judgement:
    """What was found: breaches of hard rules, and points by part of the cost."""

    breaches: list[Breach] = field(default_factory=list)
    parts: Counter[Cost] = field(default_factory=Counter)

    @property
    def cost(self) -> int:
        """What the plan costs, in points."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One seat of a plan, filled."""

    challenge: Challenge
    reviewer: Reviewer
    week: int


def check(problem: Problem, plan: Plan) -> Judgement:
    """Judge a plan, complete or not."""
    return _Judge(Facts(problem), plan).judge()


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
            else:
                self.judge_visit(challenge, entry, entry.week)
        self.judge_weeks()
        self.judge_reviewers()
        self.judge_authorities()
        self.judge_locks()
        return self.found

    def breaks(self, rule: Rule, **facts: object) -> None:
        self.found.breaches.append(breach(rule, **facts))

    def judge_visit(self, challenge: Challenge, entry: Entry, week: int) -> None:
        self.weeks[challenge.id] = week
        if week in challenge.blocked or not 0 <= week < self.problem.weeks:
            reason = challenge.blocked.get(week, "it is outside the cycle")
            self.breaks(Rule.CLOSED_WEEK, challenge=challenge.id, week=week, reason=reason)
        self.found.parts[Cost.WEEK] += self.facts.week_cost(challenge, week)
        if len(entry.team) != len(challenge.slots):
            wanted = len(challenge.slots)
            self.breaks(Rule.TEAM_SIZE, challenge=challenge.id, number=len(entry.team), wanted=wanted)
        team = []
        for slot, member in zip(challenge.slots, entry.team, strict=False):
            reviewer = self.facts.reviewers.get(member) if member is not None else None
            if member is None:
                self.breaks(Rule.UNFILLED, challenge=challenge.id, slot=slot)
            elif reviewer is None:
                self.breaks(Rule.NO_SUCH_REVIEWER, challenge=challenge.id, reviewer=member)
            else:
                team.append(reviewer)
                self.judge_seat(challenge, slot, reviewer, week)
        self.judge_team(challenge, team)

    def judge_seat(self, challenge: Challenge, slot: str, reviewer: Reviewer, week: int) -> None:
        who = {"challenge": challenge.id, "reviewer": reviewer.id}
        for rule in self.facts.bars(challenge, reviewer):
            self.breaks(rule, **who)
        if reviewer.grade != grade_of(slot):
            self.breaks(Rule.GRADE, **who, grade=reviewer.grade, slot=slot)
        if self.facts.is_away(reviewer, week):
            self.breaks(Rule.AWAY, **who, week=week)
        self.found.parts.update(self.facts.pair_costs(challenge, reviewer))
        self.sittings.append(_Sitting(challenge, reviewer, week))

    def judge_team(self, challenge: Challenge, team: list[Reviewer]) -> None:
        for home, number in Counter(member.home for member in team).items():
            if number > 1:
                self.breaks(Rule.ONE_PER_AUTHORITY, challenge=challenge.id, authority=home)
        for skill in self.facts.missing(challenge.required, team):
            self.breaks(Rule.REQUIRED_SKILL, challenge=challenge.id, skill=skill)
        lacking = self.facts.missing(challenge.desired, team)
        self.found.parts[Cost.DESIRED_SKILL] += self.problem.weights.desired_skill * len(lacking)

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
        visits = defaultdict(list)
        for sitting in self.sittings:
            visits[sitting.reviewer].append(sitting.week)
        for reviewer, weeks in visits.items():
            if len(weeks) > reviewer.max_load:
                self.breaks(Rule.MAX_LOAD, reviewer=reviewer.id, number=len(weeks), wanted=reviewer.max_load)
            for one, other in pairwise(sorted(weeks)):
                if other - one < self.problem.reviewer_gap:
                    gap = self.problem.reviewer_gap
                    self.breaks(Rule.REVIEWER_GAP, reviewer=reviewer.id, week=one, other=other, number=gap)

    def judge_authorities(self) -> None:
        lent = defaultdict(set)
        for sitting in self.sittings:
            lent[sitting.reviewer.home].add((sitting.challenge.host, sitting.week))
        for home, visits in lent.items():
            own = self.weeks.get(self.facts.hosted.get(home, -1))
            for host, week in visits:
                if own is not None and abs(own - week) < self.problem.host_supply_gap:
                    self.breaks(Rule.HOST_SUPPLY_GAP, authority=home, week=own, other=week)
                if home < host and any(other == home for other, _ in lent.get(host, ())):
                    self.breaks(Rule.NO_SWAP, authority=home, other=host)
        self.judge_shares(Counter(sitting.reviewer.home for sitting in self.sittings))

    def judge_shares(self, places: Counter[int]) -> None:
        least, most = self.facts.fair_share
        for authority in self.facts.authorities:
            outside = max(0, places[authority] - most, least - places[authority])
            self.found.parts[Cost.FAIR_SHARE] += self.problem.weights.load_dev * outside

    def judge_locks(self) -> None:
        for key, lock in self.problem.locked.items():
            entry = self.plan.entries.get(key)
            if lock.week is not None and (entry is None or entry.week != lock.week):
                self.breaks(Rule.LOCKED_WEEK, challenge=key, week=lock.week)
            if lock.team is not None and (entry is None or entry.team != lock.team):
                self.breaks(Rule.LOCKED_TEAM, challenge=key)
