"""What a plan will run into: people who may not be able to come after all, and places nobody is left for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from cycles.planner.problem import Problem, Reviewer
from cycles.planner.rules import Rule

from .judging import Judged, weeks_of
from .saying import slot_in_words
from .sketch import PlannedVisit, Sketch

# What may befall somebody who is settled for a place; the rest is about the plan, not about them.
PERSONAL = (Rule.AWAY, Rule.TIE, Rule.UNTRAINED, Rule.MAX_LOAD, Rule.REVIEWER_GAP, Rule.GRADE)
QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True)
class Risk:
    """Somebody in a team who may not be able to come, and why."""

    visit: PlannedVisit
    host: str
    person: str
    sentence: str


@dataclass(frozen=True)
class Demand:
    """How many places of a kind stand empty in a quarter, and how many people could still take one."""

    quarter: str
    kind: str
    needed: int
    could: int

    @property
    def short(self) -> int:
        """How many people are missing."""
        return max(0, self.needed - self.could)


def risks(judged: Judged) -> list[Risk]:
    """Return everybody settled in a team who may not be able to come, by the day of the visit."""
    found = []
    for one in judged.judgement.broken:
        facts = dict(one.facts)
        if one.rule not in PERSONAL or "reviewer" not in facts:
            continue
        for visit in judged.sketch:
            about = facts.get("challenge", visit.key) == visit.key
            if about and not visit.fixed and facts["reviewer"] in visit.people:
                person = judged.name(facts["reviewer"])
                found.append(Risk(visit, judged.host(visit.host), person, judged.names.say(one)))
    return sorted(found, key=lambda risk: (risk.visit.starts_on or date.max, risk.host, risk.person))


def demand(problem: Problem, sketch: Sketch) -> list[Demand]:
    """Return, by quarter and kind of place, the places that stand empty and who could still take one.

    Somebody counts who is free in some week of the quarter and may be asked for one visit more. Visits
    without days are counted apart, against everybody who is free at any time.
    """
    used: dict[int, int] = defaultdict(int)
    for visit in sketch:
        if not visit.fixed:
            for person in visit.people:
                used[person] += 1
    weeks = weeks_of(problem)
    quarters: dict[tuple[int, int] | None, list[int]] = defaultdict(list)
    for week in range(problem.weeks):
        day = weeks.monday(week) + timedelta(days=1)
        quarters[day.year, (day.month - 1) // 3].append(week)
        quarters[None].append(week)
    empty: dict[tuple[tuple[int, int] | None, str], int] = defaultdict(int)
    for visit in sketch:
        for seat in visit.seats if not visit.fixed else ():
            if seat.person is None:
                empty[_quarter(visit), seat.slot] += 1
    found = []
    for (quarter, slot), needed in sorted(
        empty.items(), key=lambda item: (item[0][0] is None, item[0][0] or (), item[0][1])
    ):
        could = sum(_is_free(row, slot, quarters[quarter], used[row.id]) for row in problem.reviewers)
        found.append(Demand(_in_words(quarter), slot_in_words(slot), needed, could))
    return found


def _quarter(visit: PlannedVisit) -> tuple[int, int] | None:
    return visit.starts_on and (visit.starts_on.year, (visit.starts_on.month - 1) // 3)


def _in_words(quarter: tuple[int, int] | None) -> str:
    return "No days yet" if quarter is None else f"{QUARTERS[quarter[1]]} {quarter[0]}"


def _is_free(reviewer: Reviewer, slot: str, weeks: list[int], used: int) -> bool:
    return (
        reviewer.can_be(slot) and used < reviewer.max_load and any(week not in reviewer.unavailable for week in weeks)
    )
