"""Every part of an installation killed at random moments while it sends; in a soak alone, for it takes its time."""

import random
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from tests.notices.feeder import EACH
from tests.notices.fleet import Fleet
from tests.notices.sink import Sink
from tests.soak import times

KILLS = times(0, 500)  # of each four messages: 2,000
pytestmark = [pytest.mark.fault, pytest.mark.skipif(not KILLS, reason="takes half an hour: ./peer soak")]


@pytest.fixture
def folder():
    """Short enough for a socket's name, and open to the database's user."""
    made = Path(tempfile.mkdtemp(prefix="fleet-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def test_any_part_killed_at_any_moment_loses_nothing_and_doubles_nothing(folder, record_property):
    dice, killed = random.Random("fleet"), []
    with Sink() as sink, Fleet(folder, sink.port) as fleet:
        for number in range(KILLS):
            fleet.say(number)
            time.sleep(dice.random() * 3)
            killed.append(dice.choice(Fleet.parts))
            fleet.kill(killed[-1])
        found = fleet.drain(KILLS)
    twice = {name: count for name, count in sink.taken.items() if count > 1}
    assert (len(found["rows"]), found["unsent"]) == (KILLS * EACH, 0)
    assert set(found["rows"]) == set(sink.taken)
    # At each kill two processes may each have handed in one mail and not written it down.
    assert sum(twice.values()) - len(twice) <= 2 * KILLS
    came_to = ", ".join(f"{part} {killed.count(part)}" for part in Fleet.parts)
    record_property("sum", f"fleet: {len(found['rows'])} messages, killed {came_to}; 0 lost, {len(twice)} twice")
