"""A plan as data: for every host a visit with its days and its places. What a draft holds and a release carries out.

Pure Python over plain values, so that drafts, steps and rounds can keep sketches as JSON.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

# Hosts without a challenge yet are numbered from here by their body, so that a number never changes its meaning.
NEW = 1_000_000_000


@dataclass(frozen=True, slots=True)
class PlannedSeat:
    """One place of a team: what it asks for, who is meant to take it, and whether that is settled."""

    role: str
    peer: str
    grades: tuple[str, ...] = ()
    person: int | None = None
    locked: bool = False

    @property
    def slot(self) -> str:
        """What the planner calls places that ask for the same."""
        return "/".join([self.role, self.peer, *self.grades])


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One challenge in a plan. `key` is the challenge's id, or NEW and the host's id while there is none.

    `starts_on` None is a visit that has no week yet. A visit that has begun is `fixed`: it is drawn,
    and binds others, but nothing of it can change.
    """

    key: int
    host: int
    shape: int
    topic: str
    starts_on: date | None
    ends_on: date | None
    seats: tuple[PlannedSeat, ...]
    days: int = 3  # working days on site
    challenge: int | None = None
    locked: bool = False
    fixed: bool = False

    @property
    def week(self) -> date | None:
        """The Monday of its week."""
        return self.starts_on and self.starts_on - timedelta(days=self.starts_on.weekday())

    @property
    def people(self) -> tuple[int, ...]:
        """Who is meant to go."""
        return tuple(seat.person for seat in self.seats if seat.person is not None)

    @property
    def parts(self) -> dict[int, tuple[str, str]]:
        """What each person is in the team: role and peer. Whoever changes parts leaves and comes."""
        return {seat.person: (seat.role, seat.peer) for seat in self.seats if seat.person is not None}

    @property
    def is_settled(self) -> bool:
        """Whether its week and everybody in its team are locked."""
        return self.locked and all(seat.locked for seat in self.seats if seat.person is not None)

    @property
    def empty(self) -> int:
        """How many places nobody takes."""
        return sum(seat.person is None for seat in self.seats)

    def with_person(self, number: int, person: int | None) -> Self:
        """Return the visit with somebody else, or nobody, in one place."""
        seats = list(self.seats)
        seats[number] = replace(seats[number], person=person)
        return replace(self, seats=tuple(seats))


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole plan, in the order hosts are listed."""

    visits: tuple[PlannedVisit, ...] = field(default_factory=tuple)

    def __iter__(self) -> Iterator[PlannedVisit]:
        return iter(self.visits)

    def __getitem__(self, key: int) -> PlannedVisit:
        return next(visit for visit in self.visits if visit.key == key)

    def __contains__(self, key: object) -> bool:
        return any(visit.key == key for visit in self.visits)

    def get(self, key: int) -> PlannedVisit | None:
        """Return the visit of a key, or None."""
        return next((visit for visit in self.visits if visit.key == key), None)

    def put(self, changed: PlannedVisit) -> Self:
        """Return the plan with one visit in place of the one that has its key."""
        return replace(self, visits=tuple(changed if visit.key == changed.key else visit for visit in self.visits))

    def as_data(self) -> list[dict[str, Any]]:
        """Write the plan for JSON."""
        rows = []
        for visit in self.visits:
            row = asdict(visit)
            row["starts_on"] = visit.starts_on and visit.starts_on.isoformat()
            row["ends_on"] = visit.ends_on and visit.ends_on.isoformat()
            rows.append(row)
        return rows

    @classmethod
    def of(cls, rows: list[dict[str, Any]]) -> Self:
        """Read a plan that `as_data` wrote."""
        return cls(tuple(_visit(row) for row in rows))


def _visit(row: dict[str, Any]) -> PlannedVisit:
    seats = tuple(PlannedSeat(**{**seat, "grades": tuple(seat["grades"])}) for seat in row["seats"])
    days = {name: row[name] and date.fromisoformat(row[name]) for name in ("starts_on", "ends_on")}
    return PlannedVisit(**{**row, **days, "seats": seats})


@dataclass(frozen=True, slots=True)
class Change:
    """How one visit of a plan differs from what it was: moved, and who comes and goes."""

    visit: PlannedVisit
    was: PlannedVisit | None
    comes: tuple[int, ...] = ()
    goes: tuple[int, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it had no days before."""
        return self.visit.starts_on is not None and (self.was is None or self.was.starts_on is None)

    @property
    def is_moved(self) -> bool:
        """Whether it had other days."""
        return (
            self.was is not None
            and None not in (self.was.starts_on, self.visit.starts_on)
            and (self.was.starts_on != self.visit.starts_on)
        )


def changes(plan: Sketch, was: Sketch) -> list[Change]:
    """Return what a plan changes of another, visit by visit; visits alike are left out."""
    found = []
    for visit in plan:
        before = was.get(visit.key)
        earlier, now = (before.parts if before else {}), visit.parts
        comes = tuple(person for person in now if now[person] != earlier.get(person))
        goes = tuple(person for person in earlier if earlier[person] != now.get(person))
        change = Change(visit, before, comes, goes)
        if comes or goes or change.is_new or change.is_moved:
            found.append(change)
    return found
