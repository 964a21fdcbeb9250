"""The courses that allow somebody to challenge: recorded, corrected, removed.

Each locks the person, as giving a seat does, so that a seat and the loss of the training it needs cannot cross.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from people.models import Person, Training
from people.refusal import Refusal

from .saving import save
from .seats import refuse_untrained

LABELS = {"course": "Course", "provider": "Provider", "completed_on": "Completed on", "expires_on": "Counts until"}


def _refuse_future(facts: dict[str, Any], at: datetime) -> None:
    if facts["completed_on"] > timezone.localdate(at):
        raise Refusal("A course can be recorded once it is done: the day is in the future.", "completed_on")


def _lock(training: Training) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=training.person_id)


@transaction.atomic
def add_training(*, person: Person, facts: dict[str, Any], by: Person, at: datetime) -> Training:
    """Record a course. The same course on the same day is recorded once."""
    _refuse_future(facts, at)
    training = Training(person=person, changed_by=by, changed_at=at, **facts)
    save(training)
    return training


@transaction.atomic
def correct_training(*, training: Training, facts: dict[str, Any], version: int, by: Person, at: datetime) -> Training:
    """Put a record right; it says by whom and when. Refuses an edit begun before somebody else's."""
    _refuse_future(facts, at)
    person = _lock(training)
    typed = {LABELS[name]: (name, value) for name, value in facts.items()}
    fresh = training.claim(version=version, typed=typed, by=by, at=at)
    for name, value in facts.items():
        setattr(fresh, name, value)
    save(fresh)
    refuse_untrained([person])
    return fresh


@transaction.atomic
def remove_training(*, training: Training, by: Person, at: datetime) -> None:
    """Remove a course that was recorded by mistake. There is no way back."""
    person = _lock(training)
    removed, _ = Training.objects.filter(pk=training.pk).delete()
    if not removed:
        raise Refusal("Somebody has removed this course already. Nothing was changed.")
    refuse_untrained([person])
