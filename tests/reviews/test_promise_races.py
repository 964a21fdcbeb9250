"""A hold and a destruction at the same moment, and two nights at once: one is first, and nothing is half gone."""

import pytest

from reviews.actions import early, promises
from reviews.actions.destruction import left_of
from reviews.keeping import kinds
from reviews.models import Destruction, LegalHold
from tests.racing import needs_two_connections, race
from tests.reviews.test_promises import DAY, ended
from tests.soak import on_two_connections
from tests.world import NOW


@pytest.fixture
def over(clock):
    """A challenge whose notes are overdue, committed for other connections to see."""
    needs_two_connections()
    return ended()


class TestRaces:
    pytestmark = on_two_connections

    def test_what_is_held_first_is_not_destroyed_and_what_is_destroyed_first_not_held(self, over):
        everything = promises.open_for(over.challenge)
        early.ask_early(challenge=over.challenge, reason="A leak.", by=over.tom, at=NOW, what=everything)
        lost = race(
            lambda: early.confirm_early(challenge=over.challenge, by=over.rana, at=NOW),
            lambda: promises.set_hold(challenge=over.challenge, reason="A request.", by=over.idris, at=NOW),
        )
        assert lost[0] == ""
        assert lost[1].startswith(("The information officer has set a legal hold", "It is too late"))
        destroyed = Destruction.objects.exists()
        assert LegalHold.objects.exists() != destroyed
        assert left_of(over.challenge).get("notes", 0) == (0 if destroyed else 3)

    def test_a_hold_beside_a_destruction_of_the_notes_keeps_what_is_left(self, over):
        early.ask_early(challenge=over.challenge, reason="A leak.", by=over.tom, at=NOW)
        lost = race(
            lambda: early.confirm_early(challenge=over.challenge, by=over.rana, at=NOW),
            lambda: promises.set_hold(challenge=over.challenge, reason="A request.", by=over.idris, at=NOW),
        )
        assert LegalHold.objects.exists()
        destroyed = Destruction.objects.exists()
        assert (lost[1] == "") == destroyed
        assert left_of(over.challenge).get("notes", 0) == (0 if destroyed else 3)
        assert set(promises.open_for(over.challenge)) >= {kept.name for kept in kinds()}

    def test_two_nights_at_once_destroy_and_tell_once(self, over):
        promises.keep_promises(at=NOW)
        night = lambda: promises.keep_promises(at=NOW + DAY)  # noqa: E731 -- done twice at once
        assert race(night, night) == ["", ""]
        assert left_of(over.challenge) == {}
        assert Destruction.objects.get().finished_at is not None
