"""Which column of the timetable each session stands in: the first that is free."""

from collections.abc import Iterable

from .problem import Placed, Problem

MOST_TRACKS = 8


def tracks_of(problem: Problem, placed: Iterable[Placed], standing: dict[str, int]) -> dict[str, int]:
    """Return a track for each placed session, beside those of what stands; the last where all are taken."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for fixed in problem.fixed:
        window = fixed.window
        taken.setdefault((window.day, standing.get(fixed.key, 1)), []).append((window.begins, window.stops))
    found = {}
    for one in sorted(placed, key=lambda one: (one.day, one.begins, one.room, one.key)):
        for track in range(1, MOST_TRACKS + 1):
            stands = taken.setdefault((one.day, track), [])
            if all(one.stops <= begins or stops <= one.begins for begins, stops in stands) or track == MOST_TRACKS:
                stands.append((one.begins, one.stops))
                found[one.key] = track
                break
    return found
