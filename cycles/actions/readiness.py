"""The components the region promised every host: recorded one by one, and undone."""

from datetime import datetime

from django.db import transaction

from cycles.history import lock, note_event
from cycles.kinds import components_of
from cycles.models import Challenge, Component
from cycles.rules import possible
from people.models import Person
from people.refusal import Refusal

Key = Component.Key


def _open(challenge: Challenge) -> Challenge:
    fresh = lock(challenge)
    if not possible("cycles.record_components", fresh):
        raise Refusal(
            f"Components are no longer recorded: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    return fresh


@transaction.atomic
def record_component(*, challenge: Challenge, key: str, note: str = "", by: Person, at: datetime) -> Component:
    """Record that a component is done, by whom and when."""
    fresh = _open(challenge)
    known = fresh.components.select_related("done_by").filter(key=key).first()
    if known:
        raise Refusal(f"{known.done_by} has already recorded this: {known.get_key_display().lower()}.")
    component = Component.objects.create(challenge=fresh, key=key, done_at=at, done_by=by, note=note)
    note_event(challenge=fresh, what="record_component", sentence=component.get_key_display(), by=by, at=at)
    return component


@transaction.atomic
def undo_component(*, challenge: Challenge, key: str, by: Person, at: datetime) -> None:
    """Take a component back off the list; the timeline keeps both."""
    fresh = _open(challenge)
    component = fresh.components.filter(key=key).first()
    if component is None:
        raise Refusal(f"This is not recorded, so there is nothing to undo: {Key(key).label.lower()}.")
    sentence = f"No longer counted as done: {component.get_key_display().lower()}"
    component.delete()
    note_event(challenge=fresh, what="undo_component", sentence=sentence, by=by, at=at)


def complete(*, challenge: Challenge, key: str, note: str, by: Person, at: datetime) -> None:
    """Record a component that something else has just completed, unless it is there or the time for it is over.

    Must run inside the transaction of what completed it.
    """
    fresh = lock(challenge)
    is_asked = key in components_of(fresh.shape.kind) and possible("cycles.record_components", fresh)
    if is_asked and not fresh.components.filter(key=key).exists():
        record_component(challenge=fresh, key=key, note=note, by=by, at=at)


def uncomplete(*, challenge: Challenge, key: str, by: Person, at: datetime) -> None:
    """Take a component back that is no longer so, unless it is not there or the time for it is over.

    Must run inside the transaction of what ended it.
    """
    fresh = lock(challenge)
    if possible("cycles.record_components", fresh) and fresh.components.filter(key=key).exists():
        undo_component(challenge=fresh, key=key, by=by, at=at)
