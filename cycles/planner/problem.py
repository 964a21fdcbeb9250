"""What is asked of the planner: read from JSON, checked, and never changed afterwards."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

SCHEMA = Path(__file__).parent / "problem.schema.json"

# Whoever fills these two slots is a director; every other slot is named after the grade it wants.
DIRECTORS = frozenset({"lead", "observer"})

Pair = tuple[int, int]


class BadProblem(ValueError):  # noqa: N818 -- read as a sentence
    """A problem that cannot be asked; says the field and what is wrong with it in one line."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(f"{where}: {sentence}")
        self.where = where


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


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may be asked, and when not."""

    id: int
    home: int
    grade: str
    skills: frozenset[str]
    trained_from: int
    unavailable: frozenset[int]
    former: frozenset[int]
    max_load: int


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


@dataclass(frozen=True, slots=True)
class Lock:
    """What a coordinator has settled of a challenge: its week, its team in slot order, or both."""

    week: int | None = None
    team: tuple[int, ...] | None = None


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
        _check_shape(data)
        problem = cls(
            name=data.get("name", ""),
            start=_day(data.get("start")),
            weeks=data["weeks"],
            authorities=tuple(_authority(row) for row in data["authorities"]),
            challenges=tuple(_challenge(row) for row in data["challenges"]),
            reviewers=tuple(_reviewer(row) for row in data["reviewers"]),
            weights=Weights(**{name: data["weights"][name] for name in Weights.__slots__}),
            max_per_week=data["max_per_week"],
            max_per_week_region=data["max_per_week_region"],
            host_supply_gap=data["host_supply_gap"],
            reviewer_gap=data["reviewer_gap"],
            shared_service=_pairs(data["shared_service"]),
            neighbours=_pairs(data["neighbours"]),
            locked=_locks(data.get("locked", {})),
            released=_locks(data.get("released", {})),
        )
        _check_references(problem)
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
    )


def _reviewer(row: dict[str, Any]) -> Reviewer:
    sets = {name: frozenset(row[name]) for name in ("skills", "unavailable", "former")}
    return Reviewer(**{name: row[name] for name in Reviewer.__slots__ if name not in sets}, **sets)


def _pairs(rows: list[list[int]]) -> frozenset[Pair]:
    return frozenset(pair(*row) for row in rows)


def _locks(rows: dict[str, Any]) -> dict[int, Lock]:
    rows = rows.get("challenges", rows)
    return {
        int(key): Lock(row.get("week"), None if row.get("team") is None else tuple(row["team"]))
        for key, row in rows.items()
    }


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _check_shape(data: Any) -> None:
    error = best_match(_validator().iter_errors(data))
    if error is None:
        return
    where = error.json_path.removeprefix("$").lstrip(".")
    raise BadProblem(where or "file", error.message.replace("\n", " "))


def _check_references(problem: Problem) -> None:
    """Refuse what names something that is not there, or twice the same."""
    known = {name: _once(name, getattr(problem, name)) for name in ("authorities", "challenges", "reviewers")}
    for place, challenge in enumerate(problem.challenges):
        _known(challenge.host, known["authorities"], f"challenges[{place}].host", "authority")
        late = sorted(week for week in challenge.preferred | challenge.acceptable if week >= problem.weeks)
        if late:
            raise BadProblem(f"challenges[{place}]", f"wishes for week {late[0]} of {problem.weeks}")
    for place, reviewer in enumerate(problem.reviewers):
        _known(reviewer.home, known["authorities"], f"reviewers[{place}].home", "authority")
    for place, authority in enumerate(problem.authorities):
        if authority.region not in problem.max_per_week_region:
            raise BadProblem(f"authorities[{place}].region", f"max_per_week_region has no {authority.region!r}")
    for name in ("locked", "released"):
        for key, lock in getattr(problem, name).items():
            _known(key, known["challenges"], f"{name}.{key}", "challenge")
            for one in (member for member in lock.team or () if member is not None):
                _known(one, known["reviewers"], f"{name}.{key}.team", "reviewer")


def _once(name: str, rows: tuple[Authority | Challenge | Reviewer, ...]) -> frozenset[int]:
    """Return the ids of a list, each there once."""
    seen: set[int] = set()
    for place, row in enumerate(rows):
        if row.id in seen:
            raise BadProblem(f"{name}[{place}].id", f"{row.id} is there twice")
        seen.add(row.id)
    return frozenset(seen)


def _known(one: int, ids: frozenset[int], where: str, what: str) -> None:
    if one not in ids:
        raise BadProblem(where, f"there is no {what} {one}")
