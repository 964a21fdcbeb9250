"""The secret address of somebody's calendar: made, renewed, revoked, and whose it is."""

from datetime import datetime
from typing import Any

from django.db import transaction

from people.models import Person
from people.models.invitation import hashed, new_token
from people.refusal import Refusal

from .models import Feed


def _locked(person: Person) -> Person:
    """Return the person, locked: two tabs at once must not both show the newest address."""
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


@transaction.atomic
def renew(*, person: Person, by: Person, at: datetime) -> str:
    """Give a person a new calendar address and return its token, which is kept nowhere.

    The address before it answers no longer.
    """
    fresh = _locked(person)
    Feed.objects.open().filter(person=fresh).update(ended_at=at)
    token = new_token()
    Feed.objects.create(person=fresh, token_hash=hashed(token), made_at=at)
    return token


@transaction.atomic
def revoke(*, person: Person, by: Person, at: datetime) -> None:
    """End a person's calendar address."""
    if not Feed.objects.open().filter(person=_locked(person)).update(ended_at=at):
        raise Refusal("There is no calendar address to revoke. Nothing was changed.")


def reader_of(token: str) -> Any:
    """Return the login an address belongs to, or None when it answers nobody: unknown, revoked or disabled."""
    feed = Feed.objects.open().with_token(token).select_related("person__user").first()
    user = getattr(feed.person, "user", None) if feed else None
    return user if user and user.has_perm("notices.own_duties") else None
