"""Every hard rule and every cost of a plan, named once, each with its sentence.

The model builds rows from these names, the checker reports them, the explanations quote them and
the screens show them. A rule binds; a cost counts points (what they weigh is in the problem).
"""

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


class Cost(StrEnum):
    """What a plan pays for, as the parts of its cost are called."""

    WEEK = "week"
    DISTANCE = "distance"
    STRUCTURE = "structure"
    NEIGHBOUR = "neighbour"
    DESIRED_SKILL = "desired_skill"
    FAIR_SHARE = "fair_share"
    CROWDING = "crowding"


SENTENCES: dict[Rule | Cost, str] = {
    Rule.UNSCHEDULED: "{challenge} has no week.",
    Rule.CLOSED_WEEK: "{challenge} cannot be visited in week {week}: {reason}.",
    Rule.TEAM_SIZE: "The team for {challenge} has {number} places filled, not {wanted}.",
    Rule.UNFILLED: "Nobody is named as {slot} for {challenge}.",
    Rule.NO_SUCH_REVIEWER: "{challenge} names a reviewer {reviewer}, and there is none.",
    Rule.OWN_AUTHORITY: "{reviewer} works for {challenge}: nobody reviews their own authority.",
    Rule.FORMER_EMPLOYER: "{reviewer} worked for {challenge} before.",
    Rule.SHARED_SERVICE: "{reviewer}'s authority shares services with {challenge}.",
    Rule.GRADE: "{reviewer} is a {grade}, and the place for {challenge} is for a {slot}.",
    Rule.UNTRAINED: "{reviewer} is not trained before the end of the cycle.",
    Rule.AWAY: "{reviewer} is away or not yet trained in week {week}.",
    Rule.ONE_PER_AUTHORITY: "Two of the team for {challenge} come from {authority}.",
    Rule.REQUIRED_SKILL: "Nobody in the team for {challenge} knows {skill}.",
    Rule.MAX_LOAD: "{reviewer} would go on {number} visits, and may be asked for {wanted}.",
    Rule.REVIEWER_GAP: "{reviewer}'s visits in weeks {week} and {other} are less than {number} weeks apart.",
    Rule.HOST_SUPPLY_GAP: "{authority} would host in week {week} and lend somebody in week {other}.",
    Rule.NO_SWAP: "{authority} and {other} would review each other in one cycle.",
    Rule.WEEK_FULL: "Week {week} would hold {number} visits, and may hold {wanted}.",
    Rule.REGION_FULL: "Week {week} would hold {number} visits in {region}, and may hold {wanted}.",
    Rule.LOCKED_WEEK: "The week of {challenge} is locked at {week}.",
    Rule.LOCKED_TEAM: "The team for {challenge} is locked.",
    Cost.WEEK: "a week the host did not wish for",
    Cost.DISTANCE: "travel",
    Cost.STRUCTURE: "another kind of authority",
    Cost.NEIGHBOUR: "a neighbour",
    Cost.DESIRED_SKILL: "a desired skill that nobody brings",
    Cost.FAIR_SHARE: "places outside an authority's fair share",
    Cost.CROWDING: "more visits in six weeks than their share",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """One hard rule broken at one place of a plan; `facts` are what its sentence names."""

    rule: Rule
    facts: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return SENTENCES[self.rule].format_map(dict(self.facts))


def breach(rule: Rule, **facts: object) -> Breach:
    """Name a rule that is broken, with what its sentence says."""
    return Breach(rule, tuple(facts.items()))
