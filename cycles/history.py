"""The one function that changes a challenge's state, and the one that writes history."""

from datetime import datetime

from django.db import transaction

from people.models import Person
from people.refusal import Refusal

from . import duties, gathering
from .models import Challenge, Event, State
from .moves import LIVES


def note_event(  # the timeline's only writer
    *,
    challenge: Challenge,
    what: str,
    sentence: str,
    by: Person | None,
    at: datetime,
    from_state: str = "",
    to_state: str = "",
) -> Event:
    """Write down that something happened. `by` None is the service itself. Duties follow what happened."""
    duties.follow(challenge.pk, at)
    return Event.objects.create(
        challenge=challenge,
        what=what,
        sentence=sentence,
        by=by,
        at=at,
        from_state=from_state,
        to_state=to_state,
    )


def lock(challenge: Challenge) -> Challenge:
    """Return the fresh row, held until the transaction ends. Must run inside one."""
    return Challenge.objects.with_host().select_for_update(of=("self",)).get(pk=challenge.pk)


@transaction.atomic
def advance(*, challenge: Challenge, move: str, by: Person | None, at: datetime, sentence: str = "") -> Challenge:
    """Take one move of the challenge's life, with what floors do when its state is left, and return the fresh row.

    Raises Refusal when the move is no longer possible: somebody else was first, or the challenge
    is postponed (only cancelling goes on then).
    """
    fresh = lock(challenge)
    life = LIVES[fresh.shape.kind]
    if move not in life.moves:
        raise Refusal(f"A {fresh.shape.get_kind_display().lower()} has no such step. Nothing was changed.")
    step = life.find(move, fresh.state)
    if step is None:
        raise Refusal(
            f"This is no longer possible: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    if move != "cancel" and fresh.postponements.filter(resumed_at=None).exists():
        raise Refusal("This challenge is postponed. Resume it with new dates first. Nothing was changed.")
    before = fresh.state
    Challenge.objects.filter(pk=fresh.pk).update(state=step.target)
    fresh.state = step.target
    gathering.do_on_leaving(before, fresh)
    note_event(
        challenge=fresh,
        what=move,
        sentence=sentence or f"{step.label}: now {State(step.target).label.lower()}",
        by=by,
        at=at,
        from_state=before,
        to_state=step.target,
    )
    return fresh
