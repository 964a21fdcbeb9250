"""What follows from a problem before anything is planned: who may go where, and what it costs."""

import math
from collections import Counter
from functools import cached_property

from .problem import Authority, Challenge, Problem, Reviewer, grade_of, pair
from .rules import Cost, Rule


class Facts:
    """A problem with its people and places looked up, and each pair's rules and costs worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.authorities: dict[int, Authority] = {row.id: row for row in problem.authorities}
        self.challenges: dict[int, Challenge] = {row.id: row for row in problem.challenges}
        self.reviewers: dict[int, Reviewer] = {row.id: row for row in problem.reviewers}
        self.hosted: dict[int, int] = {row.host: row.id for row in problem.challenges}

    def bars(self, challenge: Challenge, reviewer: Reviewer) -> list[Rule]:
        """Return every rule that keeps somebody out of a team whatever the week, the grade left out."""
        found = []
        if reviewer.home == challenge.host:
            found.append(Rule.OWN_AUTHORITY)
        if challenge.host in reviewer.former:
            found.append(Rule.FORMER_EMPLOYER)
        if pair(reviewer.home, challenge.host) in self.problem.shared_service:
            found.append(Rule.SHARED_SERVICE)
        if reviewer.trained_from >= self.problem.weeks:
            found.append(Rule.UNTRAINED)
        return found

    def may_sit(self, challenge: Challenge, reviewer: Reviewer) -> bool:
        """Say whether anything but the grade and the week keeps somebody out: a rule, or a locked team."""
        lock = self.problem.locked.get(challenge.id)
        settled = lock is not None and lock.team is not None
        return not self.bars(challenge, reviewer) and (not settled or reviewer.id in lock.team)

    def is_away(self, reviewer: Reviewer, week: int) -> bool:
        """Say whether somebody cannot come in a week: absent, or not yet trained."""
        return week < reviewer.trained_from or week in reviewer.unavailable

    def region_of(self, challenge: Challenge) -> str:
        """Return the region a challenge is held in."""
        return self.authorities[challenge.host].region

    def open_weeks(self, challenge: Challenge) -> list[int]:
        """Return the weeks in which a host can be visited, a locked week alone where there is one."""
        lock = self.problem.locked.get(challenge.id)
        weeks = range(self.problem.weeks) if lock is None or lock.week is None else [lock.week]
        return [week for week in weeks if week not in challenge.blocked and week < self.problem.weeks]

    def week_cost(self, challenge: Challenge, week: int) -> int:
        """Return what a week costs a host, in points."""
        if week in challenge.preferred:
            return 0
        weights = self.problem.weights
        return weights.week_acceptable if week in challenge.acceptable else weights.week_other

    def pair_costs(self, challenge: Challenge, reviewer: Reviewer) -> dict[Cost, int]:
        """Return what it costs to send somebody to a host, by part, in points."""
        weights, there, here = (
            self.problem.weights,
            self.authorities[challenge.host],
            self.authorities[reviewer.home],
        )
        km = math.hypot(there.x - here.x, there.y - here.y)
        return {
            Cost.DISTANCE: min(weights.km_cap, int(km // weights.km_per_point)),
            Cost.STRUCTURE: weights.structure if there.type != here.type else 0,
            Cost.NEIGHBOUR: weights.neighbour if pair(there.id, here.id) in self.problem.neighbours else 0,
        }

    def missing(self, skills: tuple[str, ...], team: list[Reviewer]) -> list[str]:
        """Return which of these skills nobody in a team brings."""
        brought = frozenset().union(*(member.skills for member in team))
        return [skill for skill in skills if skill not in brought]

    def needs(self, challenge: Challenge) -> Counter[str]:
        """Return how many of each grade a team wants."""
        return Counter(grade_of(slot) for slot in challenge.slots)

    @cached_property
    def fair_share(self) -> tuple[int, int]:
        """The fewest and the most places that are an authority's fair share."""
        places = sum(len(row.slots) for row in self.problem.challenges)
        return places // len(self.authorities), -(-places // len(self.authorities))

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
