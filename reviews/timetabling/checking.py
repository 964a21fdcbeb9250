"""Whether a placement keeps every rule, asked minute by minute and without a line of the search."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from .problem import LUNCH_FROM, LUNCH_MINUTES, LUNCH_TO, Placed, Placement, Problem, Wanted, folded, way


def breaches(problem: Problem, placement: Placement) -> list[str]:
    """Return every rule a placement breaks, a sentence each."""
    found = [*_complete(problem, placement)]
    for one in placement.placed:
        found += _session(problem, one)
    for member in problem.team:
        for day in range(len(problem.days)):
            found += _day(problem, placement, member.key, day)
    return [*found, *_rooms(problem, placement)]


def _complete(problem: Problem, placement: Placement) -> Iterator[str]:
    seen = Counter([*(one.key for one in placement.placed), *placement.unplaced])
    if seen != Counter(wanted.key for wanted in problem.wanted):
        yield "not every session is there once"


def _session(problem: Problem, one: Placed) -> Iterator[str]:
    wanted = next(row for row in problem.wanted if row.key == one.key)
    if one.stops - one.begins != wanted.minutes or one.begins < problem.begins or one.stops > problem.stops:
        yield f"{one.key} has the wrong length or lies outside the day"
    if wanted.windows and not any(window.holds(one.window) for window in wanted.windows):
        yield f"{one.key} lies outside the host’s hours"
    if any(fixed.team_time and fixed.window.meets(one.window) for fixed in problem.fixed):
        yield f"{one.key} takes time that is kept for the team"
    yield from _people(problem, wanted, one)
    yield from _hall(problem, wanted, one)


def _people(problem: Problem, wanted: Wanted, one: Placed) -> Iterator[str]:
    must, may = set(problem.must_go(wanted)), set(problem.may_go(wanted))
    if len(set(one.people)) != len(one.people) or len(one.people) != problem.size(wanted):
        yield f"{one.key} has the wrong number of people"
    if not must <= set(one.people) <= must | may:
        yield f"{one.key} has the wrong people"
    closed = {member.key for member in problem.team if not member.case_data}
    if wanted.case_work and not wanted.everybody and closed & set(one.people):
        yield f"{one.key} shows case records to somebody who may not see them"


def _hall(problem: Problem, wanted: Wanted, one: Placed) -> Iterator[str]:
    hall = next((hall for hall in problem.halls if hall.name == one.room), None)
    if wanted.needs_room and problem.halls and hall is None:
        yield f"{one.key} has no room"
    if hall and hall.holds is not None and hall.holds < wanted.expected + len(one.people):
        yield f"{one.key} does not fit its room"
    if hall and hall.free and not any(window.holds(one.window) for window in hall.free):
        yield f"{one.key} uses its room when it is not lent"


def _day(problem: Problem, placement: Placement, key: int, day: int) -> Iterator[str]:
    """Yield what is wrong with somebody's day: two places at once, no lunch, no time to get there."""
    stays = [(one.window, one.room) for one in placement.placed if key in one.people and one.day == day]
    fixed = [(one.window, one.room) for one in problem.fixed if key in one.people and one.window.day == day]
    if not stays:
        return
    halls = {folded(hall.name): hall for hall in problem.halls}
    mine = sorted([*stays, *fixed], key=lambda stay: stay[0].begins)
    for (one, room), (other, next_room) in pairwise(mine):
        if other.begins < one.stops:
            yield f"{key} is in two sessions on day {day}"
        elif room and next_room and folded(room) != folded(next_room):
            both_stand = (one, room) in fixed and (other, next_room) in fixed
            if not both_stand and other.begins - one.stops < way(halls.get(folded(room)), halls.get(folded(next_room))):
                yield f"{key} cannot get to {next_room} in time on day {day}"
    if not _eats([window for window, _room in mine]) and _eats([window for window, _room in fixed]):
        yield f"{key} has no lunch on day {day}"


def _eats(windows: list) -> bool:
    minutes = set(range(LUNCH_FROM, LUNCH_TO))
    for window in windows:
        minutes -= set(range(window.begins, window.stops))
    return any(all(start + k in minutes for k in range(LUNCH_MINUTES)) for start in minutes)


def _rooms(problem: Problem, placement: Placement) -> Iterator[str]:
    stays = [(folded(one.room), one.window) for one in placement.placed if one.room]
    stands = [(folded(one.room), one.window) for one in problem.fixed if one.room]
    for number, (room, window) in enumerate(stays):
        for other, taken in [*stays[number + 1 :], *stands]:
            if room == other and window.meets(taken):
                yield f"{room} is used twice at once"
