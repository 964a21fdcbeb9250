"""What is said of a draft: parts of its cost, changes tried, candidates, reasons, places given."""

from dataclasses import dataclass

from people.models import Person


@dataclass(frozen=True)
class Part:
    """One part of the cost: its points, and what they are in the plan as it stands."""

    label: str
    points: int
    was: int

    @property
    def more(self) -> int:
        """How many points more than the plan as it stands."""
        return self.points - self.was


@dataclass(frozen=True)
class Tried:
    """What a change would mean: the rules it would newly break, and the points it would add by part."""

    breaches: list[str]
    more: dict[str, int]

    @property
    def cost(self) -> int:
        """How many points more."""
        return sum(self.more.values())


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be asked for a place: why not, or what it would cost."""

    person: Person
    home: str
    tried: Tried
    doubts: list[str]


@dataclass(frozen=True)
class Reason:
    """Why a visit stands as it does: about its week, or about one person of its team."""

    text: str
    points: int
    person: int | None = None


@dataclass
class Given:
    """How many places an authority fills in a plan, with its fair share."""

    name: str
    places: int
    least: int
    most: int

    @property
    def is_outside(self) -> bool:
        """Whether it is more or less than its share."""
        return not self.least <= self.places <= self.most
