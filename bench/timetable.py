"""Filling a visit: how soon the best timetable is found, how far from the bound, how soon the impossible is said.

Times are the processor's. Each search ends when nothing can cost less, or after the seconds it is given.
"""

import time

from tests.reviews import days

from .row import Row

DAY, VISIT, SAID = 1.0, 3.0, 0.1
SEEDS = (3, 4, 5, 6)
SECONDS = 12


def _searched(problem, seconds):
    from reviews.timetabling.checking import breaches
    from reviews.timetabling.searching import search

    begun = time.process_time()
    found = search(problem, seconds)
    assert breaches(problem, found) == []
    return found, time.process_time() - begun


def _rows(name, problem, goal, seconds):
    found, cpu = _searched(problem, seconds)
    took = Row(f"{name}: best found, processor time", f"{cpu:.2f} s", f"{goal} s", cpu / goal, most=1.0)
    left = len(found.unplaced)
    yield Row(f"{name}: sessions without a place", str(left), f"{len(problem.wanted)} sessions", left, most=0)
    yield Row(f"{name}: cost against bound", str(found.cost), str(found.bound), found.cost / found.bound, most=1.0)
    yield took


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many seconds each search has."""
    seconds = sample or SECONDS
    yield from _rows("a day of 30, seven people", days.stress(), DAY, seconds)
    for seed in SEEDS:
        yield from _rows(f"three days of 52, {seed}", days.three_days(seed), VISIT, seconds)
    yield _impossible()


def _impossible():
    from reviews.timetabling.counting import shortages

    longest = 0.0
    for problem in days.impossible().values():
        begun = time.process_time()
        assert shortages(problem)
        longest = max(longest, time.process_time() - begun)
    return Row("impossible days said to be, longest of six", f"{longest:.3f} s", f"{SAID} s", longest / SAID, most=1.0)
