"""One line of a measurement."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """What was measured against what, and the goal: `most` or `least` bounds the ratio."""

    what: str
    value: str
    floor: str
    ratio: float
    most: float | None = None
    least: float | None = None

    @property
    def goal(self):
        return f"≤ {self.most}" if self.most is not None else f"≥ {self.least}"

    @property
    def holds(self):
        return self.ratio <= self.most if self.most is not None else self.ratio >= self.least

    def as_dict(self):
        return {**asdict(self), "goal": self.goal, "holds": self.holds}
