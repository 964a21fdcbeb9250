"""Why somebody sits where they sit, why somebody else does not, and what another week would mean.

Every answer is about one change of a plan, all else left as it is: which rules it would break, and
what the plan would cost more, by part. What it says is what the checker would say. Plans need not be
complete.
"""

from dataclasses import dataclass

from .check import judge
from .facts import Facts
from .plan import Entry, Plan
from .rules import Breach, Cost, Rule
from .seats import Seats, Swap


@dataclass(frozen=True, slots=True)
class Move:
    """A plan changed: the rules this breaks that held before, and what it costs more by part."""

    breaches: tuple[Breach, ...]
    more: dict[Cost, int]

    @property
    def cost(self) -> int:
        """How many points more the plan would cost."""
        return sum(self.more.values())


def why_not(seats: Seats, challenge: int, reviewer: int) -> Swap | None:
    """Answer “why not them?”: of the seats they could have, the one the fewest rules forbid, then the cheapest.

    Without the rules it names they could sit there. None when they do sit in this team.
    """
    return min(seats.swaps(challenge, reviewer), key=lambda swap: (len(swap.breaches), swap.cost), default=None)


def who_could(seats: Seats, challenge: int, slot: int) -> list[Swap]:
    """Return everybody who could be asked for a seat, whom the fewest rules forbid first, then the cheapest."""
    found = [seats.swap(challenge, slot, reviewer) for reviewer in _others(seats, challenge, slot)]
    return sorted(found, key=lambda swap: (len(swap.breaches), swap.cost, swap.reviewer))


def next_best(seats: Seats, challenge: int, slot: int) -> Swap | None:
    """Return who else could take a seat at the least cost, or None when nobody could."""
    return seats.cheapest(challenge, slot, sorted(_others(seats, challenge, slot)))


def _others(seats: Seats, challenge: int, slot: int) -> list[int]:
    """Return who may fill a slot and is not in the team."""
    wanted, team = seats.facts.challenges[challenge].slots[slot], seats.teams[challenge]
    return [row.id for row in seats.problem.reviewers if row.can_be(wanted) and row.id not in team]


def move(facts: Facts, plan: Plan, challenge: int, week: int | None) -> Move:
    """Say what it would mean to hold a visit in another week, or with None in no week yet, its team as it is."""
    entry = plan.entries.get(challenge, Entry(None, (None,) * len(facts.challenges[challenge].slots)))
    return changed(facts, plan, Plan({**plan.entries, challenge: Entry(week, entry.team)}))


def changed(facts: Facts, before: Plan, after: Plan) -> Move:
    """Say what a change of any kind means: two people exchanged, two weeks, a whole team."""
    was, now = judge(facts, before), judge(facts, after)
    known = {_place(one): _number(one) for one in was.breaches}
    new = tuple(one for one in now.broken if _place(one) not in known or _number(one) > known[_place(one)])
    more = {part: now.parts[part] - was.parts[part] for part in Cost}
    return Move(new, {part: points for part, points in more.items() if points})


def _place(one: Breach) -> tuple[Rule, frozenset]:
    """Return which rule a breach breaks, and where; how far it goes beyond does not make it another."""
    return one.rule, frozenset((name, said) for name, said in one.facts if name != "number")


def _number(one: Breach) -> int:
    return dict(one.facts).get("number", 0)


def own_costs(facts: Facts, plan: Plan) -> dict[int, int]:
    """Return what every visit costs by itself, in points: what its host has of the plan, the less the better."""
    return {
        key: facts.own_costs(
            facts.challenges[key], entry.week, [facts.reviewers[one] for one in entry.team if one in facts.reviewers]
        ).total()
        for key, entry in plan.entries.items()
        if key in facts.challenges
    }


def sentence(facts: Facts, one: Breach) -> str:
    """Say a breach with everybody's names, and with dates where the problem says when week 0 begins."""
    return one.said(lambda name, said: _called(facts, name, said))


def _called(facts: Facts, name: str, said: object) -> str:
    if name == "challenge":
        return facts.authorities[facts.challenges[said].host].name
    if name in {"authority", "other"}:
        return facts.authorities[said].name
    if name == "reviewer":
        return facts.name_of(said)
    return facts.week_of(said) if name in {"week", "other_week"} else str(said)


def reasons(facts: Facts, plan: Plan) -> dict[str, list[dict[str, object]]]:
    """Return, for every seat of a plan, what it costs and by how much it beats the next who could come."""
    seats = Seats(facts, plan)
    return {
        str(key): [_reason(seats, key, slot, member) for slot, member in enumerate(team)]
        for key, team in seats.teams.items()
    }


def _reason(seats: Seats, challenge: int, slot: int, member: int | None) -> dict[str, object]:
    there = seats.facts.challenges[challenge]
    points = {} if member is None else seats.facts.pair_costs(there, seats.facts.reviewers[member])
    costs = {part.value: number for part, number in points.items() if number}
    found = next_best(seats, challenge, slot)
    said = None if found is None else {"reviewer": found.reviewer, "more": found.cost}
    return {"slot": there.slots[slot], "reviewer": member, "costs": costs, "next": said}
