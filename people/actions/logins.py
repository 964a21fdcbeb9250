"""Logins: invited, accepted, disabled. There is no other way in and no open sign-up."""

import logging
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from people import emails
from people.models import Invitation, Membership, Person, User
from people.models.invitation import LASTS, hashed, new_token
from people.refusal import Refusal

from .saving import save

log = logging.getLogger(__name__)


def _locked(person: Person) -> Person:
    """Return the person, locked: two invitations at once must not both be the newest."""
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _login_of(person: Person) -> User | None:
    return User.objects.filter(person=person).first()


def _is_admin(person: Person, at: datetime) -> bool:
    return person.memberships.filter(role=Membership.Role.ADMIN).in_force(timezone.localdate(at)).exists()


@transaction.atomic
def invite(*, person: Person, by: Person | None, at: datetime) -> Invitation:
    """Mail somebody a link to choose a password. A newer invitation replaces an older one."""
    person = _locked(person)
    login = _login_of(person)
    if login and not login.is_active:
        raise Refusal(f"The login of {person.name} is disabled. Enable it first, then send an invitation.")
    if login and login.has_usable_password():
        raise Refusal(
            f"{person.name} can already sign in. Somebody who has forgotten a password asks for a new one "
            "on the sign-in page."
        )
    person.invitations.filter(accepted_at=None, ended_at=None).update(ended_at=at)
    token = new_token()
    invitation = Invitation.objects.create(
        person=person, token_hash=hashed(token), sent_at=at, expires_at=at + LASTS, by=by
    )
    transaction.on_commit(lambda: emails.send_invitation(invitation=invitation, token=token, at=at))
    return invitation


@transaction.atomic
def accept(*, token: str, password: str, at: datetime) -> User:
    """Turn an invitation into a login with a password; whoever holds the link has the address."""
    invitation = Invitation.objects.select_for_update(of=("self",)).with_token(token).first()
    if invitation is None or not invitation.is_open(at):
        raise Refusal("This invitation is no longer good. Ask the coordinator of your programme for a new one.")
    person = _locked(invitation.person)
    login = _login_of(person) or User(email=person.email, person=person)
    if not login.is_active:
        raise Refusal("Your login is disabled. Ask the coordinator of your programme.")
    login.set_password(password)
    login.save()
    verify_address(login)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return login


@transaction.atomic
def join(*, address: str, at: datetime) -> User | None:
    """Make the login of somebody whose council vouches for their address, if they were invited to it.

    They have no password: the council's account is their way in, or a new one asked for by mail.
    """
    invited = Invitation.objects.select_for_update(of=("self",)).open(at)
    invitation = invited.filter(person__email__iexact=address).select_related("person").first()
    if invitation is None or User.objects.filter(person=invitation.person).exists():
        return None
    login = User.objects.create_user(invitation.person.email, person=invitation.person)
    verify_address(login)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return login


def verify_address(login: User, *, verified: bool = True) -> None:
    """Make the login's address its only one for allauth, verified or not."""
    EmailAddress.objects.filter(user=login).exclude(email__iexact=login.email).delete()
    EmailAddress.objects.update_or_create(
        user=login, email=login.email, defaults={"verified": verified, "primary": True}
    )


def end_sessions(*, user: User) -> None:
    """Sign a login out everywhere, at once."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def disable(*, person: Person, by: Person, at: datetime) -> None:
    """Take somebody's way in away at their next request. The person and their past stay."""
    if person.pk == by.pk:
        raise Refusal("You cannot disable your own login. Ask another coordinator or administrator.")
    person = _locked(person)
    if _is_admin(person, at) and not _is_admin(by, at):
        raise Refusal(f"{person.name} is an administrator. Only an administrator can disable their login.")
    login = _login_of(person)
    open_invitations = person.invitations.filter(accepted_at=None, ended_at=None).update(ended_at=at)
    if login is None or not login.is_active:
        if not open_invitations:
            raise Refusal(f"{person.name} has no login in use, so nothing was changed.")
        return
    login.is_active = False
    login.save(update_fields=["is_active"])
    end_sessions(user=login)
    log.info("Login of %s disabled by %s", person.ref, by.ref)


@transaction.atomic
def enable(*, person: Person, by: Person, at: datetime) -> None:
    """Let somebody in again with the password they had."""
    login = _login_of(_locked(person))
    if login is None:
        raise Refusal(f"{person.name} has no login yet. Send an invitation instead.")
    if login.is_active:
        raise Refusal(f"The login of {person.name} is already in use, so nothing was changed.")
    login.is_active = True
    login.save(update_fields=["is_active"])
    log.info("Login of %s enabled by %s at %s", person.ref, by.ref, at)


@transaction.atomic
def change_address(*, person: Person, address: str, by: Person, at: datetime) -> None:
    """Move somebody to a new address. A login with it is signed out, loses its password, and tells the old address.

    Otherwise whoever keeps the pool could quietly take a login over.
    """
    person = _locked(person)
    login = _login_of(person)
    if login and _is_admin(person, at) and not _is_admin(by, at):
        raise Refusal(f"{person.name} is an administrator. Only an administrator can change their address.", "email")
    before = person.email
    if before == address:
        return
    person.email = address
    person.version += 1
    person.changed_by, person.changed_at = by, at
    save(person)
    if login is None or login.email == address.lower():
        return
    login.email = address
    login.set_unusable_password()
    save(login)
    verify_address(login, verified=False)
    end_sessions(user=login)
    transaction.on_commit(lambda: emails.tell_old_address(user=login, address=before))
