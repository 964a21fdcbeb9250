"""Who of a team takes which of its slots: everybody a slot they may fill, and turns at a slot as fair as they can be.

Teams are chosen as sets of people. Whoever is locked has their seat; whoever stays of a released
team keeps it where the others can be seated around them.
"""

from collections import defaultdict
from functools import cache
from itertools import product

from .engine import ENDLESS, Engine
from .facts import Facts
from .model import Chosen
from .plan import Entry
from .problem import Challenge, Lock, Reviewer

Seats = dict[int, list[Reviewer]]  # by need: who meets it


def entries_of(facts: Facts, chosen: Chosen, released: dict[int, Lock] | None = None) -> dict[int, Entry]:
    """Seat every team in the order of its challenge's slots: the fewest seats changed, then the fewest points."""
    was = {key: lock.team for key, lock in (released or {}).items() if lock.team}
    people = {
        facts.problem.challenges[number].id: sorted((facts.problem.reviewers[one] for one in team), key=_id)
        for number, (_, team) in chosen.items()
    }
    seated = _by_turns(facts, people, was) if facts.problem.rotation else _one_by_one(facts, people, was)
    found = {}
    for number, (week, _) in chosen.items():
        challenge = facts.problem.challenges[number]
        found[challenge.id] = Entry(week, _in_order(facts, challenge, seated[challenge.id], was.get(challenge.id)))
    return found


def _id(reviewer: Reviewer) -> int:
    return reviewer.id


def kept(facts: Facts, challenge: Challenge, was: tuple[int | None, ...] | None) -> dict[int, int]:
    """Return who of a released team is to keep which need's seat. A team of another size keeps nobody's."""
    if was is None or len(was) != len(challenge.slots):
        return {}
    needs = enumerate(facts.needs(challenge))
    return {was[slot]: n for n, need in needs for slot in need.slots if was[slot] is not None}


def _one_by_one(facts: Facts, people: dict[int, list[Reviewer]], was: dict[int, tuple]) -> dict[int, Seats]:
    return {key: _seats(facts, facts.challenges[key], team, was.get(key)) for key, team in people.items()}


def _seats(facts: Facts, challenge: Challenge, team: list[Reviewer], was: tuple | None) -> Seats:
    """Seat one team with the fewest changes, trying who is left for each need in turn."""
    sizes, stays = [len(need.slots) for need in facts.needs(challenge)], kept(facts, challenge, was)
    takes = [facts.takes(challenge, one) for one in team]

    @cache
    def best(place: int, full: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
        """Return the fewest changes for everybody from one of the team on, and the needs they meet."""
        if place == len(team):
            return 0, ()
        found = [
            (more + (stays.get(team[place].id, need) != need), (need, *rest))
            for need in takes[place]
            if full[need] < sizes[need]
            for more, rest in [best(place + 1, (*full[:need], full[need] + 1, *full[need + 1 :]))]
        ]
        return min(found, default=(ENDLESS, ()))

    met: Seats = defaultdict(list)
    for one, need in zip(team, best(0, (0,) * len(sizes))[1], strict=True):
        met[need].append(one)
    return met


def _by_turns(facts: Facts, people: dict[int, list[Reviewer]], was: dict[int, tuple]) -> dict[int, Seats]:
    """Seat all teams at once, since turns at a slot tie them to each other."""
    engine, columns = Engine(), {}
    rotation, points = facts.problem.rotation, 1 + _most_points(facts)
    for key, team in people.items():
        challenge = facts.challenges[key]
        stays = kept(facts, challenge, was.get(key))
        for one in team:
            mine = {
                need: engine.add_column(points * (stays.get(one.id, need) != need), high=1, whole=True)
                for need in facts.takes(challenge, one)
            }
            columns |= {(key, one, need): column for need, column in mine.items()}
            engine.add_row(1, 1, dict.fromkeys(mine.values(), 1.0))
        for n, need in enumerate(facts.needs(challenge)):
            mine = [columns[key, one, n] for one in team if (key, one, n) in columns]
            engine.add_row(len(need.slots), len(need.slots), dict.fromkeys(mine, 1.0))
    for home, (slot, share) in product(facts.hosted, rotation.slots.items()):
        over, under = (engine.add_column(rotation.points) for _ in range(2))
        turns = {
            column: 1.0
            for (key, one, n), column in columns.items()
            if one.home == home and facts.needs(facts.challenges[key])[n].kind == slot
        }
        engine.add_row(-ENDLESS, share[1], {**turns, over: -1})
        engine.add_row(share[0], ENDLESS, {**turns, under: 1})
    values = engine.solve().values
    seated: dict[int, Seats] = {key: defaultdict(list) for key in people}
    for (key, one, need), column in columns.items():
        if values[column] > 0.5:
            seated[key][need].append(one)
    return seated


def _most_points(facts: Facts) -> int:
    """Return more points than turns can cost, so that no seat is changed for them."""
    rotation, places = facts.problem.rotation, sum(len(row.slots) for row in facts.problem.challenges)
    beyond = sum(share[0] for share in rotation.slots.values()) * len(facts.hosted)
    return rotation.points * (places + beyond)


def _in_order(facts: Facts, challenge: Challenge, seats: Seats, was: tuple | None) -> tuple[int, ...]:
    """Give everybody a slot of the need they meet: their own where they had one, the others in turn."""
    team: dict[int, int] = {}
    for n, need in enumerate(facts.needs(challenge)):
        waiting = [one.id for one in seats[n]]
        if was is not None and len(was) == len(challenge.slots):
            team |= {slot: was[slot] for slot in need.slots if was[slot] in waiting}
        left = [one for one in waiting if one not in team.values()]
        team |= dict(zip((slot for slot in need.slots if slot not in team), left, strict=True))
    return tuple(team[slot] for slot in range(len(challenge.slots)))
