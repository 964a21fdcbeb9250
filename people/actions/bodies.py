"""Regions, programmes and bodies: set up, kept, dated, never deleted."""

from datetime import datetime
from typing import Any

from django.db import transaction

from people.models import Body, Person, Programme, Region
from people.refusal import Refusal

from .saving import save

LABELS = {
    "name": "Name",
    "kind": "Kind",
    "code": "Code",
    "sub_region": "Sub-region",
    "structure": "Structure",
    "easting_km": "Easting in km",
    "northing_km": "Northing in km",
    "accountable": "Accountable authority",
    "valid_from": "First day",
    "valid_to": "Last day",
    "successor": "Successor",
}


def _refuse_circles(body: Body) -> None:
    """Refuse a body that would follow itself, or be accountable to itself."""
    for field, sentence in (
        ("successor", "A body cannot follow itself, also not by way of others."),
        ("accountable", "A body cannot be accountable to itself, also not by way of others."),
    ):
        seen = {body.pk}
        following = getattr(body, field)
        while following is not None:
            if following.pk in seen:
                raise Refusal(sentence, field)
            seen.add(following.pk)
            following = getattr(following, field)


@transaction.atomic
def add_region(*, name: str, by: Person, at: datetime) -> Region:
    """Add a region: a group of authorities that improve together."""
    region = Region(name=name)
    save(region)
    return region


@transaction.atomic
def rename_region(*, region: Region, name: str, by: Person, at: datetime) -> None:
    """Rename a region."""
    region.name = name
    save(region)


@transaction.atomic
def add_programme(*, region: Region, name: str, service: str, by: Person, at: datetime) -> Programme:
    """Add a programme: a region's peer challenge of one service family."""
    programme = Programme(region=region, name=name, service=service)
    save(programme)
    return programme


@transaction.atomic
def add_body(*, region: Region, facts: dict[str, Any], by: Person, at: datetime) -> Body:
    """Add a body to a region."""
    body = Body(region=region, changed_by=by, changed_at=at, **facts)
    _refuse_circles(body)
    save(body)
    return body


@transaction.atomic
def edit_body(*, body: Body, facts: dict[str, Any], version: int, by: Person, at: datetime) -> Body:
    """Change a body. Refuses an edit begun before somebody else's."""
    typed = {LABELS[name]: (name, value) for name, value in facts.items()}
    fresh = body.claim(version=version, typed=typed, by=by, at=at)
    for name, value in facts.items():
        setattr(fresh, name, value)
    _refuse_circles(fresh)
    save(fresh)
    return fresh
