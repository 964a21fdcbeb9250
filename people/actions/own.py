"""What people enter about themselves: ties that may bias them, and days on which they cannot travel."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from people.models import Absence, Interest, Person
from people.refusal import Refusal

from .saving import save

INTEREST = {"body": "Body", "kind": "Tie", "note": "In a few words", "starts_on": "Since", "ends_on": "Until"}
ABSENCE = {"starts_on": "First day away", "ends_on": "Last day away", "reason": "Reason"}


def _correct(
    thing: Any, labels: dict[str, str], *, facts: dict[str, Any], version: int, by: Person, at: datetime
) -> Any:
    """Claim a thing for an edit and save what was typed."""
    typed = {labels[name]: (name, value) for name, value in facts.items()}
    fresh = thing.claim(version=version, typed=typed, by=by, at=at)
    for name, value in facts.items():
        setattr(fresh, name, value)
    save(fresh)
    return fresh


@transaction.atomic
def add_interest(*, person: Person, facts: dict[str, Any], by: Person, at: datetime) -> Interest:
    """Declare a tie to a body. It stays on record until its person ends it."""
    interest = Interest(person=person, changed_by=by, changed_at=at, **facts)
    save(interest)
    return interest


@transaction.atomic
def correct_interest(*, interest: Interest, facts: dict[str, Any], version: int, by: Person, at: datetime) -> Interest:
    """Put a tie right that was declared wrongly. It cannot be removed: one that is over is ended."""
    return _correct(interest, INTEREST, facts=facts, version=version, by=by, at=at)


@transaction.atomic
def end_interest(*, interest: Interest, by: Person, at: datetime) -> None:
    """End a tie: it no longer holds from today, and stays on record."""
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    yesterday = timezone.localdate(at) - timedelta(days=1)
    if interest.ends_on and interest.ends_on <= yesterday:
        raise Refusal("This interest has already ended, so nothing was changed.")
    interest.ends_on = max(yesterday, interest.starts_on or yesterday)
    interest.version, interest.changed_by, interest.changed_at = interest.version + 1, by, at
    interest.save()


def _refuse_overlap(person: Person, starts_on: date, ends_on: date, but: Absence | None = None) -> None:
    others = person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    clash = others.exclude(pk=but.pk).first() if but else others.first()
    if clash:
        raise Refusal(f"These days overlap with {clash.starts_on:%d/%m/%Y} to {clash.ends_on:%d/%m/%Y}.", "starts_on")


def _lock(person: Person) -> None:
    """Let one after the other, so that two absences cannot overlap by being sent at once."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


@transaction.atomic
def add_absence(*, person: Person, starts_on: date, ends_on: date, reason: str, by: Person, at: datetime) -> Absence:
    """Keep days on which somebody cannot be asked to travel."""
    _lock(person)
    _refuse_overlap(person, starts_on, ends_on)
    absence = Absence(person=person, starts_on=starts_on, ends_on=ends_on, reason=reason, changed_by=by, changed_at=at)
    save(absence)
    return absence


@transaction.atomic
def correct_absence(*, absence: Absence, facts: dict[str, Any], version: int, by: Person, at: datetime) -> Absence:
    """Move days away, or put their reason right."""
    _lock(absence.person)
    _refuse_overlap(absence.person, facts["starts_on"], facts["ends_on"], but=absence)
    return _correct(absence, ABSENCE, facts=facts, version=version, by=by, at=at)


@transaction.atomic
def remove_absence(*, absence: Absence, by: Person, at: datetime) -> None:
    """Free the days again."""
    absence.delete()
