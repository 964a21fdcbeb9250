"""Whoever owes a duty may do it: the ladder and the table of rights agree."""

import pytest
from django.urls import resolve, reverse

from cycles.deriving import offered
from cycles.models.state import CODES
from people import roles
from people.roles import Role

# Pages of one seat, one action or one commitment.
OF_ONE_THING = (
    "reviews:plan_feedback",
    "cycles:declare",
    "followup:update_action",
    "followup:confirm_action",
    "voices:edit_commitment",
)


@pytest.mark.parametrize("kind", offered("DUTIES"), ids=lambda kind: kind.key)
def test_whoever_owes_a_duty_may_open_its_page_in_every_state_it_is_owed(kind):
    args = ["ref", "thing"] if kind.page in OF_ONE_THING else ["ref"]
    permission = resolve(reverse(kind.page, args=args)).func.view_class.permission
    for state in kind.states:
        # A coordinator to whom it came is led to the duty itself, to nudge or delegate.
        for role in {*kind.owners, kind.escalates_to or Role.COORDINATOR} - ({Role.COORDINATOR} - set(kind.owners)):
            assert roles.decide(permission, frozenset({role}), state=CODES[state], own=True), (state, role)
