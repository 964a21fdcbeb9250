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

LABELS = {"course": "Course", "provider": "Provider", "completed_on": "Completed on", "expires_on": "Counts until"}
# Once the report is out, or will never be, a seat no longer rests on its holder's training.
DONE_WITH = ("published", "follow_up", "closed", "cancelled")


def _refuse_future(facts: dict[str, Any], at: datetime) -> None:
    if facts["completed_on"] > timezone.localdate(at):
        raise Refusal("A course can be recorded once it is done: the day is in the future.", "completed_on")


def _lock(training: Training) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=training.person_id)


def _refuse_stranded(person: Person) -> None:
    """Refuse to leave somebody in a team without training that counts on its first day.

    Seats live on the floor above and are asked for by their related name.
    """
    courses = list(person.training.all())
    held = person.seats.filter(status__in=("invited", "accepted")).exclude(challenge__state__in=DONE_WITH)
    for seat in held.select_related("challenge__host").order_by("starts_on", "pk"):
        if not any(course.counts_on(seat.starts_on) for course in courses):
            day = f"{seat.starts_on.day} {seat.starts_on:%B %Y}"
            raise Refusal(
                f"{person.name} has a place in the team that visits {seat.challenge.host} on {day}, and would have no "
                "training that counts then. Record other training first, or have the place withdrawn. "
                "Nothing was changed."
            )


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
    _refuse_stranded(person)
    return fresh


@transaction.atomic
def remove_training(*, training: Training, by: Person, at: datetime) -> None:
    """Remove a course that was recorded by mistake. There is no way back."""
    person = _lock(training)
    removed, _ = Training.objects.filter(pk=training.pk).delete()
    if not removed:
        raise Refusal("Somebody has removed this course already. Nothing was changed.")
    _refuse_stranded(person)
