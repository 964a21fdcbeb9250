"""Proposals side by side: what each costs, who travels, how fair it is, whose wishes it meets, what it changes."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cycles.planner.rules import Cost
from people.models import Person

from .judging import Judged
from .models import Proposal, Round
from .sketch import Sketch


@dataclass(frozen=True)
class Row:
    """One line of the comparison: a number for each proposal, and which of them are the best."""

    label: str
    cells: list[int]
    best: int | None

    @property
    def marked(self) -> list[dict]:
        """The cells with a mark at the best ones, where they differ."""
        differ = len(set(self.cells)) > 1
        return [{"number": cell, "is_best": differ and cell == self.best} for cell in self.cells]


class Compared:
    """The proposals of a round that are ready, judged by the same facts (one query for names)."""

    def __init__(self, asked: Round, proposals: list[Proposal]) -> None:
        self.proposals = [one for one in proposals if one.plan is not None]
        self._asked, self._by_aim = asked, {one.aim: one for one in proposals}
        base = Sketch.of(asked.base)
        sketches = [Sketch.of(one.plan) for one in self.proposals]
        wanted = {person for sketch in (base, *sketches) for visit in sketch for person in visit.people}
        people = Person.objects.filter(pk__in=wanted).select_related("home", "profile").in_bulk()
        self.judged = [Judged.with_people(asked.problem, sketch, base, people) for sketch in sketches]

    @property
    def is_one(self) -> bool:
        """Whether several proposals are one and the same plan."""
        return len(self.judged) > 1 and all(one.sketch == self.judged[0].sketch for one in self.judged)

    @cached_property
    def rows(self) -> list[Row]:
        """The lines: the whole cost, its parts, then what people ask about first."""
        rows = [self._row("Cost in points", [one.cost for one in self.judged])]
        labels = dict.fromkeys(part.label for one in self.judged for part in one.parts)
        for label in labels:
            points = [{part.label: part.points for part in one.parts}.get(label, 0) for one in self.judged]
            rows.append(self._row(label, points))
        if self._asked.guests:
            rows.append(self._row("Places filled from other regions", [self._filled(one) for one in self.judged]))
        return rows + self._served()

    @cached_property
    def saved(self) -> str:
        """What the people from other regions save, in a sentence; nothing where it was not asked or is not known."""
        best, own = (self._by_aim.get(aim) for aim in (Proposal.Aim.CHEAPEST, Proposal.Aim.OWN_PEOPLE))
        if best is None or own is None or best not in self.proposals:
            return ""
        if own.status == Proposal.Status.NOTHING_FITS:
            return "Without people from other regions nothing fits."
        if own not in self.proposals:
            return ""
        points = self._cost(own) - self._cost(best)
        if points < 0:
            return "The plan with own people alone is the better one by now. Ask again with more time."
        unsure = "" if best.proved and own.proved else ", as far as the time given could tell"
        if not points:
            return f"People from other regions save nothing{unsure}: own people alone do as well."
        return f"People from other regions save {points} point{'s' if points > 1 else ''}{unsure}."

    def _cost(self, proposal: Proposal) -> int:
        return self.judged[self.proposals.index(proposal)].cost

    def _filled(self, judged: Judged) -> int:
        guests = set(self._asked.guests)
        return sum(one in guests for visit in judged.sketch for one in visit.people)

    def _served(self) -> list[Row]:
        wishes = [_wishes(one) for one in self.judged]
        return [
            self._row("Hosts in a week they prefer", [found["preferred"] for found in wishes], most=True),
            self._row("Hosts in a week they did not wish for", [found["other"] for found in wishes]),
            self._row("Points of the worst-served host", [_worst(one) for one in self.judged]),
            self._row("Authorities outside their fair share", [_outside(one) for one in self.judged]),
            self._row("People who travel", [_travellers(one) for one in self.judged]),
            self._row("Visits with new days", [_moved(one) for one in self.judged]),
            self._row("Places given to somebody else", [_seats(one) for one in self.judged]),
        ]

    def _row(self, label: str, cells: list[int], *, most: bool = False) -> Row:
        best = (max if most else min)(cells, default=None)
        return Row(label, cells, best)


def _wishes(judged: Judged) -> Counter:
    found: Counter = Counter()
    for key, entry in judged.plan.entries.items():
        there = judged.facts.challenges[key]
        if there.slots and entry.week is not None:
            kind = "preferred" if entry.week in there.preferred else "other"
            found["acceptable" if kind == "other" and entry.week in there.acceptable else kind] += 1
    return found


def _worst(judged: Judged) -> int:
    return max(judged.own_points.values(), default=0)


def _outside(judged: Judged) -> int:
    return sum(one.is_outside for one in judged.given)


def _travellers(judged: Judged) -> int:
    """How many different people go somewhere further than their own place."""
    return len(
        {
            member
            for key, entry in judged.plan.entries.items()
            for member in entry.team
            if member in judged.facts.reviewers
            and judged.facts.pair_costs(judged.facts.challenges[key], judged.facts.reviewers[member])[Cost.DISTANCE]
        }
    )


def _moved(judged: Judged) -> int:
    return sum(change.is_moved or change.is_new for change in judged.changes)


def _seats(judged: Judged) -> int:
    return sum(len(change.comes) for change in judged.changes)
