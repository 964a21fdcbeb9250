"""Who may, on this floor. The roles and states are in `people/roles.py`."""

from collections.abc import Callable
from typing import Any

import rules

from cycles.models import Challenge
from cycles.rules import decide, holds
from people import roles
from people.rules import may_in_programme, roles_in


def on_survey(permission: str, of_cycle: str) -> Callable:
    """Return the predicate of a permission about a challenge or its survey; a whole cycle's asks its own row."""

    @rules.predicate(name=permission)
    def held(user: Any, thing: Any) -> bool:
        challenge = thing if isinstance(thing, Challenge) else thing.challenge
        if challenge is not None:
            return decide(permission, user, challenge) is not None
        return roles.decide(of_cycle, roles_in(user, thing.cycle.programme_id)) is not None

    return held


rules.add_perm("voices.hand_in_point", holds("voices.hand_in_point"))
rules.add_perm("voices.read_points", holds("voices.read_points"))
rules.add_perm("voices.answer_points", holds("voices.answer_points"))
rules.add_perm("voices.make_survey", on_survey("voices.make_survey", "voices.survey_cycle"))
rules.add_perm("voices.survey_cycle", may_in_programme("voices.survey_cycle"))
rules.add_perm("voices.answer_survey", may_in_programme("voices.answer_survey"))
rules.add_perm("voices.view_survey_results", on_survey("voices.view_survey_results", "voices.view_survey_results"))
rules.add_perm("voices.release_words", on_survey("voices.release_words", "voices.survey_cycle"))
rules.add_perm("voices.plan_method", holds("voices.plan_method"))
rules.add_perm("voices.keep_commitments", holds("voices.keep_commitments"))
rules.add_perm("voices.read_commitments", holds("voices.read_commitments"))
