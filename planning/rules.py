"""Who may, about plans. What the roles hold is in `people/roles.py`."""

from collections.abc import Callable
from typing import Any

import rules

from people import roles
from people.rules import ROLE_OF, may_in_programme, memberships_of


def for_body_or_programme(permission: str) -> Callable:
    """Return the predicate of a permission about one body's part in a cycle.

    It is asked of those who act for the body, and of those who hold an office of the programme.
    """

    @rules.predicate(name=permission)
    def held(user: Any, thing: Any) -> bool:
        acting = {
            ROLE_OF[membership.role]
            for membership in memberships_of(user)
            if membership.programme_id == thing.cycle.programme_id and membership.body_id in (None, thing.body_id)
        }
        return roles.decide(permission, frozenset(acting)) is not None

    return held


rules.add_perm("planning.give_wishes", for_body_or_programme("planning.give_wishes"))
rules.add_perm("planning.offer_places", may_in_programme("planning.offer_places"))
