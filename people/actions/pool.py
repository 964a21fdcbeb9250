"""People and the reviewer pool: who they are and what they bring."""

from datetime import datetime
from typing import Any

from django.db import transaction

from people.models import Person, Profile

from .logins import change_address
from .saving import save
from .seats import refuse_own_authority

CONTACT = {"name": "Name", "email": "E-mail", "phone": "Phone", "job_title": "Job title", "home": "Home body"}
PROFILE = {
    "grade": "Grade",
    "services": "Services",
    "skills": "Skills",
    "active": "May be asked",
    "days_a_year": "Days a year",
    "travel_km": "Furthest journey in km",
    "access_needs": "Access needs",
    "party": "Party",
    "employer_approved_on": "Employer approved on",
}


def _typed(facts: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    contact = {label: (name, facts[name]) for name, label in CONTACT.items() if name in facts}
    profile = {label: (f"profile.{name}", facts[name]) for name, label in PROFILE.items() if name in facts}
    return contact | profile


def _set_contact(person: Person, facts: dict[str, Any]) -> None:
    """Set who somebody is, all but the address."""
    was = person.home_id
    for name in CONTACT:
        if name in facts and name != "email":
            setattr(person, name, facts[name])
    save(person)
    if person.home_id != was:
        refuse_own_authority([person])


def _set_profile(person: Person, facts: dict[str, Any]) -> None:
    """Set what somebody brings to the pool; leaving the pool rests the profile and keeps it."""
    profile = Profile.objects.filter(person=person).first()
    if not facts.get("in_pool", True):
        if profile and profile.active:
            profile.active = False
            profile.save()
        return
    profile = profile or Profile(person=person)
    for name in PROFILE:
        if name in facts:
            setattr(profile, name, facts[name])
    save(profile)


@transaction.atomic
def add_person(*, facts: dict[str, Any], by: Person, at: datetime) -> Person:
    """Add somebody, with a profile when they are to be in the pool."""
    person = Person(email=facts["email"], changed_by=by, changed_at=at)
    _set_contact(person, facts)
    _set_profile(person, facts)
    return person


@transaction.atomic
def edit_person(*, person: Person, facts: dict[str, Any], version: int, by: Person, at: datetime) -> Person:
    """Change somebody and their profile. Refuses an edit begun before somebody else's."""
    fresh = person.claim(version=version, typed=_typed(facts), by=by, at=at)
    _set_contact(fresh, facts)
    _set_profile(fresh, facts)
    change_address(person=fresh, address=facts["email"], by=by, at=at)
    return fresh


@transaction.atomic
def edit_contact(*, person: Person, facts: dict[str, Any], version: int, by: Person, at: datetime) -> Person:
    """Change one's own details; what is in the profile only when there is one.

    The e-mail address is not among them: it is the key to the login, and the coordinator's to change.
    """
    own = {name: value for name, value in facts.items() if name != "email"}
    fresh = person.claim(version=version, typed=_typed(own), by=by, at=at)
    _set_contact(fresh, own)
    if Profile.objects.filter(person=person).exists():
        _set_profile(fresh, own)
    return fresh
