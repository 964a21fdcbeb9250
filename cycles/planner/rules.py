"""Every hard rule and every cost of a plan, named once, each with its sentence.

The model builds rows from these names, the checker reports them, the explanations quote them and
the screens show them. A rule binds; a cost counts points (what they weigh is in the problem).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What no plan may break."""

    UNSCHEDULED = "unscheduled"
    CLOSED_WEEK = "closed_week"
    TEAM_SIZE = "team_size"
    UNFILLED = "unfilled"
    NO_SUCH_REVIEWER = "no_such_reviewer"
    OWN_AUTHORITY = "own_authority"
    FORMER_EMPLOYER = "former_employer"
    SHARED_SERVICE = "shared_service"
    GRADE = "grade"
    UNTRAINED = "untrained"
    AWAY = "away"
    ONE_PER_AUTHORITY = "one_per_authority"
    REQUIRED_SKILL = "required_skill"
    MAX_LOAD = "max_load"
    REVIEWER_GAP = "reviewer_gap"
    HOST_SUPPLY_GAP = "host_supply_gap"
    NO_SWAP = "no_swap"
    WEEK_FULL = "week_full"
    REGION_FULL = "region_full"
    LOCKED_WEEK = "locked_week"
    LOCKED_TEAM = "locked_team"
    LOCKED_SEAT = "locked_seat"
    TWICE = "twice"
    TIE = "forbidden_tie"
    HOST_CAP = "host_cap"


class Cost(StrEnum):
    """What a plan pays for, as the parts of its cost are called."""

    WEEK = "week"
    DISTANCE = "distance"
    STRUCTURE = "structure"
    NEIGHBOUR = "neighbour"
    DESIRED_SKILL = "desired_skill"
    FAIR_SHARE = "fair_share"
    CROWDING = "crowding"
    DOUBTFUL_WEEK = "doubtful_week"
    ORIGINAL_TEAM = "original_team"
    TIE = "tie"
    ROTATION = "rotation"


# What a plan still lacks, and no rule that it breaks.
UNFINISHED = frozenset({Rule.UNSCHEDULED, Rule.UNFILLED})

SENTENCES: dict[Rule | Cost, str] = {
    Rule.UNSCHEDULED: "{challenge} has no week.",
    Rule.CLOSED_WEEK: "{challenge} cannot be visited in {week}: {reason}.",
    Rule.TEAM_SIZE: "The team for {challenge} has {number} places filled, not {wanted}.",
    Rule.UNFILLED: "Nobody is named as {slot} for {challenge}.",
    Rule.NO_SUCH_REVIEWER: "{challenge} names a reviewer {reviewer}, and there is none.",
    Rule.OWN_AUTHORITY: "{reviewer} works for {challenge}: nobody reviews their own authority.",
    Rule.FORMER_EMPLOYER: "{reviewer} worked for {challenge} before.",
    Rule.SHARED_SERVICE: "{reviewer}'s authority shares services with {challenge}.",
    Rule.GRADE: "{reviewer} is a {grade} and cannot be {slot} for {challenge}.",
    Rule.UNTRAINED: "{reviewer} is not trained before {week}.",
    Rule.AWAY: "{reviewer} cannot come in {week}: {reason}.",
    Rule.ONE_PER_AUTHORITY: "Two of the team for {challenge} come from {authority}.",
    Rule.REQUIRED_SKILL: "Nobody in the team for {challenge} knows {skill}.",
    Rule.MAX_LOAD: "{reviewer} would go on {number} visits, and may be asked for {wanted}.",
    Rule.REVIEWER_GAP: "{reviewer}'s visits in {week} and {other_week} are less than {number} weeks apart.",
    Rule.HOST_SUPPLY_GAP: "{authority} would host in {week} and lend somebody in {other_week}.",
    Rule.NO_SWAP: "{authority} and {other} would review each other in one cycle.",
    Rule.WEEK_FULL: "There would be {number} visits in {week}, and there may be {wanted}.",
    Rule.REGION_FULL: "There would be {number} visits in {region} in {week}, and there may be {wanted}.",
    Rule.LOCKED_WEEK: "{challenge} is locked in {week}.",
    Rule.LOCKED_TEAM: "The team for {challenge} is locked.",
    Rule.LOCKED_SEAT: "{reviewer} is locked as {slot} for {challenge}.",
    Rule.TWICE: "{reviewer} sits twice in the team for {challenge}.",
    Rule.TIE: "{sentence}",
    Rule.HOST_CAP: "The visit to {challenge} would cost {number} points by itself, and may cost {wanted}.",
    Cost.WEEK: "a week the host did not wish for",
    Cost.DISTANCE: "travel",
    Cost.STRUCTURE: "another kind of authority",
    Cost.NEIGHBOUR: "a neighbour",
    Cost.DESIRED_SKILL: "a desired skill that nobody brings",
    Cost.FAIR_SHARE: "places outside an authority's fair share",
    Cost.CROWDING: "more visits in six weeks than their share",
    Cost.DOUBTFUL_WEEK: "a week that is doubtful for the host",
    Cost.ORIGINAL_TEAM: "somebody who was not in the original team",
    Cost.TIE: "something between a reviewer and a host",
    Cost.ROTATION: "turns at a slot beyond an authority's share of them",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """One hard rule broken at one place of a plan; `facts` are what its sentence names: challenges,
    reviewers, authorities and weeks by their numbers."""

    rule: Rule
    facts: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.said(lambda name, one: f"week {one}" if name in {"week", "other_week"} else str(one))

    def said(self, call: Callable[[str, object], str]) -> str:
        """Say it in a sentence, with what each fact (its name, what it is) is called."""
        return SENTENCES[self.rule].format_map({name: call(name, one) for name, one in self.facts})


def breach(rule: Rule, **facts: object) -> Breach:
    """Name a rule that is broken, with what its sentence says."""
    return Breach(rule, tuple(facts.items()))
