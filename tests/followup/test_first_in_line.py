"""The planner begins a progress review with the original team: whoever else goes costs points."""

from datetime import timedelta

import pytest

from cycles.models import Shape, State
from cycles.planner.problem import Problem
from followup.actions.reviewing import plan_review
from planning.live import standing
from planning.queries.facts import facts_of
from tests.followup.test_indicators import publish
from tests.world import NOW


@pytest.mark.breaks_rules  # the first report is made by hand
def test_the_planner_is_told_who_went_first_and_counts_everybody_else(world_at):
    world = world_at(State.PUBLISHED)
    publish(world)
    shape = Shape.objects.create(
        programme=world.programme, name="Progress review", kind=Shape.Kind.PROGRESS_REVIEW, days=2, team_size=2
    )
    told = {"cycle": world.cycle, "shape": shape, "by": world.rana, "at": NOW}
    review = plan_review(original=world.challenge, starts_on=NOW.date() + timedelta(days=307), **told)
    problem = Problem.of(facts_of(world.cycle, standing(world.cycle, NOW.date()), NOW.date()))
    row = next(one for one in problem.challenges if one.id == review.challenge_id)
    sat = {world.seats[key].person_id for key in world.seats}
    assert row.original <= sat
    assert {world.tom.pk, world.petra.pk} <= row.original
    assert world.sam.pk not in row.original
    others = [one for one in problem.challenges if one.id != row.id]
    assert not any(one.original for one in others)
    assert problem.weights.original_team > 0
