"""One function changes state, and history is written once."""

import pytest

from cycles import history
from cycles.models import Event, State
from people.refusal import Refusal
from tests.world import NOW


def test_a_move_changes_the_state_and_writes_one_event(world):
    fresh = history.advance(challenge=world.challenge, move="go_on_site", by=world.tom, at=NOW)
    assert fresh.state == State.ON_SITE
    assert list(Event.objects.values_list("what", "from_state", "to_state", "by__name")) == [
        ("go_on_site", "preparing", "on_site", "Tom")
    ]


def test_a_second_press_is_told_it_is_no_longer_possible(world):
    history.advance(challenge=world.challenge, move="go_on_site", by=world.tom, at=NOW)
    with pytest.raises(Refusal, match="now “on site”"):
        history.advance(challenge=world.challenge, move="go_on_site", by=world.mina, at=NOW)
    assert Event.objects.count() == 1


def test_an_event_is_never_changed_or_deleted(world):
    history.advance(challenge=world.challenge, move="go_on_site", by=world.tom, at=NOW)
    event = Event.objects.get()
    for forbidden in (event.save, event.delete):
        with pytest.raises(TypeError, match="written once"):
            forbidden()
