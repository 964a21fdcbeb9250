"""The timetable as a builder moves it: a column a track, a row a quarter of an hour."""

from dataclasses import dataclass
from datetime import date

from reviews.models import Session

QUARTER, EARLIEST, LATEST, LEAST_TRACKS, MOST_TRACKS = 15, 8 * 60, 18 * 60, 3, 8


@dataclass(frozen=True)
class Bar:
    """A session where it stands: its row and length in quarters, counted from 1, and its column."""

    session: Session
    row: int
    length: int
    begins: int
    minutes: int
    may_move: bool


@dataclass(frozen=True)
class BuildDay:
    """One day to build on."""

    day: date
    number: int
    bars: list[Bar]
    on_site: bool


@dataclass(frozen=True)
class Builder:
    """The days side by side under the same hours and tracks."""

    begins: int
    rows: int
    tracks: int
    days: list[BuildDay]

    @property
    def hours(self) -> list[tuple[int, str]]:
        """The row and the words of every full hour."""
        return [(4 * n + 1, f"{self.begins // 60 + n:02}:00") for n in range(self.rows // 4)]

    @property
    def columns(self) -> range:
        """The tracks, counted from 1."""
        return range(1, self.tracks + 1)


def _minutes(moment) -> int:  # noqa: ANN001 -- a time
    return moment.hour * 60 + moment.minute


def builder(sessions: list[Session], days: list[date]) -> Builder:
    """Lay the standing sessions out for moving: whole hours that hold them all, one track more than is used."""
    begins = min([EARLIEST, *(_minutes(one.starts) for one in sessions)]) // 60 * 60
    stops = -(-max([LATEST, *(_minutes(one.ends) for one in sessions)]) // 60) * 60
    used = max([0, *(one.track for one in sessions)])
    found = []
    for number, day in enumerate(sorted({*days, *(one.day for one in sessions)}), 1):
        bars = [_bar(one, begins) for one in sessions if one.day == day]
        found.append(BuildDay(day, number, bars, day in days))
    tracks = min(max(used + 1, LEAST_TRACKS), MOST_TRACKS)
    return Builder(begins, (stops - begins) // QUARTER, max(tracks, used), found)


def _bar(session: Session, begins: int) -> Bar:
    starts, ends = _minutes(session.starts), _minutes(session.ends)
    row = (starts - begins) // QUARTER + 1
    last = -(-(ends - begins) // QUARTER)
    movable = session.status == Session.Status.PLANNED and session.met is None
    return Bar(session, row, max(last - row + 1, 1), starts, ends - starts, movable)
