"""People and the reviewer pool: who they are, what they bring, when they cannot, what ties them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from people.models import Absence, Interest, Person, Profile, Training
from people.refusal import Refusal

from .logins import change_address
from .saving import save

CONTACT = {"name": "Name", "email": "E-mail", "phone": "Phone", "job_title": "Job title", "home": "Home body"}
PROFILE = {
    "grade": "Grade",
    "services": "Services",
    "skills": "Skills",
    "active": "May be asked",
    "days_a_year": "Days a year",
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
    for name in CONTACT:
        if name in facts and name != "email":
            setattr(person, name, facts[name])
    save(person)


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


@transaction.atomic
def add_training(*, person: Person, facts: dict[str, Any], by: Person, at: datetime) -> Training:
    """Record a course. The same course on the same day is recorded once."""
    if facts["completed_on"] > timezone.localdate(at):
        raise Refusal("A course can be recorded once it is done: the day is in the future.", "completed_on")
    training = Training(person=person, **facts)
    save(training)
    return training


@transaction.atomic
def add_interest(*, person: Person, facts: dict[str, Any], by: Person, at: datetime) -> Interest:
    """Declare a tie to a body. It stays on record until its person ends it."""
    interest = Interest(person=person, **facts)
    save(interest)
    return interest


@transaction.atomic
def end_interest(*, interest: Interest, by: Person, at: datetime) -> None:
    """End a tie: it no longer holds from today, and stays on record."""
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    yesterday = timezone.localdate(at) - timedelta(days=1)
    if interest.ends_on and interest.ends_on <= yesterday:
        raise Refusal("This interest has already ended, so nothing was changed.")
    interest.ends_on = max(yesterday, interest.starts_on or yesterday)
    interest.save(update_fields=["ends_on"])


@transaction.atomic
def add_absence(*, person: Person, starts_on: date, ends_on: date, reason: str, by: Person, at: datetime) -> Absence:
    """Keep days on which somebody cannot be asked to travel."""
    clash = person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if clash:
        raise Refusal(f"These days overlap with {clash.starts_on:%d/%m/%Y} to {clash.ends_on:%d/%m/%Y}.", "starts_on")
    absence = Absence(person=person, starts_on=starts_on, ends_on=ends_on, reason=reason)
    save(absence)
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence, by: Person, at: datetime) -> None:
    """Free the days again."""
    absence.delete()
