"""What follows from a problem before anything is planned: who may go where, and what it costs."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .problem import Authority, Challenge, Problem, Reviewer, Share, Tie, pair
from .rules import Breach, Cost, Rule, breach

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Need:
    """Slots of one team (their places in it) that the same people may fill, or one slot that `member` is locked in."""

    slots: tuple[int, ...]
    kind: str
    member: int | None = None


class Facts:
    """A problem with its people and places looked up, and each pair's rules and costs worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.authorities: dict[int, Authority] = {row.id: row for row in problem.authorities}
        self.challenges: dict[int, Challenge] = {row.id: row for row in problem.challenges}
        self.reviewers: dict[int, Reviewer] = {row.id: row for row in problem.reviewers}
        self.hosted: dict[int, int] = {row.host: row.id for row in problem.challenges}

        self.ties: dict[tuple[int, int], list[Tie]] = defaultdict(list)
        for tie in problem.ties:
            self.ties[tie.challenge, tie.reviewer].append(tie)
        self._needs: dict[int, list[Need]] = {}
        self._pair_costs: dict[tuple[int, int], dict[Cost, int]] = {}

    def name_of(self, reviewer: int) -> str:
        """Return what somebody is called."""
        found = self.reviewers.get(reviewer)
        return found.name if found and found.name else f"Reviewer {reviewer}"

    def week_of(self, week: int) -> str:
        """Return what a week is called: its first day, where the problem says when it starts."""
        monday = self.problem.monday(week)
        return f"the week of {monday.day} {monday:%B %Y}" if monday else f"week {week}"

    def binds(self, rule: Rule) -> bool:
        """Say whether a rule that a programme may switch off holds."""
        return rule.value not in self.problem.rules_off

    def bars(self, challenge: Challenge, reviewer: Reviewer) -> list[Breach]:
        """Return every rule that keeps somebody out of a team whatever the week, the slot left out."""
        who = {"challenge": challenge.id, "reviewer": reviewer.id}
        found = []
        if reviewer.home == challenge.host:
            found.append(breach(Rule.OWN_AUTHORITY, **who))
        if challenge.host in reviewer.former and self.binds(Rule.FORMER_EMPLOYER):
            found.append(breach(Rule.FORMER_EMPLOYER, **who))
        shared = pair(reviewer.home, challenge.host) in self.problem.shared_service
        if shared and self.binds(Rule.SHARED_SERVICE):
            found.append(breach(Rule.SHARED_SERVICE, **who))
        if reviewer.trained_from >= self.problem.weeks:
            found.append(self._untrained(challenge, reviewer))
        for tie in self.ties.get((challenge.id, reviewer.id), ()):
            if tie.points is None:
                found.append(breach(Rule.TIE, **who, kind=tie.kind, sentence=tie.sentence))
        return found

    def is_away(self, reviewer: Reviewer, week: int) -> bool:
        """Say whether somebody cannot come in a week: absent, or not yet trained."""
        return week < reviewer.trained_from or week in reviewer.unavailable

    @cached_property
    def away(self) -> list[list[bool]]:
        """By place of reviewer, and week: who cannot come when."""
        return [[self.is_away(row, week) for week in range(self.problem.weeks)] for row in self.problem.reviewers]

    def absences(self, challenge: Challenge, reviewer: Reviewer, week: int) -> list[Breach]:
        """Say why somebody cannot come in a week; who is untrained all cycle long is barred from the start."""
        found = []
        if week in reviewer.unavailable:
            reason = reviewer.why.get(week, "away")
            found.append(breach(Rule.AWAY, challenge=challenge.id, reviewer=reviewer.id, week=week, reason=reason))
        if week < reviewer.trained_from < self.problem.weeks:
            found.append(self._untrained(challenge, reviewer))
        return found

    def _untrained(self, challenge: Challenge, reviewer: Reviewer) -> Breach:
        first = min(reviewer.trained_from, self.problem.weeks)
        return breach(Rule.UNTRAINED, challenge=challenge.id, reviewer=reviewer.id, week=first)

    def region_of(self, challenge: Challenge) -> str:
        """Return the region a challenge is held in."""
        return self.authorities[challenge.host].region

    def open_weeks(self, challenge: Challenge) -> list[int]:
        """Return the weeks in which a host can be visited, a locked week alone where there is one."""
        lock = self.problem.locked.get(challenge.id)
        weeks = range(self.problem.weeks) if lock is None or lock.week is None else [lock.week]
        return [week for week in weeks if week not in challenge.blocked and week < self.problem.weeks]

    def week_costs(self, challenge: Challenge, week: int) -> dict[Cost, int]:
        """Return what a week costs a host, by part, in points."""
        weights, doubtful = self.problem.weights, challenge.doubtful.get(week)
        wished = weights.week_acceptable if week in challenge.acceptable else weights.week_other
        return {
            Cost.WEEK: 0 if week in challenge.preferred else wished,
            Cost.DOUBTFUL_WEEK: doubtful.points if doubtful else 0,
        }

    def week_cost(self, challenge: Challenge, week: int) -> int:
        """Return what a week costs a host, in points."""
        return sum(self.week_costs(challenge, week).values())

    def pair_costs(self, challenge: Challenge, reviewer: Reviewer) -> dict[Cost, int]:
        """Return what it costs to send somebody to a host, by part, in points."""
        known = (challenge.id, reviewer.id)
        if known not in self._pair_costs:
            self._pair_costs[known] = self._pair_costs_of(challenge, reviewer)
        return self._pair_costs[known]

    def _pair_costs_of(self, challenge: Challenge, reviewer: Reviewer) -> dict[Cost, int]:
        weights, there, here = (
            self.problem.weights,
            self.authorities[challenge.host],
            self.authorities[reviewer.home],
        )
        km = math.hypot(there.x - here.x, there.y - here.y)
        new = challenge.original and reviewer.id not in challenge.original
        return {
            Cost.DISTANCE: min(weights.km_cap, int(km // weights.km_per_point)),
            Cost.STRUCTURE: weights.structure if there.type != here.type else 0,
            Cost.NEIGHBOUR: weights.neighbour if pair(there.id, here.id) in self.problem.neighbours else 0,
            Cost.ORIGINAL_TEAM: weights.original_team if new else 0,
            Cost.TIE: sum(tie.points or 0 for tie in self.ties.get((challenge.id, reviewer.id), ())),
        }

    def own_costs(self, challenge: Challenge, week: int | None, team: Iterable[Reviewer]) -> Counter[Cost]:
        """Return what a visit costs by itself, by part, in points: what a host's cap limits."""
        team = list(team)
        found = Counter({} if week is None else self.week_costs(challenge, week))
        for member in team:
            found.update(self.pair_costs(challenge, member))
        found[Cost.DESIRED_SKILL] = self.problem.weights.desired_skill * len(self.missing(challenge.desired, team))
        return found

    def missing(self, skills: tuple[str, ...], team: list[Reviewer]) -> list[str]:
        """Return which of these skills nobody in a team brings."""
        brought = frozenset().union(*(member.skills for member in team))
        return [skill for skill in skills if skill not in brought]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """For every slot, the first one that the same people may fill; a slot that goes round is a kind of its own."""
        turns = self.problem.rotation.slots if self.problem.rotation else {}
        first: dict[object, str] = {}
        kinds = {}
        for slot in dict.fromkeys(slot for row in self.problem.challenges for slot in row.slots):
            people = frozenset(row.id for row in self.problem.reviewers if row.can_be(slot))
            kinds[slot] = first.setdefault(slot if slot in turns else people, slot)
        return kinds

    def needs(self, challenge: Challenge) -> list[Need]:
        """Return what a team has to be made of: so many of each kind of slot, and whoever is locked."""
        if challenge.id not in self._needs:
            self._needs[challenge.id] = self._needs_of(challenge)
        return self._needs[challenge.id]

    def _needs_of(self, challenge: Challenge) -> list[Need]:
        lock = self.problem.locked.get(challenge.id)
        locked = lock.team if lock and lock.team else (None,) * len(challenge.slots)
        if len(locked) != len(challenge.slots):
            locked = (NOBODY,) * len(challenge.slots)  # such a team cannot be
        found: dict[tuple, list[int]] = defaultdict(list)
        for slot, member in enumerate(locked):
            kind = self.kinds[challenge.slots[slot]]
            found[kind, member, slot if member is not None else None].append(slot)
        return [Need(tuple(slots), kind, member) for (kind, member, _), slots in found.items()]

    def takes(self, challenge: Challenge, reviewer: Reviewer) -> list[int]:
        """Return which of these needs somebody can meet, the week left out."""
        needs = self.needs(challenge)
        whose = reviewer.id if any(need.member == reviewer.id for need in needs) else None
        found = [n for n, need in enumerate(needs) if need.member == whose and reviewer.can_be(need.kind)]
        return [] if found and self.bars(challenge, reviewer) else found

    @cached_property
    def fair_share(self) -> tuple[int, int]:
        """The fewest and the most places that are an authority's fair share."""
        places = sum(len(row.slots) for row in self.problem.challenges)
        return places // len(self.authorities), -(-places // len(self.authorities))

    def share_of(self, authority: int) -> Share:
        """Return the fewest and the most places that are one authority's share."""
        return self.problem.shares.get(authority, self.fair_share)

    def share_cost(self, authority: int, places: int) -> int:
        """Return what an authority's places outside its share cost."""
        return self.problem.weights.load_dev * outside(self.share_of(authority), places)

    def turn_cost(self, authority: int, slot: str, turns: int) -> int:
        """Return what an authority's turns at a slot cost beyond its share of them, where it hosts and they rotate."""
        rotation = self.problem.rotation
        if rotation is None or slot not in rotation.slots or authority not in self.hosted:
            return 0
        return rotation.points * outside(rotation.slots[slot], turns)

    def bucket_of(self, week: int) -> int:
        """Return the stretch of weeks a week belongs to, for crowding."""
        return week // self.problem.weights.bucket_weeks

    @cached_property
    def bucket_share(self) -> dict[int, int]:
        """How many visits each stretch of weeks holds without crowding."""
        usable = [
            week
            for week in range(self.problem.weeks)
            if any(week not in challenge.blocked for challenge in self.problem.challenges)
        ]
        per_bucket = Counter(self.bucket_of(week) for week in usable)
        challenges = len(self.challenges)
        return {bucket: math.ceil(challenges * weeks / len(usable)) for bucket, weeks in per_bucket.items()}


def outside(share: Share, number: int) -> int:
    """Return by how much a number is outside the fewest and the most."""
    return max(0, number - share[1], share[0] - number)
