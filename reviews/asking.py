"""A challenge as the problem of its timetable: who there is, what stands, what is wanted, which rooms are lent."""

from collections.abc import Iterable
from datetime import time

from cycles.models import Challenge, Seat
from reviews.clashes import CASE_WORK, TEAM_TIME, room_key
from reviews.models import Room, Session, WantedSession
from reviews.queries.timetable import days_of
from reviews.timetabling.problem import Fixed, Hall, Member, Problem, Wanted, Window

# Observers and shadows go where they are asked for, and to the meetings of the team.
CHOSEN = (Seat.Role.LEAD, Seat.Role.MANAGER, Seat.Role.REVIEWER)
MEETING_MINUTES, MEETING_WITHIN = 60, 150
NO_TIME = Window(0, 0, 0)
MEETING = "team-meeting-"  # the key of the meeting of a day that has none


def problem_of(challenge: Challenge, begins: time, stops: time) -> Problem:
    """Return what is to be placed in a challenge's timetable, between two times of the day (nine queries)."""
    days = days_of(challenge.visit)
    numbers = {day.isoformat(): number for number, day in enumerate(days)}
    seats = list(challenge.seats.accepted().select_related("person").order_by("pk"))
    sessions = list(challenge.sessions.standing().with_team().in_order())
    here = {seat.pk for seat in seats}
    leads = challenge.lines.exclude(reviewer=None).order_by("number").values_list("number", "reviewer")
    wanted = [_wanted(row, numbers) for row in waiting(challenge)]
    fixed = [_fixed(one, numbers) for one in sessions if one.day.isoformat() in numbers]
    first, last = _minutes(begins), _minutes(stops)
    return Problem(
        days=tuple(numbers),
        begins=first,
        stops=last,
        team=tuple(_member(seat) for seat in seats),
        halls=tuple(_hall(room, numbers) for room in challenge.rooms.order_by("pk")),
        wanted=(*wanted, *_meetings(len(days), [*wanted], fixed, first, last)),
        fixed=tuple(fixed),
        leads=tuple((line, seat) for line, seat in leads if seat in here),
    )


def waiting(challenge: Challenge) -> Iterable[WantedSession]:
    """Return the wanted sessions that have no slot, or whose slot was cancelled."""
    standing = challenge.wanted_sessions.filter(session__isnull=False).exclude(session__status=Session.Status.CANCELLED)
    rows = challenge.wanted_sessions.exclude(pk__in=standing.values("pk"))
    return rows.prefetch_related("seats", "lines").order_by("pk")


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _member(seat: Seat) -> Member:
    return Member(seat.pk, seat.person.name, seat.case_data, seat.role in CHOSEN)


def _free(rows: list[list], numbers: dict[str, int]) -> tuple[Window, ...]:
    """Return hours on the days on site. Hours on other days alone, as after a visit has moved, are no hours."""
    known = tuple(Window(numbers[day], begins, stops) for day, begins, stops in rows if day in numbers)
    return known or ((NO_TIME,) if rows else ())


def _hall(room: Room, numbers: dict[str, int]) -> Hall:
    return Hall(room.name, room.building, room.minutes_away, room.holds, _free(room.free, numbers))


def _wanted(row: WantedSession, numbers: dict[str, int]) -> Wanted:
    return Wanted(
        key=row.ref,
        title=row.title,
        minutes=row.minutes,
        people=row.people,
        named=tuple(sorted(seat.pk for seat in row.seats.all() if seat.status == Seat.Status.ACCEPTED)),
        lines=tuple(sorted(line.number for line in row.lines.all())),
        windows=_free(row.windows, numbers),
        needs_room=row.needs_room,
        expected=row.expected,
        case_work=row.kind in CASE_WORK,
        early=row.early,
        everybody=row.kind in TEAM_TIME,
    )


def _fixed(session: Session, numbers: dict[str, int]) -> Fixed:
    return Fixed(
        key=session.ref,
        title=session.title,
        window=Window(numbers[session.day.isoformat()], _minutes(session.starts), _minutes(session.ends)),
        room=session.room if room_key(session.room) else "",
        people=tuple(sorted(row.seat_id for row in session.reviewers.all())),
        team_time=session.kind in TEAM_TIME,
    )


def _meetings(days: int, wanted: list[Wanted], fixed: list[Fixed], begins: int, stops: int) -> Iterable[Wanted]:
    """Yield a meeting of the team, late in the afternoon, for each day that has none and is asked none."""
    have = {one.window.day for one in fixed if one.team_time}
    have |= {window.day for row in wanted if row.everybody for window in row.windows[:1]}
    for day in range(days):
        if day not in have:
            yield Wanted(
                key=f"{MEETING}{day}",
                title="Team meeting",
                minutes=MEETING_MINUTES,
                windows=(Window(day, max(begins, stops - MEETING_WITHIN), stops),),
                needs_room=False,
                everybody=True,
            )
