"""How points, places and trials are said."""

from dataclasses import dataclass
from datetime import date

from cycles.days import in_words
from cycles.models import Seat

from .asking.weeks import TUESDAY, Weeks, days_in_week
from .judging import Judged
from .sketch import PlannedSeat, PlannedVisit
from .verdicts import Tried


def points(more: int) -> str:
    """Write what something costs more or less."""
    if not more:
        return "costs the same"
    return f"{abs(more)} point{'s' if abs(more) > 1 else ''} {'more' if more > 0 else 'less'}"


def signed(more: int) -> str:
    """Write a difference in points as it stands in a column; a true minus is as wide as a plus."""
    return f"{'+' if more > 0 else '−' if more < 0 else ''}{abs(more)}"


def parts_of(more: dict[str, int]) -> str:
    """Write a difference part by part: “travel +4, a neighbour −2”."""
    return ", ".join(f"{part} {signed(number)}" for part, number in more.items())


def sentence(text: str) -> str:
    """Close what somebody typed as a sentence, if they did not."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def named_place(seat: PlannedSeat) -> str:
    """Name a place by what it asks for: “Reviewer (member peer)”."""
    role = str(Seat.Role(seat.role).label)
    return role if seat.peer == Seat.Peer.OFFICER else f"{role} ({Seat.Peer(seat.peer).label.lower()})"


@dataclass(frozen=True)
class Week:
    """One week a visit might have: its Monday, and what standing there would mean."""

    monday: date
    days: str
    tried: Tried
    stands: bool

    @property
    def said(self) -> str:
        """The trial in a sentence or two."""
        costs = "where it stands" if self.stands else points(self.tried.cost)
        parts = parts_of(self.tried.more)
        return " ".join([f"{self.days}: {costs}{f' ({parts})' if parts else ''}.", *self.tried.breaches])

    @property
    def label(self) -> str:
        """The same, short enough for a list of weeks."""
        if self.stands:
            return f"{self.days}: where it stands"
        if self.tried.breaches:
            more = len(self.tried.breaches) - 1
            return f"{self.days}: {self.tried.breaches[0]}{f' And {more} more.' if more else ''}"
        return f"{self.days}: {points(self.tried.cost)}"


def try_weeks(judged: Judged, visit: PlannedVisit, weeks: Weeks) -> list[Week]:
    """Say for every week of the cycle what it would mean to give it to a visit."""
    return [try_week(judged, visit, weeks.monday(number)) for number in range(weeks.count)]


def try_week(judged: Judged, visit: PlannedVisit, monday: date) -> Week:
    """Say what it would mean to give a visit a week."""
    days = days_for(visit, monday)
    return Week(monday, in_words(*days), judged.move(visit.key, monday), visit.week == monday)


def days_for(visit: PlannedVisit, monday: date) -> tuple[date, date]:
    """Return the days a visit would have in a week: its own where it stands there, else on the same weekday."""
    if visit.starts_on is None or visit.ends_on is None:
        return days_in_week(monday, visit.days, TUESDAY)
    if visit.week == monday:
        return visit.starts_on, visit.ends_on
    return days_in_week(monday, visit.days, visit.starts_on.weekday())
