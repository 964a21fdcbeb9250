"""Rows across this floor for one page."""

from datetime import date, datetime
from typing import Any

from .models import Invitation, Person


def open_invitation(*, token: str, at: datetime) -> Invitation | None:
    """Return the invitation a link belongs to while it can be accepted, else None."""
    return Invitation.objects.with_token(token).open(at).select_related("person").first()


def known_of(person: Person, today: date) -> dict[str, Any]:
    """Return the training (with whether it counts today), interests, absences to come and load of somebody."""
    training = person.training.order_by("-completed_on", "course")
    return {
        "training": [(course, course.counts_on(today)) for course in training],
        "interests": person.interests.select_related("body").order_by("body__name", "pk"),
        "absences": person.absences.filter(ends_on__gte=today).order_by("starts_on"),
        "load": Person.objects.filter(pk=person.pk).with_load().values_list("load", flat=True).get(),
    }
