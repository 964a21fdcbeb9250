"""What the planner answers: a week and a team for every challenge, and how good that is."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Status(StrEnum):
    """How much is proved of a plan."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one challenge stands in a plan: its week, and its team in the order of its slots."""

    week: int | None
    team: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole cycle, planned. `bound` is the least that any plan can cost, in points."""

    entries: dict[int, Entry]
    cost: int | None = None
    bound: int | None = None
    status: Status = Status.FEASIBLE
    seconds: float = 0.0
    reasons: dict[str, Any] = field(default_factory=dict)
    clash: list[dict[str, Any]] = field(default_factory=list)
    relax: list[dict[str, Any]] = field(default_factory=list)

    @property
    def gap(self) -> int | None:
        """How far above the bound the plan costs: 0 is proved best."""
        return None if self.cost is None or self.bound is None else self.cost - self.bound

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        """Read a plan's entries from its JSON form."""
        return cls({int(key): Entry(row["week"], tuple(row["team"])) for key, row in data["challenges"].items()})

    def as_json(self) -> str:
        """Write a plan down as its file says."""
        rows = {str(key): {"week": entry.week, "team": list(entry.team)} for key, entry in self.entries.items()}
        data = {
            "challenges": rows,
            "cost": self.cost,
            "bound": self.bound,
            "status": self.status.value,
            "seconds": round(self.seconds, 3),
            "reasons": self.reasons,
            "clash": self.clash,
            "relax": self.relax,
        }
        return json.dumps(data, ensure_ascii=False, indent=1)
