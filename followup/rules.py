"""Who may, on this floor. The roles and states are in `people/roles.py`."""

from typing import Any

import rules

from cycles.rules import decide, holds
from people.rules import may_in_programme

from .models import Action

rules.add_perm("followup.edit_indicators", holds("followup.edit_indicators"))
rules.add_perm("followup.view_indicators", holds("followup.view_indicators"))
rules.add_perm("followup.keep_published_values", may_in_programme("followup.keep_published_values"))
rules.add_perm("followup.view_region_impact", may_in_programme("followup.view_region_impact"))
rules.add_perm("followup.edit_plan", holds("followup.edit_plan"))
rules.add_perm("followup.publish_plan", holds("followup.publish_plan"))
rules.add_perm("followup.confirm_action", holds("followup.confirm_action"))
rules.add_perm("followup.view_plan", holds("followup.view_plan"))
rules.add_perm("followup.read_plan", holds("followup.read_plan"))


@rules.predicate
def may_update(user: Any, action: Action) -> bool:
    """An action is its owner's own; one that only an office answers for is the host's."""
    if action.owner_id is None:
        return user.has_perm("followup.edit_plan", action.challenge)
    return decide("followup.update_action", user, action) is not None


rules.add_perm("followup.update_action", may_update)
