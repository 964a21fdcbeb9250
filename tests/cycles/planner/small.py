"""Small planning problems made up at random, and every plan they allow, tried one by one."""

import random
from functools import cache
from itertools import combinations, product

from cycles.planner.check import judge
from cycles.planner.facts import Facts
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


def extended_data(seed):
    """Return such a problem with some of what a file may say besides, each by chance."""
    data, pick = problem_data(seed), random.Random(-1 - seed)
    extras = {"ties": _ties, "rotation": _rotation, "shares": _shares, "rules_off": _rules_off, "locked": _locked}
    data |= {name: make(pick, data) for name, make in extras.items() if pick.random() < 0.4}
    data["weights"] = {**WEIGHTS, "original_team": pick.choice((0, 3))}
    if pick.random() < 0.3:
        data["host_cap"] = pick.randrange(12, 30)
    for row in data["challenges"]:
        row["original"] = pick.sample(range(9), 3) if pick.random() < 0.5 else []
        row["doubtful"] = {str(pick.randrange(5)): {"points": 3, "reason": "an inspection may come"}}
    if pick.random() < 0.2:
        data["challenges"][2] |= {"slots": [], "required": []}  # a visit that only takes up a week
    for row in data["reviewers"]:
        row["why"] = {str(week): "on leave" for week in row["unavailable"]}
        if pick.random() < 0.4:
            row["fills"] = pick.choice((["lead"], ["observer"], ["lead", "senior"], ["senior", "observer", "lead"]))
    return data


def _ties(pick, data):
    return [
        {
            "challenge": pick.randrange(3),
            "reviewer": pick.randrange(9),
            "kind": pick.choice(("contact", "party")),
            "points": pick.choice((None, None, 2, 7)),
            "sentence": f"Something stands between them ({number}).",
        }
        for number in range(8)
    ]


def _rotation(pick, data):
    return {"points": pick.choice((2, 5)), "slots": {"lead": [1, 1], "observer": [0, pick.randrange(2)]}}


def _shares(pick, data):
    return {str(pick.randrange(5)): [0, 1], "1": [1, 2]}


def _rules_off(pick, data):
    return pick.sample(("one_per_authority", "no_swap", "shared_service", "former_employer"), 2)


def _locked(pick, data):
    team = [pick.choice((None, pick.randrange(9))) for _ in data["challenges"][0]["slots"]]
    return {"0": {"week": None, "team": team}, "1": {"week": pick.randrange(5)}}


def every_visit(problem, challenge):
    """Yield every week and team of a challenge that break no rule by themselves, seat by seat."""
    facts = Facts(_of(problem, challenge))
    pools = [[row.id for row in problem.reviewers if row.can_be(slot)] for slot in challenge.slots]
    seats_matter = problem.rotation or any(row.fills is not None for row in problem.reviewers)
    for week, team in product(range(problem.weeks), product(*pools)):
        entry = Entry(week, team)
        in_order = seats_matter or _in_order(challenge, team)
        if in_order and not judge(facts, Plan({challenge.id: entry})).breaches:
            yield entry


def _of(problem, *challenges):
    kept = {row.id for row in challenges}
    locked = {key: lock for key, lock in problem.locked.items() if key in kept}
    return problem.but(challenges=challenges, locked=locked)


def _in_order(challenge, team):
    """Say whether people who could change seats sit in the order of their numbers, so that a team counts once."""
    seats = list(zip(map(grade_of, challenge.slots), team, strict=True))
    return all(one[1] < other[1] for one, other in combinations(seats, 2) if one[0] == other[0])


def _held_together(problem):
    """Yield the visits of every plan in which no two visits break a rule: what two break, no third one mends."""
    visits = [[(row.id, entry) for entry in every_visit(problem, row)] for row in problem.challenges]
    pairs = {(one.id, other.id): Facts(_of(problem, one, other)) for one, other in combinations(problem.challenges, 2)}

    @cache
    def beside(one, other):
        return not judge(pairs[one[0], other[0]], Plan(dict((one, other)))).breaches

    def longer(had, rest):
        if not rest:
            yield had
        for one in rest[0] if rest else ():
            if all(beside(other, one) for other in had):
                yield from longer((*had, one), rest[1:])

    yield from longer((), visits) if all(visits) else ()


def every_plan(problem: Problem):
    """Yield every plan that breaks no rule, with what it costs."""
    facts = Facts(problem)
    for visits in _held_together(problem):
        plan = Plan(dict(visits))
        found = judge(facts, plan)
        if not found.breaches:
            yield plan, found.cost


def best_plan(problem: Problem):
    """Return the best plan, or None where there is none."""
    return min(every_plan(problem), key=lambda found: found[1], default=(None, None))[0]


def has_plan(problem: Problem):
    """Say whether there is any plan."""
    return next(every_plan(problem), None) is not None


def best_cost(problem: Problem):
    """Return what the best plan costs, or None where there is none."""
    return min((cost for _, cost in every_plan(problem)), default=None)
