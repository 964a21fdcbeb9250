"""How to ask for what hosts wish of a plan."""


def give_wishes(world):
    kwargs = {"ref": world.cycle.ref, "body": world.host.ref}
    post = {"week_20270906": "best", "more_required": "data", "note": "After the summer."}
    return {"kwargs": kwargs, "post": {**post, "version": 1}}


SAMPLES = {
    "planning:wishes": lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": None},
    "planning:give_wishes": give_wishes,
}
