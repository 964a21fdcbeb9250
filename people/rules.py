"""Who may, where no one challenge is asked about: a programme, one's own things, the installation."""

from collections.abc import Callable, Iterable
from typing import Any

import rules

from . import roles
from .models import Membership, Programme
from .roles import Role

ROLE_OF = {
    Membership.Role.COORDINATOR: Role.COORDINATOR,
    Membership.Role.INFORMATION_OFFICER: Role.INFORMATION_OFFICER,
    Membership.Role.SPONSOR_GROUP: Role.GOVERNANCE,
    Membership.Role.GOVERNANCE_READER: Role.GOVERNANCE,
    Membership.Role.HOST_SPONSOR: Role.HOST_SPONSOR,
    Membership.Role.HOST_ORGANISER: Role.HOST_ORGANISER,
    Membership.Role.ADMIN: Role.ADMIN,
}


def memberships_of(user: Any) -> list[Membership]:
    """Return the memberships in force of a signed-in person, fetched once a request."""
    if getattr(user, "person_id", None) is None:
        return []
    if not hasattr(user, "memberships_in_force"):
        user.memberships_in_force = list(Membership.objects.filter(person_id=user.person_id).in_force())
    return user.memberships_in_force


def roles_in(user: Any, programme: Programme | int | None = None) -> frozenset[Role]:
    """Return the roles somebody holds by membership, in one programme or (None) anywhere."""
    if not user.is_authenticated:
        return frozenset({Role.PUBLIC})
    wanted = programme.pk if isinstance(programme, Programme) else programme
    held = {
        ROLE_OF[membership.role]
        for membership in memberships_of(user)
        if wanted is None or membership.programme_id in (wanted, None)
    }
    return frozenset(held or {Role.STRANGER})


def may_in_programme(permission: str) -> Callable:
    """Return a predicate for a programme, for anything that has one, or for the installation (None)."""

    @rules.predicate(name=permission)
    def held(user: Any, thing: Any = None) -> bool:
        programme = thing if isinstance(thing, Programme) or thing is None else thing.programme
        return roles.decide(permission, roles_in(user, programme)) is not None

    return held


def may_with_own(permission: str) -> Callable:
    """Return a predicate for things that are somebody's own (`thing.person_id`), or for oneself (None)."""

    @rules.predicate(name=permission)
    def held(user: Any, thing: Any = None) -> bool:
        own = thing is None or thing.person_id == getattr(user, "person_id", None)
        return roles.decide(permission, roles_in(user), own=own) is not None

    return held


def programmes_where(user: Any, permission: str) -> Iterable[int]:
    """Return the ids of the programmes in which somebody holds a permission by membership."""
    return {
        membership.programme_id
        for membership in memberships_of(user)
        if membership.programme_id and roles.decide(permission, frozenset({ROLE_OF[membership.role]}))
    }


rules.add_perm("people.keep_pool", may_in_programme("people.keep_pool"))
rules.add_perm("people.invite", may_in_programme("people.invite"))
rules.add_perm("people.edit_own_profile", may_with_own("people.edit_own_profile"))
rules.add_perm("people.give_role", may_in_programme("people.give_role"))
rules.add_perm("people.set_up", may_in_programme("people.set_up"))
rules.add_perm("people.own_sessions", may_with_own("people.own_sessions"))
rules.add_perm("people.accept_invitation", may_in_programme("people.accept_invitation"))
