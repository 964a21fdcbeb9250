"""What releasing a draft would do, before it is done: changes, notices, rules in the way. Reads, never writes."""

from collections.abc import Iterator
from dataclasses import dataclass

from cycles.models import Challenge, Cycle, Seat
from cycles.planner.check import judge
from cycles.planner.facts import Facts
from cycles.planner.problem import Problem
from cycles.planner.rules import Rule
from cycles.queries.people import acting_for
from people.models import Person

from .judging import Judged, names_of, plan_of
from .saying import days_of, slot_in_words
from .sketch import Change, PlannedVisit, Sketch, changes

# What a coordinator may go against with a written reason; what protects people and fairness stays.
OVERRULABLE = {
    Rule.CLOSED_WEEK,
    Rule.WEEK_FULL,
    Rule.REGION_FULL,
    Rule.REVIEWER_GAP,
    Rule.HOST_SUPPLY_GAP,
    Rule.MAX_LOAD,
    Rule.REQUIRED_SKILL,
}


@dataclass(frozen=True)
class Standing:
    """The rules a plan breaks: those nobody may go against, those that need a reason, and those broken already."""

    forbidden: list[str]
    doubtful: list[str]
    already: list[str]
    cost: int
    fairness: "Fairness"


@dataclass(frozen=True)
class Fairness:
    """How a plan serves everybody: the points of the worst-served host, and who gives outside their fair share."""

    worst: str
    points: int
    above: list[str]
    below: list[str]


def rules_in_the_way(problem: dict, sketch: Sketch, base: Sketch, people: dict[int, Person]) -> Standing:
    """Judge a whole plan by the facts of a problem, as the independent checker does.

    What the plan as it stands breaks just so already is no fault of the draft, and stands in no way.
    """
    asked = Problem.of(problem).but(locked={})
    facts = Facts(asked)
    found, was = judge(facts, plan_of(asked, sketch)), judge(facts, plan_of(asked, base))
    names = names_of(asked, sketch, base, people=people)
    new = [one for one in found.broken if one not in was.broken]
    said = [
        list(dict.fromkeys(names.say(one) for one in chosen))
        for chosen in (
            [one for one in new if one.rule not in OVERRULABLE],
            [one for one in new if one.rule in OVERRULABLE],
            [one for one in found.broken if one in was.broken],
        )
    ]
    return Standing(*said, cost=found.cost, fairness=_fairness(asked, sketch, base, people))


def _fairness(asked: Problem, sketch: Sketch, base: Sketch, people: dict[int, Person]) -> Fairness:
    judged = Judged(asked, sketch, base, people)
    own = judged.own_points
    worst = max(own, key=lambda key: own[key], default=None)
    return Fairness(
        worst=judged.names.host(worst) if worst is not None else "",
        points=own[worst] if worst is not None else 0,
        above=[one.name for one in judged.given if one.places > one.most],
        below=[one.name for one in judged.given if one.places < one.least],
    )


@dataclass(frozen=True)
class Notice:
    """One message a release could send: to whom, about what. `key` names it in a form."""

    key: str
    recipient: Person
    text: str


class Release:
    """Everything a draft would change of what stands, with people and bodies looked up (four queries)."""

    def __init__(self, cycle: Cycle, sketch: Sketch, base: Sketch) -> None:
        self.cycle, self.sketch, self.base = cycle, sketch, base
        self.changes = [change for change in changes(sketch, base) if change.visit.starts_on]
        wanted = {one for plan in (sketch, base) for visit in plan for one in visit.people}
        self.people = Person.objects.filter(pk__in=wanted).in_bulk()
        found = Challenge.objects.filter(pk__in=[change.visit.challenge for change in self.changes])
        self.challenges = {row.pk: row for row in found.select_related("host", "visit", "cycle")}
        seats = Seat.objects.holding().filter(challenge__in=self.challenges)
        self.seats = {(seat.challenge_id, seat.person_id): seat for seat in seats}
        members = cycle.members.select_related("body")
        self.bodies = {member.body_id: member.body for member in members}

    def host(self, visit: PlannedVisit) -> str:
        """Return the host's name."""
        challenge = self.challenges.get(visit.challenge)
        return challenge.host.name if challenge else self.bodies[visit.host].name

    def unplaced(self) -> list[str]:
        """Return the hosts whose visit had days and would lose them: a release takes nobody's days away."""
        return [
            self.host_of(visit.host)
            for visit in self.sketch
            if visit.starts_on is None and (was := self.base.get(visit.key)) is not None and was.starts_on
        ]

    def host_of(self, body: int) -> str:
        """Return a member's name."""
        return self.bodies[body].name if body in self.bodies else "A host"

    def sentences(self) -> Iterator[tuple[Change, str, bool]]:
        """Yield each change with its sentence, and whether everybody who sees the plan may read it."""
        for change in self.changes:
            host = self.host(change.visit)
            if change.is_moved:
                yield change, f"{host}: {days_of(change.visit)} (was {days_of(change.was)})", True
            elif change.is_new:
                yield change, f"{host}: planned for {days_of(change.visit)}", True
            for person in change.goes:
                yield change, f"{host}: {self.people[person]} leaves the team", False
            for person in change.comes:
                yield change, f"{host}: {self.people[person]} joins as {self.role_of(change.visit, person)}", False

    def role_of(self, visit: PlannedVisit, person: int) -> str:
        """Return what somebody is in a team."""
        return next(slot_in_words(seat.slot) for seat in visit.seats if seat.person == person)

    def notices(self) -> list[Notice]:
        """Return every message the release could send; none is sent unless a coordinator says so."""
        found: list[Notice] = []
        for change in self.changes:
            visit, host = change.visit, self.host(change.visit)
            for one in change.comes:
                text = f"Invitation to be {self.role_of(visit, one)} at {host}, {days_of(visit)}"
                found.append(Notice(f"invite-{visit.key}-{one}", self.people[one], text))
            for one in change.goes:
                seat = self.seats.get((visit.challenge, one))
                if seat is not None and seat.status in ("invited", "accepted"):
                    text = f"Their place at {host} has ended"
                    found.append(Notice(f"ended-{visit.key}-{one}", self.people[one], text))
            if change.is_moved or (change.is_new and visit.challenge):
                found += self._about_days(change, host)
        return found

    def _about_days(self, change: Change, host: str) -> Iterator[Notice]:
        """Yield who hears of new days: the team that knows of its seats, and who acts for the host."""
        visit = change.visit
        text = f"The visit to {host} is now {days_of(visit)}"
        for (challenge, person), seat in self.seats.items():
            if challenge == visit.challenge and person in visit.people and seat.status in ("invited", "accepted"):
                found = self.people.get(person)
                if found is not None:
                    yield Notice(f"moved-{visit.key}-{person}", found, text)
        for person in self._acting(visit):
            yield Notice(f"moved-{visit.key}-{person.pk}", person, text)

    def _acting(self, visit: PlannedVisit) -> list[Person]:
        if not hasattr(self, "_hosts"):
            self._hosts = acting_for(self.cycle.programme_id, [change.visit.host for change in self.changes])
        return self._hosts.get(visit.host, [])
