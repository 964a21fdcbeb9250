"""The places a shape promises every host: set out one by one, or as its kind and size have it."""

from collections.abc import Iterable

from people.models import Programme

from .constraints import COUNTED
from .models import Seat, Shape, ShapePlace
from .models.place import Grade

# Small mixed teams, in which a parent carer or somebody else with lived experience has a place of their own.
WITH_LIVED_EXPERIENCE = (Shape.Kind.DEEP_DIVE,)

# A board is challenged by chairs and scrutineers of other boards, or by a director.
LEADING_BOARDS = [Grade.BOARD_CHAIR.value, Grade.DIRECTOR.value]
LEADING = (Seat.Role.LEAD, Seat.Role.OBSERVER)


def promised(shape: Shape) -> list[ShapePlace]:
    """Return a shape's places in their order; one that sets none out has those its kind and size have.

    Those are unsaved. One query, or none where `places` was fetched before.
    """
    return sorted(shape.places.all(), key=lambda place: place.number) or _by_size(shape)


def set_out(shape: Shape) -> None:
    """Set out the places of a new shape where its programme does not ask a director to lead."""
    if shape.programme.service == Programme.Service.BOARDS:
        places = promised(shape)
        for place in places:
            place.grades = LEADING_BOARDS if place.role in LEADING else place.grades
        ShapePlace.objects.bulk_create(places)


def size_of(places: Iterable[ShapePlace]) -> int:
    """Return how many make the team: observers come on top."""
    return sum(place.role in COUNTED for place in places)


def _by_size(shape: Shape) -> list[ShapePlace]:
    director = [Grade.DIRECTOR.value]
    asked: list[tuple[str, list[str]]] = [(Seat.Role.LEAD, director)]
    if shape.kind == Shape.Kind.TRIAD:
        asked.append((Seat.Role.OBSERVER, director))
    asked += [(Seat.Role.REVIEWER, [])] * (shape.team_size - 1)
    places = [
        ShapePlace(shape=shape, number=number, role=role, grades=list(grades))
        for number, (role, grades) in enumerate(asked, 1)
    ]
    if shape.kind in WITH_LIVED_EXPERIENCE and shape.team_size > 1:
        places[-1].peer = Seat.Peer.LIVED_EXPERIENCE
    return places
