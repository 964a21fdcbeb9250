"""Cycles planned without the planner: as a coordinator would, and by an annealer of a few lines.

Both know a problem's file and the outside judge alone.
"""

import math
import random
import time

from tests.cycles.planner.judge import Problem, judge

A_BREACH = 60  # points: dearer than anything a plan pays for


def _candidates(problem, challenge, role, week, team):
    """Return who may take a seat in a week beside a team: who knows what is still asked for, then the nearest."""
    people = problem.reviewers
    homes = {people[one]["home"] for one in team}
    known = {skill for one in team for skill in people[one]["skills"]}
    lacking = set(challenge["required"]) - known
    fits = [
        one
        for one, row in people.items()
        if row["home"] not in homes and problem.may_sit(challenge, row, role) and week not in problem.away(row)
    ]
    return sorted(
        fits, key=lambda one: (not lacking & set(people[one]["skills"]), problem.pair_cost(challenge, people[one]))
    )


def by_hand(data, seconds=20.0, seed=0):
    """Return a plan as a coordinator makes one: challenge by challenge, the host's best week, then the nearest people.

    Nothing once placed is moved; a list that ends nowhere is begun again in another order. None when time runs out.
    """
    problem, pick, until = Problem(data), random.Random(seed), time.process_time() + seconds
    order = list(problem.challenges)
    while time.process_time() < until:
        plan = {}
        if all(_place(problem, problem.challenges[key], plan) for key in order):
            return {"challenges": plan}
        pick.shuffle(order)
    return None


def _place(problem, challenge, plan):
    weeks = [week for week in range(problem.d["weeks"]) if str(week) not in challenge["blocked"]]
    for week in sorted(weeks, key=lambda week: problem.week_cost(challenge, week)):
        team = []
        for role in challenge["slots"] if _has_room(problem, challenge, week, plan) else ():
            found = _candidates(problem, challenge, role, week, team)
            team += [one for one in found if _may_go(problem, challenge, week, plan, one)][:1]
        entry = {"week": week, "team": team}
        known = {skill for one in team for skill in problem.reviewers[one]["skills"]}
        if len(team) == len(challenge["slots"]) and known.issuperset(challenge["required"]):
            plan[challenge["id"]] = entry
            return True
    return False


def _has_room(problem, challenge, week, plan):
    """Say whether a week holds one more visit, and the host lends nobody around it."""
    region = problem.authorities[challenge["host"]]["region"]
    there = [key for key, entry in plan.items() if entry["week"] == week]
    near = [one for entry in plan.values() if _near(entry, week, problem.d["host_supply_gap"]) for one in entry["team"]]
    regions = [problem.authorities[problem.challenges[key]["host"]]["region"] for key in there]
    return (
        len(there) < problem.d["max_per_week"]
        and regions.count(region) < problem.d["max_per_week_region"][region]
        and all(problem.reviewers[one]["home"] != challenge["host"] for one in near)
    )


def _near(entry, week, gap):
    return abs(entry["week"] - week) < gap


def _may_go(problem, challenge, week, plan, one):
    """Say whether somebody's other visits, and their authority's own, leave room for one more."""
    row, data = problem.reviewers[one], problem.d
    visits = [entry for entry in plan.values() if one in entry["team"]]
    own = next((plan.get(c["id"]) for c in problem.challenges.values() if c["host"] == row["home"]), None)
    if len(visits) >= row["max_load"] or any(_near(entry, week, data["reviewer_gap"]) for entry in visits):
        return False
    if own is None:
        return True
    swap = any(problem.reviewers[other]["home"] == challenge["host"] for other in own["team"])
    return not swap and not _near(own, week, data["host_supply_gap"])


def cost_of(data, plan):
    """Return what a plan that breaks no rule costs, or None."""
    bad, parts = judge(Problem(data), plan)
    return None if bad else sum(parts.values())


def annealed(data, plan, seconds, seed=0):
    """Make a plan better by small changes taken by chance, fewer of the bad ones as time goes by."""
    problem, pick = Problem(data), random.Random(seed)
    now = {key: {"week": row["week"], "team": list(row["team"])} for key, row in plan["challenges"].items()}
    score = best_score = _score(problem, now)
    best, began = plan, time.process_time()
    while (share := (time.process_time() - began) / seconds) < 1:
        key = pick.choice(list(now))
        was = {"week": now[key]["week"], "team": list(now[key]["team"])}
        _change(problem, problem.challenges[key], now[key], pick)
        found = _score(problem, now)
        if found <= score or pick.random() < math.exp((score - found) / (8 * (1 - share) + 0.01)):
            score = found
        else:
            now[key] = was
        if score < best_score and not judge(problem, {"challenges": now})[0]:
            best_score = score
            best = {"challenges": {one: {"week": row["week"], "team": list(row["team"])} for one, row in now.items()}}
    return best


def _change(problem, challenge, entry, pick):
    if pick.random() < 0.3:
        entry["week"] = pick.randrange(problem.d["weeks"])
        return
    slot = pick.randrange(len(entry["team"]))
    others = [one for n, one in enumerate(entry["team"]) if n != slot]
    found = _candidates(problem, challenge, challenge["slots"][slot], entry["week"], others)
    if found:
        entry["team"][slot] = pick.choice(found[:8])


def _score(problem, plan):
    bad, parts = judge(problem, {"challenges": plan})
    return sum(parts.values()) + A_BREACH * len(bad)
