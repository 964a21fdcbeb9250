"""What is to be placed, by whom, where and when. Times are minutes after midnight, days are counted from 0."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

LUNCH_FROM, LUNCH_TO, LUNCH_MINUTES = 11 * 60 + 30, 14 * 60, 30
WALK = 5  # minutes from one room to another of the same building
# What one of each costs, in points.
LOAD, LEAD_MISSING, NEW_BUILDING, HALF_DAY_LATE, UNPLACED = 1, 3, 2, 2, 1000


@dataclass(frozen=True)
class Window:
    """A stretch of one day."""

    day: int
    begins: int
    stops: int

    def holds(self, other: "Window") -> bool:
        """Whether another stretch lies within this one."""
        return self.day == other.day and self.begins <= other.begins and other.stops <= self.stops

    def meets(self, other: "Window") -> bool:
        """Whether the two share a minute."""
        return self.day == other.day and self.begins < other.stops and other.begins < self.stops


@dataclass(frozen=True)
class Member:
    """One of the team. Who may not be chosen goes only where they are asked for by name, and to team meetings."""

    key: int
    name: str
    case_data: bool = True
    chosen: bool = True


@dataclass(frozen=True)
class Hall:
    """A room. Without `free` it is lent throughout."""

    name: str
    building: str = ""
    minutes_away: int = 0
    holds: int | None = None
    free: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A session to be placed. Without `windows` the host can at any time."""

    key: str
    title: str
    minutes: int
    people: int = 2
    named: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    windows: tuple[Window, ...] = ()
    needs_room: bool = True
    expected: int = 0
    case_work: bool = False
    early: bool = False
    everybody: bool = False  # a meeting of the whole team


@dataclass(frozen=True)
class Fixed:
    """A session that stands and stays."""

    key: str
    title: str
    window: Window
    room: str = ""
    people: tuple[int, ...] = ()
    team_time: bool = False


@dataclass(frozen=True)
class Problem:
    """Everything a timetable is proposed from."""

    days: tuple[str, ...]
    begins: int
    stops: int
    team: tuple[Member, ...]
    halls: tuple[Hall, ...]
    wanted: tuple[Wanted, ...]
    fixed: tuple[Fixed, ...] = ()
    leads: tuple[tuple[int, int], ...] = ()  # line of enquiry, member

    def as_data(self) -> dict[str, Any]:
        """Return the problem as JSON holds it."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Problem":
        """Read a problem back."""
        return cls(
            days=tuple(data["days"]),
            begins=data["begins"],
            stops=data["stops"],
            team=tuple(Member(**row) for row in data["team"]),
            halls=tuple(Hall(**{**row, "free": _windows(row["free"])}) for row in data["halls"]),
            wanted=tuple(_wanted(row) for row in data["wanted"]),
            fixed=tuple(_fixed(row) for row in data["fixed"]),
            leads=tuple((line, key) for line, key in data["leads"]),
        )

    def day_in_words(self, day: int) -> str:
        """Return a day as people say it."""
        return f"{date.fromisoformat(self.days[day]):%A %-d %B}"

    def windows_of(self, wanted: Wanted) -> tuple[Window, ...]:
        """Return when a session may stand: the host's hours within the team's."""
        whole = tuple(Window(day, self.begins, self.stops) for day in range(len(self.days)))
        if not wanted.windows:
            return whole
        cut = (Window(w.day, max(w.begins, self.begins), min(w.stops, self.stops)) for w in wanted.windows)
        return tuple(window for window in cut if window.stops - window.begins >= wanted.minutes)

    def must_go(self, wanted: Wanted) -> tuple[int, ...]:
        """Return who has no choice but to be there."""
        return tuple(member.key for member in self.team) if wanted.everybody else wanted.named

    def may_go(self, wanted: Wanted) -> list[int]:
        """Return who may be chosen."""
        return [one.key for one in self.team if one.chosen and (one.case_data or not wanted.case_work)]

    def barred(self, wanted: Wanted) -> list[str]:
        """Return who is asked for by name where case records are read, and may not see them."""
        return [one.name for one in self.team if wanted.case_work and not one.case_data and one.key in wanted.named]

    def size(self, wanted: Wanted) -> int:
        """Return how many of the team are there."""
        return max(wanted.people, len(self.must_go(wanted))) if not wanted.everybody else len(self.team)

    def halls_for(self, wanted: Wanted) -> list[Hall]:
        """Return the rooms large enough, the smallest first."""
        heads = wanted.expected + self.size(wanted)
        fits = [hall for hall in self.halls if hall.holds is None or hall.holds >= heads]
        return sorted(fits, key=lambda hall: (hall.holds or 10_000, hall.name))


def _windows(rows: list[dict]) -> tuple[Window, ...]:
    return tuple(Window(**row) for row in rows)


def _wanted(row: dict) -> Wanted:
    lists = {"named": tuple(row["named"]), "lines": tuple(row["lines"]), "windows": _windows(row["windows"])}
    return Wanted(**{**row, **lists})


def _fixed(row: dict) -> Fixed:
    return Fixed(**{**row, "window": Window(**row["window"]), "people": tuple(row["people"])})


@dataclass(frozen=True)
class Placed:
    """Where a wanted session stands."""

    key: str
    day: int
    begins: int
    stops: int
    room: str
    people: tuple[int, ...]

    @property
    def window(self) -> Window:
        """Its stretch of the day."""
        return Window(self.day, self.begins, self.stops)


@dataclass(frozen=True)
class Placement:
    """A timetable that was found: what it costs, and what none can cost less than."""

    placed: tuple[Placed, ...]
    unplaced: tuple[str, ...]
    cost: int
    bound: int

    @property
    def is_proved(self) -> bool:
        """Whether no timetable serves better."""
        return not self.unplaced and self.cost == self.bound


def way(one: Hall | None, other: Hall | None) -> int:
    """Return the minutes from one room to another."""
    if one and other and one.building.casefold() != other.building.casefold():
        return max(one.minutes_away, other.minutes_away, WALK)
    return WALK


def folded(name: str) -> str:
    """Return a room's name as it is compared."""
    return " ".join(name.casefold().split())
