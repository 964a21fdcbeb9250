"""How to ask for what regions share: places asked for here, and by a region beside it."""

from planning.models import PlaceOffer, PlaceRequest
from tests.planning import neighbours
from tests.world import NOW


def cycle(post=None):
    return lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": post}


def theirs(world):
    """What a region beside the world's asks for."""
    if not hasattr(world, "beside"):
        world.beside = neighbours.build()
    cycle, nell = world.beside.cycle, world.beside.nell
    return PlaceRequest.objects.create(cycle=cycle, number=3, what_for="Managers", asked_by=nell, asked_at=NOW)


def own(world):
    made = PlaceRequest.objects.create(
        cycle=world.cycle, number=1, what_for="A lead", asked_by=world.rana, asked_at=NOW
    )
    return {"kwargs": {"ref": made.ref}, "post": {}}


def an_offer(world):
    made = PlaceOffer.objects.create(request=theirs(world), person=world.sam, offered_by=world.rana, offered_at=NOW)
    return {"kwargs": {"ref": made.ref}, "post": {}}


SAMPLES = {
    "planning:asked_places": cycle(),
    "planning:ask_places": cycle({"number": "2", "what_for": "Two directors in the autumn"}),
    "planning:places": lambda world: {"kwargs": {}, "post": None},
    "planning:place_request": lambda world: {"kwargs": {"ref": theirs(world).ref}, "post": None},
    "planning:close_request": own,
    "planning:offer_place": lambda world: {"kwargs": {"ref": theirs(world).ref}, "post": {"person": world.sam.ref}},
    "planning:withdraw_offer": an_offer,
}
