"""Small planning problems made up at random, and every plan they allow, tried one by one."""

import random
from itertools import combinations, product

from cycles.planner.check import check
from cycles.planner.plan import Entry, Plan
from cycles.planner.problem import Problem, grade_of

SKILLS = ("neglect", "workforce", "data")
WEIGHTS = {
    "week_acceptable": 4,
    "week_other": 10,
    "km_per_point": 20,
    "km_cap": 15,
    "structure": 3,
    "neighbour": 3,
    "desired_skill": 4,
    "load_dev": 6,
    "spread": 5,
    "bucket_weeks": 3,
}


def problem_data(seed):
    """Return a problem of three challenges, five weeks and nine reviewers, as a file would hold it."""
    pick = random.Random(seed)
    homes = range(5)
    return {
        "weeks": 5,
        "start": "2026-09-07",
        "authorities": [
            {"id": n, "name": f"A{n}", "region": "R", "type": pick.choice("uc"), "x": pick.random() * 90, "y": 5.0}
            for n in homes
        ],
        "challenges": [_challenge(pick, number) for number in range(3)],
        "reviewers": [_reviewer(pick, number, homes) for number in range(9)],
        "shared_service": [[3, 4]] if pick.random() < 0.3 else [],
        "neighbours": [[0, 1], [1, 2]],
        "max_per_week": pick.choice((1, 2)),
        "max_per_week_region": {"R": pick.choice((1, 2))},
        "host_supply_gap": pick.choice((1, 2)),
        "reviewer_gap": pick.choice((1, 2, 3)),
        "weights": WEIGHTS,
    }


def _challenge(pick, number):
    weeks = list(range(5))
    pick.shuffle(weeks)
    return {
        "id": number,
        "host": number,
        "format": "triad",
        "slots": pick.choice((["lead", "senior"], ["lead", "observer"], ["senior"])),
        "blocked": {str(weeks[0]): "half-term"},
        "preferred": weeks[1:2],
        "acceptable": weeks[2:4],
        "required": [pick.choice(SKILLS)] if pick.random() < 0.5 else [],
        "desired": [pick.choice(SKILLS)],
    }


def _reviewer(pick, number, homes):
    return {
        "id": number,
        "home": pick.choice(homes),
        "grade": pick.choice(("director", "director", "senior")),
        "skills": pick.sample(SKILLS, 2),
        "trained_from": pick.choice((0, 0, 0, 2)),
        "unavailable": [pick.randrange(5)],
        "former": [pick.choice(homes)] if pick.random() < 0.2 else [],
        "max_load": pick.choice((1, 2)),
    }


def every_visit(problem, challenge):
    """Yield every week and team of a challenge that break no rule by themselves."""
    alone = problem.but(challenges=(challenge,), locked={})
    by_grade = {}
    for slot in challenge.slots:
        by_grade[grade_of(slot)] = by_grade.get(grade_of(slot), 0) + 1
    pools = [
        combinations([row for row in problem.reviewers if row.grade == grade], count)
        for grade, count in by_grade.items()
    ]
    teams = [[row for part in parts for row in part] for parts in product(*map(list, pools))]
    for week, team in product(range(problem.weeks), teams):
        entry = Entry(week, _seated(challenge, team))
        if not check(alone, Plan({challenge.id: entry})).breaches:
            yield entry


def _seated(challenge, team):
    waiting = sorted(team, key=lambda row: row.id)
    seats = []
    for slot in challenge.slots:
        found = next(row for row in waiting if row.grade == grade_of(slot))
        waiting.remove(found)
        seats.append(found.id)
    return tuple(seats)


def every_plan(problem: Problem):
    """Yield every plan that breaks no rule, with what it costs."""
    for entries in product(*(list(every_visit(problem, row)) for row in problem.challenges)):
        plan = Plan({row.id: entry for row, entry in zip(problem.challenges, entries, strict=True)})
        found = check(problem, plan)
        if not found.breaches:
            yield plan, found.cost


def best_cost(problem: Problem):
    """Return what the best plan costs, or None where there is none."""
    return min((cost for _, cost in every_plan(problem)), default=None)
