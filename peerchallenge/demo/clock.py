"""The demo's days: the content counts working days from the day it is loaded.

On a weekend or bank holiday the last working day before it stands for today, so the team on site
has done its second day, its visit spans today, and its third day is the next working day.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cycles.days import add_working_days, is_working_day
from cycles.models import State

# How many working days before or after the day it is written for the content is looked at, so that
# the main challenge is at a state.
LOOKED_AT = {
    State.PROPOSED: -170,
    State.SCOPING: -140,
    State.PREPARING: -64,
    State.ON_SITE: -61,
    State.DRAFTING: -52,
    State.ACCURACY: -36,
    State.FINAL: -20,
    State.PUBLISHED: 0,
    State.FOLLOW_UP: 3,
    State.CLOSED: 4,
    State.WITHHELD: -20,
    State.CANCELLED: -90,
}
# On the day of loading, sessions that end by this hour have been held.
MIDDAY = "13:00"


@dataclass
class Clock:
    """Turns the content's days into dates, as seen `shift` days after the day it is written for."""

    now: datetime
    shift: int = 0
    _known: dict[int, date] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The working day that stands for today."""
        day = timezone.localdate(self.now)
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day

    def day(self, number: int) -> date:
        """Return the date of one of the content's days."""
        if number not in self._known:
            self._known[number] = add_working_days(self.today, number - self.shift)
        return self._known[number]

    def planned(self, number: int, hour: str) -> datetime:
        """Return a moment that may lie ahead."""
        return timezone.make_aware(datetime.combine(self.day(number), time.fromisoformat(hour)))

    def moment(self, number: int, hour: str = "10:00") -> datetime:
        """Return the moment something happened: never after now."""
        return min(self.planned(number, hour), self.now)

    def reached(self, number: int | None) -> bool:
        """Say whether one of the content's days has come."""
        return number is not None and number <= self.shift

    def happened(self, number: int, ends: str) -> bool:
        """Say whether a session of a day is over."""
        return number < self.shift or (number == self.shift and ends <= MIDDAY)
