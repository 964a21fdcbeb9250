"""A draft of the world's cycle with something of everything in it: moved, seated, locked, broken."""

from datetime import date, timedelta

from planning.actions import drafts
from planning.models import Draft
from planning.sketch import NEW
from tests.world import NOW

OPEN_WEEK, NEXT_WEEK = date(2027, 5, 10), date(2027, 5, 17)


def begin(world, reason="York was inspected"):
    """Begin a draft as Rana, who coordinates."""
    return drafts.begin(cycle=world.cycle, reason=reason, by=world.rana, at=NOW)


def key_of(world, body="York"):
    """Return the key of the visit of a host that has no challenge yet."""
    return NEW + world.bodies[body].pk


def moved(draft, key, week, world):
    """Put a visit in a week; return the fresh draft."""
    return drafts.move(draft=draft, key=key, week=week, by=world.rana, at=NOW + timedelta(minutes=1))


def a_draft(world):
    """Return the world's open draft, with steps taken in it; it is made once."""
    known = Draft.objects.filter(cycle=world.cycle).open().first()
    if known is not None:
        return known
    draft, york = begin(world), key_of(world)
    draft = moved(draft, york, OPEN_WEEK, world)
    draft = drafts.seat(draft=draft, key=york, number=0, person=world.tom, by=world.rana, at=NOW)
    draft = drafts.lock(draft=draft, key=york, number=0, locked=True, by=world.rana, at=NOW)
    return drafts.seat(draft=draft, key=york, number=1, person=world.sam, by=world.rana, at=NOW)
