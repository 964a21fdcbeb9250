"""How to ask for each route about proposals and releases."""

from planning.models import Draft, Proposal, Round
from tests.world import NOW


def cycle(post=None):
    return lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": post}


def make_round(world):
    """A question nobody has answered yet."""
    return Round.objects.create(
        cycle=world.cycle, problem={}, sketch=[], base=[], seconds=30, asked_by=world.rana, asked_at=NOW
    )


def a_round(world):
    made = make_round(world)
    Proposal.objects.create(round=made, aim="cheapest")
    return {"kwargs": {"ref": made.ref}, "post": None}


def proposal(**fields):
    def make(world):
        made = Proposal.objects.create(round=make_round(world), aim="cheapest", **fields)
        return {"kwargs": {"ref": made.ref}, "post": {}}

    return make


def draft(post):
    """A draft that changes nothing, so that releasing it is refused with a sentence and no more."""

    def make(world):
        number = world.cycle.drafts.count() + 1
        made = Draft.objects.create(
            cycle=world.cycle,
            number=number,
            reason="A try",
            sketch=[],
            base=[],
            problem=EMPTY,
            looked_at=NOW,
            made_by=world.rana,
            made_at=NOW,
        )
        return {"kwargs": {"ref": made.ref}, "post": post}

    return make


EMPTY = {
    "start": "2027-01-04",
    "weeks": 10,
    "authorities": [{"id": 1, "name": "Leeds", "region": "here", "type": "", "x": 0, "y": 0}],
    "challenges": [],
    "reviewers": [],
    "shared_service": [],
    "neighbours": [],
    "max_per_week": 1,
    "max_per_week_region": {"here": 1},
    "host_supply_gap": 0,
    "reviewer_gap": 1,
    "weights": {
        "week_acceptable": 4,
        "week_other": 10,
        "km_per_point": 20,
        "km_cap": 15,
        "structure": 3,
        "neighbour": 0,
        "desired_skill": 4,
        "load_dev": 6,
        "spread": 5,
        "bucket_weeks": 6,
    },
}
ASKED = {"aims": ["cheapest"], "seconds": "30", "tries": "nothing"}
CLASH = [{"kind": "week_full", "who": [], "weeks": [], "sentence": "A week holds no more than 1 visit."}]

SAMPLES = {
    "planning:rounds": cycle(),
    "planning:ask": cycle(ASKED),
    "planning:releases": cycle(),
    "planning:round": a_round,
    "planning:stop": proposal(),
    "planning:try_again": proposal(status="failed"),
    "planning:make_draft": proposal(status="done", plan=[]),
    "planning:relax": proposal(status="nothing_fits", relax=CLASH),
    "planning:risks": draft(None),
    "planning:release": draft({"version": "0", "note": "Nothing", "despite": ""}),
}
