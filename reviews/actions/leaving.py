"""Moves that end the team's time on site: the state moves, and no note knows its session any more."""

from datetime import datetime

from django.db import transaction

from cycles import history
from cycles.actions import life
from cycles.models import Challenge
from people.models import Person


def _forget_sessions(challenge: Challenge) -> None:
    challenge.notes.update(session=None)


@transaction.atomic
def leave_site(*, challenge: Challenge, by: Person, at: datetime) -> Challenge:
    """Move on to drafting and erase which session each note came from. There is no way back."""
    fresh = history.advance(challenge=challenge, move="leave_site", by=by, at=at)
    _forget_sessions(fresh)
    return fresh


@transaction.atomic
def cancel(*, challenge: Challenge, reason: str, by: Person, at: datetime) -> Challenge:
    """Give the challenge up, with a reason; a cancelled visit keeps no link either. There is no way back."""
    fresh = life.cancel(challenge=challenge, reason=reason, by=by, at=at)
    _forget_sessions(fresh)
    return fresh
