"""What a draft costs and breaks, what a change of it would mean, and why it stands as it does.

Arithmetic over the facts the draft keeps; the one query is for names. No solver is asked.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cycles.planner import explain
from cycles.planner.check import Judgement, judge
from cycles.planner.facts import Facts
from cycles.planner.plan import Entry, Plan
from cycles.planner.problem import Problem
from cycles.planner.rules import Breach, Cost
from cycles.planner.seats import Seats
from people.models import Person

from .asking.weeks import Weeks
from .saying import Names, cost_in_words
from .sketch import Change, Sketch, changes
from .verdicts import Candidate, Given, Part, Reason, Tried


def weeks_of(problem: Problem) -> Weeks:
    """Return the weeks of a problem."""
    return Weeks(problem.monday(0), problem.weeks)


def plan_of(problem: Problem, sketch: Sketch) -> Plan:
    """Return a sketch as the planner's plan; visits the problem does not know are left out."""
    weeks, known = weeks_of(problem), {row.id: row for row in problem.challenges}
    entries = {}
    for visit in sketch:
        if visit.key in known:
            week = weeks.number(visit.starts_on) if visit.starts_on else None
            entries[visit.key] = Entry(week, () if visit.fixed else tuple(seat.person for seat in visit.seats))
    return Plan(entries)


def names_of(problem: Problem, *sketches: Sketch, people: Mapping[int, Person]) -> Names:
    """Return who is who in a problem and the plans made for it."""
    bodies = {row.id: row.name for row in problem.authorities}
    hosts = {visit.key: visit.host for sketch in sketches for visit in sketch}
    return Names({number: person.name for number, person in people.items()}, bodies, hosts, weeks_of(problem))


@dataclass
class Judged:
    """A draft with the facts it keeps."""

    problem: Problem
    sketch: Sketch
    base: Sketch
    people: dict[int, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: dict, sketch: Sketch, base: Sketch) -> "Judged":
        """Judge a sketch by the facts of a stored problem (one query)."""
        asked = Problem.of(problem).but(locked={})
        wanted = {row.id for row in asked.reviewers} | {
            one for plan in (sketch, base) for v in plan for one in v.people
        }
        people = Person.objects.filter(pk__in=wanted).select_related("home", "profile").in_bulk()
        return cls(asked, sketch, base, people)

    @classmethod
    def with_people(cls, problem: dict, sketch: Sketch, base: Sketch, people: dict[int, Person]) -> "Judged":
        """Judge a sketch with the people it names at hand (no query)."""
        return cls(Problem.of(problem).but(locked={}), sketch, base, people)

    @cached_property
    def facts(self) -> Facts:
        """The problem with its people and places looked up."""
        return Facts(self.problem)

    @cached_property
    def plan(self) -> Plan:
        """The sketch as the planner's plan."""
        return plan_of(self.problem, self.sketch)

    @cached_property
    def judgement(self) -> Judgement:
        """What the independent checker finds."""
        return judge(self.facts, self.plan)

    @cached_property
    def names(self) -> Names:
        """Who is who."""
        return names_of(self.problem, self.base, self.sketch, people=self.people)

    @cached_property
    def changes(self) -> list[Change]:
        """How the draft differs from what stood when it last looked."""
        return changes(self.sketch, self.base)

    @property
    def cost(self) -> int:
        """What the draft costs, in points."""
        return self.judgement.cost

    @cached_property
    def _was(self) -> Judgement:
        return judge(self.facts, plan_of(self.problem, self.base))

    @property
    def base_cost(self) -> int:
        """What the plan as it stood costs by the same facts."""
        return self._was.cost

    @cached_property
    def parts(self) -> list[Part]:
        """The cost by its parts, the dearest first; parts nobody pays are left out."""
        found = [
            Part(cost_in_words(part).capitalize(), self.judgement.parts[part], self._was.parts[part]) for part in Cost
        ]
        return sorted((part for part in found if part.points or part.was), key=lambda part: -part.points)

    @cached_property
    def breaches(self) -> list[str]:
        """Every rule the draft breaks, in sentences."""
        return list(dict.fromkeys(self.names.say(one) for one in self.judgement.broken))

    @cached_property
    def _broken(self) -> dict[int, list[str]]:
        found = defaultdict(list)
        for one in self.judgement.broken:
            for key in self._about(one):
                found[key].append(self.names.say(one))
        return found

    def _about(self, one: Breach) -> set[int]:
        """Return the visits a broken rule is about."""
        facts = dict(one.facts)
        if "challenge" in facts:
            return {facts["challenge"]}
        weeks = {facts[name] for name in ("week", "other_week") if name in facts}
        homes = {facts[name] for name in ("authority", "other") if name in facts}
        found = set()
        for key, entry in self.plan.entries.items():
            sits = facts.get("reviewer") in entry.team if "reviewer" in facts else True
            hosts = not homes or self.facts.challenges[key].host in homes
            lends = homes & {self.facts.reviewers[one].home for one in entry.team if one in self.facts.reviewers}
            if sits and (hosts or lends) and (not weeks or entry.week in weeks):
                found.add(key)
        return found

    def breaches_of(self, key: int) -> list[str]:
        """Return the rules broken that a visit has a part in, in sentences."""
        return list(dict.fromkeys(self._broken.get(key, [])))

    def doubts_of(self, key: int) -> list[str]:
        """Return what the programme only warns of, in sentences."""
        visit = self.sketch.get(key)
        if visit is None or key not in self.facts.challenges:
            return []
        there, week = self.facts.challenges[key], self.plan.entries[key].week
        found = [there.doubtful[week].reason] if week in there.doubtful else []
        return found + [text for person in visit.people for text in self._ties(key, person)]

    def _ties(self, key: int, person: int) -> list[str]:
        return [tie.sentence for tie in self.facts.ties.get((key, person), ()) if tie.points is not None]

    def name(self, person: int | None) -> str:
        """Return somebody's name."""
        return self.names.person(person)

    def host(self, body: int) -> str:
        """Return a host's name."""
        return self.names.body(body)

    def _tried(self, breaches: tuple[Breach, ...], more: dict[Cost, int]) -> Tried:
        said = {cost_in_words(part): points for part, points in more.items() if points}
        return Tried(list(dict.fromkeys(self.names.say(one) for one in breaches)), said)

    def move(self, key: int, week: date | None) -> Tried:
        """Say what it would mean to put a visit in another week (its Monday)."""
        number = None if week is None else weeks_of(self.problem).number(week)
        found = explain.move(self.facts, self.plan, key, number)
        return self._tried(found.breaches, found.more)

    def candidates(self, key: int, number: int) -> list[Candidate]:
        """Return everybody who could be asked for a place, the best first, then those who cannot and why."""
        seats = Seats(self.facts, self.plan)
        found = []
        for swap in explain.who_could(seats, key, number):
            person = self.people.get(swap.reviewer)
            if person is not None:
                home = self.names.body(self.facts.reviewers[swap.reviewer].home) if person.home_id else ""
                tried = self._tried(swap.breaches, swap.more)
                found.append(Candidate(person, home, tried, self._ties(key, swap.reviewer)))
        return found

    def reasons(self, key: int) -> list[Reason]:
        """Return why a visit stands in its week with its team, each with its points."""
        if key not in self.facts.challenges or self.sketch[key].fixed:
            return []
        there, entry = self.facts.challenges[key], self.plan.entries[key]
        found = [] if entry.week is None else [self._why_week(key, entry.week)]
        seats = Seats(self.facts, self.plan)
        for number, member in enumerate(entry.team):
            if member in self.facts.reviewers:
                found.append(self._why_person(seats, key, number, member))
        team = [self.facts.reviewers[one] for one in entry.team if one in self.facts.reviewers]
        for skill in self.facts.missing(there.desired, team):
            found.append(Reason(f"Nobody brings: {skill}", self.problem.weights.desired_skill))
        return found

    def _why_week(self, key: int, week: int) -> Reason:
        there = self.facts.challenges[key]
        points = self.facts.week_cost(there, week)
        if week in there.preferred:
            said = "The host wishes for this week" if len(there.preferred) < self.problem.weeks else "Any week suits"
        elif week in there.acceptable:
            said = "This week suits the host"
        else:
            said = "The host did not wish for this week"
        return Reason(f"{said}, but {there.doubtful[week].reason}" if week in there.doubtful else said, points)

    def _why_person(self, seats: Seats, key: int, number: int, member: int) -> Reason:
        costs = self.facts.pair_costs(self.facts.challenges[key], self.facts.reviewers[member])
        parts = [f"{cost_in_words(part)} {points}" for part, points in costs.items() if points]
        said = ", ".join(parts) or "nothing counts against it"
        following = explain.next_best(seats, key, number)
        if following is None:
            said += "; nobody else could go"
        else:
            more = following.cost
            name = self.name(following.reviewer)
            said += f"; next is {name}, {more} points more" if more >= 0 else f"; {name} would save {-more} points"
        return Reason(f"{self.name(member)}: {said}", sum(costs.values()), member)

    @cached_property
    def own_points(self) -> dict[int, int]:
        """What each visit with days costs by itself: its week, its people's travel and ties, skills nobody brings."""
        found = {}
        for key, entry in self.plan.entries.items():
            if entry.week is not None and self.facts.challenges[key].slots:
                team = [self.facts.reviewers[one] for one in entry.team if one in self.facts.reviewers]
                found[key] = self.facts.own_costs(self.facts.challenges[key], entry.week, team).total()
        return found

    @cached_property
    def given(self) -> list[Given]:
        """How many places each member gives in the cycle, visits that have begun included, by name."""
        places = Counter(
            self.facts.reviewers[member].home
            for entry in self.plan.entries.values()
            for member in entry.team
            if member in self.facts.reviewers
        )
        begun = Counter(
            self.people[one].home_id
            for visit in self.sketch
            if visit.fixed
            for one in visit.people
            if one in self.people
        )
        hosts = {visit.host for visit in self.sketch}
        rows = [row for row in self.problem.authorities if row.id in hosts or places[row.id]]
        return [
            Given(row.name, *(begun[row.id] + number for number in (places[row.id], *self.facts.share_of(row.id))))
            for row in sorted(rows, key=lambda row: row.name)
        ]
