"""Rows across this floor for one page."""

from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists
from django.urls import reverse

from .models import Invitation, Person
from .models.person import SOON
from .roles import Role
from .rules import roles_in
from .waiting import Waiting

# Profiles go stale: after a year their owner is asked to look through theirs.
FRESH = timedelta(days=365)
NEEDS_SECOND_STEP = {Role.COORDINATOR, Role.ADMIN, Role.INFORMATION_OFFICER}
SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def open_invitation(*, token: str, at: datetime) -> Invitation | None:
    """Return the invitation a link belongs to while it can be accepted, else None."""
    return Invitation.objects.with_token(token).open(at).select_related("person").first()


def known_of(person: Person, today: date) -> dict[str, Any]:
    """Return the training (with whether it counts today), interests, absences to come and load of somebody."""
    training = person.training.select_related("changed_by").order_by("-completed_on", "course")
    return {
        "training": [(course, course.counts_on(today)) for course in training],
        "interests": person.interests.select_related("body", "changed_by").order_by("body__name", "pk"),
        "absences": person.absences.select_related("changed_by").filter(ends_on__gte=today).order_by("starts_on"),
        "load": Person.objects.filter(pk=person.pk).with_load().values_list("load", flat=True).get(),
    }


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what somebody is expected to do about themselves: training, profile, second step (one query)."""
    if user.person_id is None:
        return []
    protected = Exists(Authenticator.objects.filter(user=user.pk, type__in=SECOND_STEPS))
    found = Person.objects.filter(pk=user.person_id).with_training(today).select_related("profile")
    person = found.annotate(has_second_step=protected).get()
    profile = getattr(person, "profile", None)
    return [
        *(_about_training(person, today) if profile and profile.active else []),
        *(_about_profile(person, today) if profile and profile.active else []),
        *_about_signing_in(user, person),
    ]


def _about_training(person: Person, today: date) -> list[Waiting]:
    url = reverse("people:add_own_training")
    if person.trained_until is None:
        return [Waiting("Record training that counts", "Without it you cannot be seated in a team", url)]
    if person.trained_until <= today + SOON:
        return [Waiting("Renew your training", "It runs out soon", url, due=person.trained_until)]
    return []


def _about_profile(person: Person, today: date) -> list[Waiting]:
    if person.profile.updated_on > today - FRESH:
        return []
    return [Waiting("Look through your profile", "It has not changed for a year", reverse("people:edit_profile"))]


def _about_signing_in(user: Any, person: Person) -> list[Waiting]:
    if person.has_second_step or not roles_in(user) & NEEDS_SECOND_STEP:
        return []
    about = "You look after other people’s details: a password alone is not enough"
    return [Waiting("Set up a second step for signing in", about, reverse("mfa_index"))]
