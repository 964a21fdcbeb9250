"""The world put back is the world made, and a test that breaks a rule is still found out."""

from django.forms.models import model_to_dict

from cycles.models import Challenge, State
from tests import replay
from tests import world as worlds


def everything():
    """Return every row of ours as plain values, by table."""
    return {model: [model_to_dict(row) for row in rows] for model, rows in replay.rows_there_are()}


def wipe():
    """Take away every row of ours."""
    for model, _ in reversed(replay.rows_there_are()):
        model._base_manager.all()._raw_delete("default")


def test_a_world_is_put_back_as_it_was_made(db, clock):
    worlds.build.__wrapped__(State.ON_SITE)
    made = everything()
    wipe()
    worlds.build(State.ON_SITE)
    wipe()
    world = worlds.build(State.ON_SITE)
    put_back = everything()
    assert {model: len(rows) for model, rows in made.items()} == {model: len(rows) for model, rows in put_back.items()}
    assert world.seats["tom"].challenge == Challenge.objects.get()
    assert world.challenge.ref == Challenge.objects.get().ref
    assert world.petra.user.person is world.petra


def test_what_was_written_names_the_rules_to_ask(world_at):
    with replay.watched() as written:
        world = world_at(State.DRAFTING)
        assert replay.to_ask(written) == []
        world.seats["tom"].save()
        asked = {rule.__name__ for rule in replay.to_ask(written)}
        assert "nobody_reviews_their_own_authority" in asked
        assert "wishes_name_each_week_once" not in asked
    written.unknown = True
    assert replay.to_ask(written) == replay.invariants()
