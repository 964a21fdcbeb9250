"""Two coordinators at once on the plan of one cycle: one wins, the other reads what happened."""

from datetime import date

import pytest

from cycles.models import Challenge
from planning.actions import drafts, releases
from planning.models import Draft, Release
from planning.sketch import NEW, Sketch
from tests.planning import scene as scenes
from tests.racing import needs_two_connections, race
from tests.soak import on_two_connections
from tests.world import NOW

pytestmark = on_two_connections
MAY, JUNE, JULY = date(2027, 5, 10), date(2027, 6, 7), date(2027, 7, 5)


@pytest.fixture
def scene(clock):
    """Five authorities, committed for other connections to see."""
    needs_two_connections()
    return scenes.build()


def test_of_two_drafts_released_at_once_and_of_two_steps_at_once_one_wins(scene):
    key = NEW + scene.bodies["Ashby"].pk
    draft = drafts.begin(cycle=scene.cycle, reason="Ashby asked", by=scene.rana, at=NOW)

    def step(by, week):
        return lambda: drafts.move(draft=draft, key=key, week=week, version=0, by=by, at=NOW)

    won, lost = race(step(scene.rana, MAY), step(scene.ravi, JUNE))
    assert won == ""
    assert lost.startswith("The draft has changed since this page was shown. The last step is ")
    draft.refresh_from_db()
    (taken,) = draft.steps.all()
    assert (draft.version, taken.number) == (1, 1)
    assert Sketch.of(draft.sketch)[key].week == {scene.rana: MAY, scene.ravi: JUNE}[taken.by]
    assert taken.sentence in lost

    other = drafts.begin(cycle=scene.cycle, reason="Ashby asked again", by=scene.ravi, at=NOW)
    other = drafts.move(draft=other, key=key, week=JULY, by=scene.ravi, at=NOW)

    def release(one, by):
        return lambda: releases.release(draft=one, version=one.version, by=by, at=NOW)

    won, lost = race(release(draft, scene.rana), release(other, scene.ravi))
    assert (won, lost) == ("", releases.STALE)
    made = Release.objects.get()
    assert Challenge.objects.get().visit.starts_on == Sketch.of(made.draft.sketch)[key].starts_on
    assert sorted(Draft.objects.values_list("status", flat=True)) == ["open", "released"]
