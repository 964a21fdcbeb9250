"""Devices at the same moment: one operation twice, an edit and a deletion, a batch while the site is left."""

import pytest

from cycles.actions import life
from cycles.models import State
from reviews.actions import sync
from reviews.models import EvidenceNote, ParkedText, Receipt
from tests import world as worlds
from tests.racing import needs_two_connections, race
from tests.reviews.devices import delete, edit, write
from tests.soak import on_two_connections
from tests.world import NOW

pytestmark = on_two_connections


@pytest.fixture
def world(clock):
    needs_two_connections()
    return worlds.build(State.ON_SITE)


def test_whatever_comes_at_once_is_kept_once(world):
    heard = []

    def send(*operations, by=world.petra):
        answers = sync.take_operations(challenge=world.challenge, sent=list(operations), by=by, at=NOW)
        heard.append([answer["result"] for answer in answers])

    def sent():
        heard.sort()
        return [heard.pop(0) for _ in range(len(heard))]

    batch = [write(f"Point {number}.") for number in range(5)]
    assert race(*[lambda: send(*batch)] * 3) == [""] * 3
    assert sent() == [["kept"] * 5] * 3
    assert (EvidenceNote.objects.count(), Receipt.objects.count()) == (5, 5)

    note = batch[0]["note"]
    race(lambda: send(edit(note, 1, "One device.")), lambda: send(edit(note, 1, "Another device.")))
    assert sent() == [["kept"], ["parked"]]
    race(lambda: send(edit(note, 2, "Edited.")), lambda: send(delete(note, 2)))
    left = EvidenceNote.objects.filter(pk=note).count(), ParkedText.objects.count()
    assert (sent(), left) in (([["kept"], ["refused"]], (1, 1)), ([["parked"], ["removed"]], (0, 2)))

    taken = write("Whose is it?")
    race(lambda: send(taken), lambda: send(taken, by=world.amir))
    assert sent() == [["kept"], ["parked"]]


def test_a_batch_while_the_site_is_left_keeps_its_notes_and_no_session(world):
    session = world.challenge.sessions.create(
        day="2027-02-10", starts="09:00", ends="10:00", kind="group", title="Duty"
    )
    batch = [write(f"Point {number}.", session=session.ref) for number in range(5)]

    def send():
        answers = sync.take_operations(challenge=world.challenge, sent=batch, by=world.petra, at=NOW)
        assert {answer["result"] for answer in answers} == {"kept"}

    assert race(send, lambda: life.leave_site(challenge=world.challenge, by=world.tom, at=NOW)) == ["", ""]
    assert EvidenceNote.objects.filter(session=None).count() == 5
