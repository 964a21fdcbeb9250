"""The places of a shape, set out one by one; the size of the team follows from them."""

from datetime import datetime

from django.db import transaction

from cycles.models import Seat, Shape, ShapePlace
from cycles.places import promised, set_out, size_of
from people.models import Person
from people.refusal import Refusal

MOST = 30
# Numbers are unique within a shape, so renumbering goes round by a range nobody uses.
ASIDE = 10_000


def _lock(shape: Shape) -> Shape:
    return Shape.objects.select_for_update().get(pk=shape.pk)


@transaction.atomic
def save_place(*, place: ShapePlace, number: int, by: Person, at: datetime) -> ShapePlace:
    """Keep a place at a number of its shape's order; the others move up or down.

    The first one starts from the places the shape had by its size.
    """
    shape = _lock(place.shape)
    places = [each for each in promised(shape) if each.pk is None or each.pk != place.pk]
    places.insert(max(number, 1) - 1, place)
    _settle(shape, places)
    return place


@transaction.atomic
def remove_place(*, place: ShapePlace, by: Person, at: datetime) -> None:
    """Remove a place; the others close ranks."""
    shape = _lock(place.shape)
    removed, _ = ShapePlace.objects.filter(pk=place.pk).delete()
    if not removed:
        raise Refusal("Somebody has removed this place already. Nothing was changed.")
    _settle(shape, list(shape.places.order_by("number")))


@transaction.atomic
def reset_places(*, shape: Shape, by: Person, at: datetime) -> None:
    """Let kind, programme and size decide the places again. The size stays."""
    fresh = _lock(shape)
    removed, _ = ShapePlace.objects.filter(shape=shape).delete()
    if not removed:
        raise Refusal("The size of the team already decides its places. Nothing was changed.")
    set_out(fresh)


def _settle(shape: Shape, places: list[ShapePlace]) -> None:
    """Number the places in their order, and let the shape be as large as they are."""
    leads = sum(place.role == Seat.Role.LEAD for place in places)
    if leads != 1:
        wrong = "has one lead challenger, and another place is the lead’s" if leads else "needs a lead challenger"
        raise Refusal(f"A team {wrong}. Nothing was changed.", "role")
    if size_of(places) > MOST:
        raise Refusal(f"A team has at most {MOST} people. Nothing was changed.")
    for start in (ASIDE, 1):
        for number, place in enumerate(places, start):
            place.number = number
            place.save()
    shape.team_size = size_of(places)
    shape.save(update_fields=["team_size"])
