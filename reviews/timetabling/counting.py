"""Why nothing can fit, found by counting alone: the fewest sessions that ask for more than there is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .problem import LUNCH_FROM, LUNCH_MINUTES, LUNCH_TO, Hall, Problem, Wanted, Window, folded

MOST_NAMED = 6


@dataclass(frozen=True)
class Shortage:
    """Sessions that cannot all stand, and the sentence that says why."""

    sentence: str
    keys: tuple[str, ...]


def shortages(problem: Problem) -> list[Shortage]:
    """Return why nothing fits: sessions that fit nowhere even alone, else the smallest shortage found, else nothing."""
    alone = [found for wanted in problem.wanted if (found := _alone(problem, wanted))]
    if alone:
        return alone
    found = sorted(_shared(problem), key=lambda one: len(one.keys))
    return found[:1]


def free_runs(window: Window, taken: Iterable[Window]) -> list[Window]:
    """Return what is left of a stretch when others are taken out."""
    left, at = [], window.begins
    for one in sorted((one for one in taken if one.meets(window)), key=lambda one: one.begins):
        if one.begins > at:
            left.append(Window(window.day, at, one.begins))
        at = max(at, one.stops)
    if at < window.stops:
        left.append(Window(window.day, at, window.stops))
    return left


def _taken(problem: Problem, key: int) -> list[Window]:
    """Return when somebody is in a session that stays, or the team meets."""
    return [fixed.window for fixed in problem.fixed if key in fixed.people or fixed.team_time]


def _used(problem: Problem, hall: Hall) -> list[Window]:
    return [fixed.window for fixed in problem.fixed if folded(fixed.room) == folded(hall.name)]


def _lent(hall: Hall, window: Window) -> list[Window]:
    """Return when a room is lent within a stretch."""
    if not hall.free:
        return [window]
    cut = (Window(one.day, max(one.begins, window.begins), min(one.stops, window.stops)) for one in hall.free)
    return [one for one in cut if one.day == window.day and one.stops > one.begins]


def _alone(problem: Problem, wanted: Wanted) -> Shortage | None:
    """Say why a session fits nowhere though nothing else is placed."""
    why = next(_reasons(problem, wanted), None)
    return Shortage(f"“{wanted.title}” fits nowhere: {why}", (wanted.key,)) if why else None


def _reasons(problem: Problem, wanted: Wanted) -> Iterator[str]:
    windows = problem.windows_of(wanted)
    if not windows:
        yield f"the host is free for {wanted.minutes} minutes at no time while the team works."
    if barred := problem.barred(wanted):
        yield f"{' and '.join(barred)} must be there and may not see case records."
    able = {*problem.may_go(wanted), *problem.must_go(wanted)}
    if len(able) < problem.size(wanted):
        kind = "who may see case records" if wanted.case_work else "of the team who may be chosen"
        yield f"it needs {problem.size(wanted)} people {kind}, and there are {len(able)}."
    runs = [run for window in windows for run in _people_runs(problem, wanted, window)]
    if not _long_enough(runs, wanted):
        names = [one.name for one in problem.team if one.key in problem.must_go(wanted)]
        who = "the whole team" if wanted.everybody else " and ".join(names) or f"{wanted.people} of the team"
        yield f"{who} cannot be there for {wanted.minutes} minutes while the host is free."
    if wanted.needs_room and problem.halls:
        yield from _no_room(problem, wanted, runs)


def _no_room(problem: Problem, wanted: Wanted, runs: list[Window]) -> Iterator[str]:
    halls = problem.halls_for(wanted)
    if not halls:
        yield f"no room holds {wanted.expected + problem.size(wanted)} people."
    cuts = [(hall, cut) for run in runs for hall in halls for cut in _lent(hall, run)]
    if not _long_enough([left for hall, cut in cuts for left in free_runs(cut, _used(problem, hall))], wanted):
        yield "no room large enough is lent for so long while the host is free."


def _long_enough(runs: list[Window], wanted: Wanted) -> bool:
    return any(run.stops - run.begins >= wanted.minutes for run in runs)


def _people_runs(problem: Problem, wanted: Wanted, window: Window) -> list[Window]:
    """Return stretches of a window in which all who must go are free."""
    taken = [fixed.window for fixed in problem.fixed if fixed.team_time]
    taken += [one for key in problem.must_go(wanted) for one in _taken(problem, key)]
    return free_runs(window, taken)


@dataclass(frozen=True)
class _Supply:
    """Something sessions share: its stretches, how it is called, and how many times each session needs it."""

    what: str
    runs: tuple[Window, ...]
    needs: dict[str, int]


def _shared(problem: Problem) -> Iterator[Shortage]:
    """Yield each shortage of people or rooms within each set of hours that sessions are bound to."""
    regions = {problem.windows_of(wanted) for wanted in problem.wanted}
    regions.add(tuple(Window(day, problem.begins, problem.stops) for day in range(len(problem.days))))
    for region in sorted(regions, key=repr):
        inside = [row for row in problem.wanted if _within(problem.windows_of(row), region)]
        for supply in _supplies(problem, inside, region):
            found = _short(problem, [row for row in inside if supply.needs.get(row.key)], supply, region)
            if found:
                yield found


def _within(windows: tuple[Window, ...], region: tuple[Window, ...]) -> bool:
    return all(any(one.holds(window) for one in region) for window in windows)


def _supplies(problem: Problem, inside: list[Wanted], region: tuple[Window, ...]) -> Iterator[_Supply]:
    every = [one.key for one in problem.team if one.chosen]
    trusted = [one.key for one in problem.team if one.chosen and one.case_data]
    groups = [("the team’s time", every)]
    if len(trusted) < len(every):
        groups.append(("the time of those who may see case records", trusted))
    groups += [(f"{member.name}’s time", [member.key]) for member in problem.team]
    for what, keys in groups:
        needs = {row.key: _least_of(problem, row, set(keys)) for row in inside}
        yield _Supply(what, _runs_of_people(problem, keys, region), needs)
    rooms = [row for row in inside if row.needs_room and problem.halls]
    for heads in sorted({row.expected + problem.size(row) for row in rooms}):
        halls = [hall for hall in problem.halls if hall.holds is None or hall.holds >= heads]
        runs = [
            run
            for hall in halls
            for window in region
            for lent in _lent(hall, window)
            for run in free_runs(lent, _used(problem, hall))
        ]
        names = (
            halls[0].name
            if len(halls) == 1
            else "the host’s rooms"
            if len(halls) == len(problem.halls)
            else f"rooms that hold {heads}"
        )
        needs = {row.key: 1 for row in rooms if row.expected + problem.size(row) >= heads}
        yield _Supply(names, tuple(runs), needs)


def _least_of(problem: Problem, row: Wanted, keys: set[int]) -> int:
    """Return how many of some people a session takes at least."""
    must = set(problem.must_go(row))
    others = len((set(problem.may_go(row)) | must) - keys)
    return max(len(must & keys), problem.size(row) - others)


def _runs_of_people(problem: Problem, keys: list[int], region: tuple[Window, ...]) -> tuple[Window, ...]:
    """Return when people are free. Where a whole lunch time lies inside, half an hour of it is theirs."""
    runs: list[Window] = []
    for key in keys:
        for window in region:
            free = free_runs(window, _taken(problem, key))
            runs += _without_lunch(free) if window.begins <= LUNCH_FROM and window.stops >= LUNCH_TO else free
    return tuple(runs)


def _without_lunch(free: list[Window]) -> list[Window]:
    """Shorten one stretch by lunch when the whole lunch time is free; else lunch may cost nothing."""
    cut = []
    for run in free:
        covers = run.begins <= LUNCH_FROM and run.stops >= LUNCH_TO
        cut.append(Window(run.day, run.begins, run.stops - LUNCH_MINUTES) if covers else run)
    return cut


def _short(problem: Problem, rows: list[Wanted], supply: _Supply, region: tuple[Window, ...]) -> Shortage | None:
    """Return the fewest of some sessions that need more of a supply than there is."""
    if not rows:
        return None
    minutes = sum(run.stops - run.begins for run in supply.runs)
    shortest = min(row.minutes for row in rows)
    places = sum((run.stops - run.begins) // shortest for run in supply.runs)
    by_need = sorted(rows, key=lambda row: -row.minutes * supply.needs[row.key])
    asked = sum(row.minutes * supply.needs[row.key] for row in rows)
    if asked > minutes:
        few = _fewest(by_need, supply, minutes)
        asked = sum(row.minutes * supply.needs[row.key] for row in few)
        why = f"ask for {_hours(asked)} of {supply.what}; there are {_hours(minutes)}"
    elif sum(supply.needs[row.key] for row in rows) > places:
        few, count = [], 0
        for row in sorted(rows, key=lambda row: -supply.needs[row.key]):
            if count <= places:
                few.append(row)
                count += supply.needs[row.key]
        why = f"do not fit side by side into {supply.what}: there is space for {places}"
    else:
        return None
    return Shortage(f"{_titles(few)} {why} {_where(problem, region)}.", tuple(row.key for row in few))


def _fewest(rows: list[Wanted], supply: _Supply, minutes: int) -> list[Wanted]:
    few, asked = [], 0
    for row in rows:
        few.append(row)
        asked += row.minutes * supply.needs[row.key]
        if asked > minutes:
            break
    return few


def _titles(rows: list[Wanted]) -> str:
    titles = [f"“{row.title}”" for row in rows]
    if len(titles) > MOST_NAMED:
        return f"{', '.join(titles[:3])} and {len(titles) - 3} others together"
    return f"{', '.join(titles[:-1])} and {titles[-1]} together" if len(titles) > 1 else titles[0]


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours != 1 else ''}"] if hours else []
    parts += [f"{rest} minutes"] if rest else []
    return " ".join(parts) or "0 minutes"


def _where(problem: Problem, region: tuple[Window, ...]) -> str:
    if len(region) > 2 or (len(region) == len(problem.days) and len(region) > 1):
        return (
            f"in the {len(region)} stretches of time they are bound to" if len(region) > len(problem.days) else "in all"
        )
    return " and ".join(
        f"on {problem.day_in_words(one.day)} from {one.begins // 60:02}:{one.begins % 60:02} "
        f"to {one.stops // 60:02}:{one.stops % 60:02}"
        for one in region
    )
