"""The planner beside its floors: one integrated model, a plan made by hand, an annealer, and the lower bound.

Every solve runs in a process of its own and alone. Times are the processor's, which other work on
the machine does not lengthen but for what it takes of the caches; what a solve is given is seconds
by the clock, so a busy machine finds less. Costs are those the outside judge counts.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from .row import Row

INSTANCES = Path(__file__).parents[1] / "tests/cycles/planner/instances"
OPTIMUM = {"r15-1": 261, "r15t-2": 282, "l33-1": 95}
SECONDS = {"r15-1": 60, "r15t-2": 150, "l33-1": 90, "n153-1": 100}
PROOF = {"r15-1": 30, "r15t-2": 120, "l33-1": 60}
FIRST = {"r15-1": 2, "r15t-2": 2, "l33-1": 5, "n153-1": 25}
REPAIR = {"r15-1": 0.5, "r15t-2": 0.5, "l33-1": 3}
BY_HAND = {"r15-1": 0.72, "r15t-2": 0.72, "l33-1": 0.34, "n153-1": 0.60}
SEEN_BY_HAND = {"r15-1": 368, "r15t-2": 418, "l33-1": 307, "n153-1": 2527}  # by another greedy, when goals were set
SHORT = ("r15-1", "r15t-2", "l33-1")
DIRECTORS = {"r15-1": 9, "l33-1": 20}  # one too few for the places, at two visits each
CLASH = {"r15-2": (2, 5), "r15-1": (2, 5), "l33-1": (5, 15)}
A_FLOOR = 30  # seconds at most for what is measured against


def _data(name):
    return json.loads((INSTANCES / f"{name}.json").read_text(encoding="utf-8"))


def _alone(what, name, seconds=0):
    """Do one thing in a process of its own; return what it says of it."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.planner", what, name, str(seconds)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def solve_alone(name, seconds):
    """Plan an instance; say what came when."""
    from bench.floor.region import cost_of
    from cycles.planner.problem import Problem
    from cycles.planner.solve import solve

    data, said, begun = _data(name), [], time.process_time()
    problem = Problem.of(data)
    plan = solve(
        problem,
        seconds,
        report=lambda now: said.append((time.process_time() - begun, now.seconds, now.cost, now.bound)),
    )
    assert cost_of(data, json.loads(plan.as_json())) == plan.cost
    return {
        "cost": plan.cost,
        "bound": plan.bound,
        "status": plan.status.value,
        "cpu": time.process_time() - begun,
        "wall": plan.seconds,
        "first": next(row for row in said if row[2] is not None),
        "told": said,
    }


def floors_alone(name, seconds):
    """Plan an instance by hand, and anneal that for as long as the planner had."""
    from bench.floor.region import annealed, by_hand, cost_of

    data = _data(name)
    plan = by_hand(data)
    if plan is None:
        return {"hand": None, "annealed": None}
    return {"hand": cost_of(data, plan), "annealed": cost_of(data, annealed(data, plan, seconds))}


def integrated_alone(name, seconds):
    """Give the whole instance to HiGHS at once."""
    from bench.floor.integrated import solved

    cost, bound = solved(_data(name), seconds)
    return {"cost": cost, "bound": bound}


def repair_alone(name, _seconds):
    """Lose one of a team after release, for eight teams; return the longest time, whether all that can be mended
    were proved, and how many weeks moved."""
    from cycles.planner.problem import Lock, Problem
    from cycles.planner.repair import repair
    from cycles.planner.solve import solve

    problem = Problem.of(_data(name))
    plan = solve(problem, cancelled=lambda: True)
    released = {key: Lock(entry.week, entry.team) for key, entry in plan.entries.items()}
    times, found = [], []
    for entry in list(plan.entries.values())[:8]:
        every = frozenset(range(problem.weeks))
        people = tuple(replace(row, unavailable=every) if row.id == entry.team[0] else row for row in problem.reviewers)
        begun = time.process_time()
        found.append(repair(problem.but(released=released, reviewers=people), 30))
        times.append(time.process_time() - begun)
    mended = [one for one in found if one is not None]
    proved = all(one.fewest for one in mended)
    return {"longest": max(times), "proved": proved, "weeks": sum(one.weeks_moved for one in mended)}


def clash_alone(name, _seconds):
    """Say why nothing fits, then again with the cheapest way out; a region that fits loses directors first."""
    from cycles.planner.clash import clash
    from cycles.planner.problem import Problem

    data = _data(name)
    gone = [row["id"] for row in data["reviewers"] if row["grade"] == "director"][DIRECTORS.get(name, 999) :]
    problem = Problem.of(data | {"reviewers": [row for row in data["reviewers"] if row["id"] not in gone]})
    begun = time.process_time()
    clash(problem, way_out=False)
    between = time.process_time()
    found = clash(problem)
    ended = time.process_time()
    return {"cpu": between - begun, "both": ended - between, "rules": len(found.rules), "relax": len(found.relax)}


def _time(what, value, goal):
    return Row(what, f"{value:.2f} s", f"{goal} s", value / goal, most=1.0)


def _cost(what, value, floor, most):
    if floor is None or value is None:
        return Row(what, str(value), "none found", 0.0, most=most)
    return Row(what, str(value), str(floor), value / floor, most=most)


def _of_instance(name, seconds, full):
    found = _alone("solve", name, seconds)
    if full and name not in OPTIMUM:
        yield _against_bound(name, found, 100, 1.06)
        if found["cost"] > 1.03 * found["bound"]:
            seconds = 300
            found = _alone("solve", name, seconds)
    yield _time(f"{name}: first plan, processor time", found["first"][0], FIRST[name])
    yield _against_bound(name, found, seconds, 1.0 if name in OPTIMUM else 1.03)
    if name in OPTIMUM:
        yield _cost(f"{name}: plan against the optimum", found["cost"], OPTIMUM[name], 1.0)
        yield from _proof(name, found)
    floors = _alone("floors", name, min(found["cpu"], A_FLOOR))
    hand = min(SEEN_BY_HAND[name], floors["hand"] or SEEN_BY_HAND[name])
    yield _cost(f"{name}: against a plan by hand", found["cost"], hand, BY_HAND[name])
    yield _cost(f"{name}: against an annealer in as long", found["cost"], floors["annealed"], 1.0)
    if name.startswith("r15"):
        whole = _alone("integrated", name, min(60, max(10, found["cpu"])) if full else seconds)
        yield _cost(f"{name}: against one integrated model in as long", found["cost"], whole["cost"], 1.0)
    if name in REPAIR:
        mended = _alone("repair", name)
        assert mended["proved"], name
        what = f"{name}: repair after a drop-out, longest of eight, {mended['weeks']} weeks moved"
        yield _time(what, mended["longest"], REPAIR[name])


def _against_bound(name, found, seconds, most):
    """Say with it how much of the time given the processor had: on a busy machine little."""
    what = f"{name}: plan against bound, {found['cpu']:.0f} s of the processor in {seconds} s at most"
    return _cost(what, found["cost"], found["bound"], most)


def _proof(name, found):
    if found["status"] == "optimal":
        yield _time(f"{name}: proof, processor time", found["cpu"], PROOF[name])
    else:
        yield Row(f"{name}: proof", "none", f"{PROOF[name]} s", found["cpu"] / PROOF[name], most=0.0)


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many seconds each search has, the largest then left out.

    About ten minutes of one processor on a quiet machine without it.
    """
    names = SHORT if sample else (*SHORT, "n153-1")
    for name in names:
        yield from _of_instance(name, sample or SECONDS[name], full=not sample)
    if not sample:
        quick = _alone("solve", "l33-1", 10)
        yield _against_bound("l33-1", quick, 10, 1.04)
    for name, (why, way_out) in CLASH.items():
        found = _alone("clash", name)
        short = f", {DIRECTORS[name]} directors" if name in DIRECTORS else ""
        yield _time(f"{name}{short}: smallest clash, of {found['rules']}", found["cpu"], why)
        yield _time(f"{name}{short}: the same with the cheapest way out, of {found['relax']}", found["both"], way_out)
    yield from _growth(names)


def _growth(names):
    """Time and memory of the first plan and bound, from size to size, against the number of seats."""
    found = {name: _alone("bound", name, 100) for name in names if name != "r15t-2"}
    for one, other in zip(list(found), list(found)[1:], strict=False):
        more = found[other]["seats"] / found[one]["seats"]
        times = found[other]["cpu"] / found[one]["cpu"]
        what = f"time of the bound, {other} against {one}, {more:.0f} times as many seats"
        yield Row(what, f"{found[other]['cpu']:.1f} s", f"{found[one]['cpu']:.1f} s", times, most=more)
        what = f"peak memory, {other} against {one}"
        yield Row(what, *(f"{found[n]['mb']:.0f} MB" for n in (other, one)), found[other]["mb"] / found[one]["mb"], 4.0)


def bound_alone(name, seconds):
    """Find the bound, and say how many seats in how many weeks there were to choose among."""
    from cycles.planner.facts import Facts
    from cycles.planner.problem import Problem
    from cycles.planner.solve import least
    from cycles.planner.teams import Teams

    problem, begun = Problem.of(_data(name)), time.process_time()
    bound, cpu = least(problem, seconds), time.process_time() - begun
    facts = Facts(problem)
    seats = sum(int((~Teams(facts, row).away).sum()) for row in problem.challenges)
    return {"bound": bound, "cpu": cpu, "seats": seats}


def alone():
    """Do one thing once and print what came of it, with this process's peak memory."""
    what, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    found = globals()[f"{what}_alone"](name, seconds)
    print(json.dumps(found | {"mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    alone()
