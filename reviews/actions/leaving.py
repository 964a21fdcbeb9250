"""Leaving the site: the state moves, and no note knows its session any more."""

from datetime import datetime

from django.db import transaction

from cycles import history
from cycles.models import Challenge
from people.models import Person


@transaction.atomic
def leave_site(*, challenge: Challenge, by: Person, at: datetime) -> Challenge:
    """Move on to drafting and erase which session each note came from. There is no way back."""
    fresh = history.advance(challenge=challenge, move="leave_site", by=by, at=at)
    fresh.notes.update(session=None)
    return fresh
