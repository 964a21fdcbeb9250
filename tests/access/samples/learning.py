"""Sample requests of the learning floor."""

from cycles.models import State

PUBLISHED = [State.PUBLISHED, State.FOLLOW_UP, State.CLOSED]


def of_cycle(world):
    return {"kwargs": {"ref": world.cycle.ref}, "post": None}


def withdraw(world):
    practice = world.practice.ref if hasattr(world, "practice") else "none"
    return {"kwargs": {"ref": world.cycle.ref, "step": "withdraw", "thing": practice}, "post": {}, "states": PUBLISHED}


SAMPLES = {
    # Every text in the full world that somebody may not read holds this word.
    "learning:search": lambda world: {"query": "?q=lanterns", "post": None},
    "learning:themes": of_cycle,
    "learning:pool": of_cycle,
    "learning:taken_home": of_cycle,
    "learning:take_home": lambda world: {
        "kwargs": {"ref": world.challenge.ref},
        "post": {"text": "We ask the young people first."},
    },
    "learning:practice": of_cycle,
    "learning:answer_practice": withdraw,
    "learning:annual_reports": of_cycle,
    "learning:make_annual_report": lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": {}},
    "learning:annual_file": lambda world: {
        "kwargs": {"ref": world.cycle.ref, "edition": world.annual.editions.get().ref},
        "post": None,
    },
    "learning:offer_practice": lambda world: {
        "kwargs": {"ref": world.challenge.ref, "finding": world.finding.ref},
        "post": {"words": "We meet each of them every week."},
    },
}
