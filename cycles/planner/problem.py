"""What is asked of the planner: read from JSON, checked, and never changed afterwards."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

from .faults import BadProblem, check_references, check_shape

# Whoever fills these two slots is a director; every other slot is named after the grade it wants.
DIRECTORS = frozenset({"lead", "observer"})

Pair = tuple[int, int]
Share = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Authority:
    """Who hosts, and whose people review. Its place on the map is in kilometres."""

    id: int
    name: str
    region: str
    type: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A week that is allowed at a price on top of its own, and why."""

    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A visit to place: its slots to fill, and the weeks its host wishes, accepts or closes."""

    id: int
    host: int
    slots: tuple[str, ...]
    required: tuple[str, ...] = ()
    desired: tuple[str, ...] = ()
    blocked: dict[int, str] = field(default_factory=dict)
    preferred: frozenset[int] = frozenset()
    acceptable: frozenset[int] = frozenset()
    format: str = ""
    focus: str = ""
    doubtful: dict[int, Doubtful] = field(default_factory=dict)
    original: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may be asked, and when not. With `fills` these slots are theirs, else their grade decides."""

    id: int
    home: int
    grade: str
    skills: frozenset[str]
    trained_from: int
    unavailable: frozenset[int]
    former: frozenset[int]
    max_load: int
    fills: frozenset[str] | None = None
    why: dict[int, str] = field(default_factory=dict, hash=False)
    name: str = ""

    def can_be(self, slot: str) -> bool:
        """Say whether somebody may fill a slot."""
        return self.grade == grade_of(slot) if self.fills is None else slot in self.fills


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing costs, in points."""

    week_acceptable: int
    week_other: int
    km_per_point: float
    km_cap: int
    structure: int
    neighbour: int
    desired_skill: int
    load_dev: int
    spread: int
    bucket_weeks: int
    original_team: int = 0


@dataclass(frozen=True, slots=True)
class Lock:
    """What a coordinator has settled of a challenge: its week, its team in slot order (None: open), or both."""

    week: int | None = None
    team: tuple[int | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What stands between somebody and one challenge: it forbids (points None), or costs."""

    challenge: int
    reviewer: int
    kind: str
    points: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Rotation:
    """Which slots go round among the authorities that host: fewest and most places each, and points beyond."""

    points: int
    slots: dict[str, Share]


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole cycle to plan. Weeks are counted from `start`, the Monday of week 0."""

    weeks: int
    authorities: tuple[Authority, ...]
    challenges: tuple[Challenge, ...]
    reviewers: tuple[Reviewer, ...]
    weights: Weights
    max_per_week: int
    max_per_week_region: dict[str, int]
    host_supply_gap: int
    reviewer_gap: int
    shared_service: frozenset[Pair] = frozenset()
    neighbours: frozenset[Pair] = frozenset()
    locked: dict[int, Lock] = field(default_factory=dict)
    released: dict[int, Lock] = field(default_factory=dict)
    start: date | None = None
    name: str = ""
    ties: tuple[Tie, ...] = ()
    rotation: Rotation | None = None
    shares: dict[int, Share] = field(default_factory=dict)
    rules_off: frozenset[str] = frozenset()
    host_cap: int | None = None

    @classmethod
    def read(cls, text: str | bytes) -> Self:
        """Read a problem from JSON. Raises BadProblem with the field and what is wrong."""
        try:
            data = json.loads(text)
        except ValueError as error:
            raise BadProblem("file", f"is not JSON ({error})") from None
        return cls.of(data)

    @classmethod
    def of(cls, data: Any) -> Self:
        """Make a problem of what a JSON file holds. Raises BadProblem."""
        check_shape(data)
        problem = cls(
            name=data.get("name", ""),
            start=_day(data.get("start")),
            weeks=data["weeks"],
            authorities=tuple(_authority(row) for row in data["authorities"]),
            challenges=tuple(_challenge(row) for row in data["challenges"]),
            reviewers=tuple(_reviewer(row) for row in data["reviewers"]),
            weights=_weights(data["weights"]),
            max_per_week=data["max_per_week"],
            max_per_week_region=data["max_per_week_region"],
            host_supply_gap=data["host_supply_gap"],
            reviewer_gap=data["reviewer_gap"],
            shared_service=_pairs(data["shared_service"]),
            neighbours=_pairs(data["neighbours"]),
            locked=_locks(data.get("locked", {})),
            released=_locks(data.get("released", {})),
            ties=tuple(Tie(**{name: row[name] for name in Tie.__slots__}) for row in data.get("ties", ())),
            rotation=_rotation(data.get("rotation")),
            shares={int(key): tuple(share) for key, share in data.get("shares", {}).items()},
            rules_off=frozenset(data.get("rules_off", ())),
            host_cap=data.get("host_cap"),
        )
        check_references(problem)
        return problem

    def but(self, **changes: Any) -> Self:
        """Return this problem with some of its fields changed: what a what-if asks."""
        return replace(self, **changes)

    def monday(self, week: int) -> date | None:
        """Return the first day of a week, where the problem says when it starts."""
        return self.start + timedelta(weeks=week) if self.start else None


def pair(one: int, other: int) -> Pair:
    """Return two authorities as an unordered pair."""
    return (one, other) if one < other else (other, one)


def grade_of(slot: str) -> str:
    """Return the grade a slot wants."""
    return "director" if slot in DIRECTORS else slot


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadProblem("start", f"{text!r} is not a date such as 2026-09-07") from None


def _authority(row: dict[str, Any]) -> Authority:
    return Authority(**{name: row[name] for name in Authority.__slots__})


def _challenge(row: dict[str, Any]) -> Challenge:
    return Challenge(
        id=row["id"],
        host=row["host"],
        slots=tuple(row["slots"]),
        required=tuple(dict.fromkeys(row.get("required", ()))),
        desired=tuple(dict.fromkeys(row.get("desired", ()))),
        blocked={int(week): reason for week, reason in row["blocked"].items()},
        preferred=frozenset(row["preferred"]),
        acceptable=frozenset(row["acceptable"]),
        format=row.get("format", ""),
        focus=row.get("focus", ""),
        doubtful={int(week): Doubtful(one["points"], one["reason"]) for week, one in row.get("doubtful", {}).items()},
        original=frozenset(row.get("original", ())),
    )


def _reviewer(row: dict[str, Any]) -> Reviewer:
    sets = {name: frozenset(row[name]) for name in ("skills", "unavailable", "former")}
    fills = row.get("fills")
    return Reviewer(
        **{name: row[name] for name in ("id", "home", "grade", "trained_from", "max_load")},
        **sets,
        fills=None if fills is None else frozenset(fills),
        why={int(week): reason for week, reason in row.get("why", {}).items()},
        name=row.get("name", ""),
    )


def _weights(row: dict[str, Any]) -> Weights:
    return Weights(**{name: row[name] for name in Weights.__slots__ if name in row})


def _rotation(row: dict[str, Any] | None) -> Rotation | None:
    return row and Rotation(row["points"], {slot: tuple(share) for slot, share in row["slots"].items()})


def _pairs(rows: list[list[int]]) -> frozenset[Pair]:
    return frozenset(pair(*row) for row in rows)


def _locks(rows: dict[str, Any]) -> dict[int, Lock]:
    rows = rows.get("challenges", rows)
    return {int(key): Lock(row.get("week"), tuple(row.get("team") or ()) or None) for key, row in rows.items()}
