"""Sample requests of the reports floor."""

from cycles.models import State

PUBLISHED = [State.PUBLISHED, State.FOLLOW_UP, State.CLOSED]


def slug(world):
    return {"slug": world.publication.slug if hasattr(world, "publication") else "none"}


SAMPLES = {
    "reports:register": lambda world: {"post": None},
    "reports:feed": lambda world: {"post": None},
    "reports:published": lambda world: {"kwargs": slug(world), "post": None, "states": PUBLISHED},
    "reports:download": lambda world: {"kwargs": slug(world), "post": None, "states": PUBLISHED},
}
