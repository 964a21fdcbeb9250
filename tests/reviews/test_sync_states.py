"""What devices may still send as a challenge goes on: all until drafting is over, then what waits for the lead."""

import pytest

from cycles.models import State
from reviews.models import EvidenceNote, Session
from tests.reviews.devices import delete, edit, send, write


@pytest.mark.parametrize("state", [State.PREPARING, State.DRAFTING])
def test_notes_are_taken_until_drafting_is_over_and_know_no_session(world_at, signed_in, state):
    world = world_at(state)
    session = Session.objects.create(
        challenge=world.challenge, day="2027-02-09", starts="09:00", ends="10:00", kind="group", title="Duty"
    )
    answer = send(signed_in(world.nia), world, world.nia, write(session=session.ref)).json()["receipts"][0]
    assert (answer["result"], answer["code"]) == ("kept", "")
    note = EvidenceNote.objects.get()
    assert (note.session, note.late, str(note.day)) == (None, "", "2027-02-09")


@pytest.mark.parametrize("state", [State.ACCURACY, State.FINAL])
def test_after_drafting_first_writings_wait_for_the_lead_and_older_notes_stay(world_at, signed_in, state):
    world = world_at(state)
    client = signed_in(world.petra)

    def sends(*operations):
        return [(r["result"], r["code"]) for r in send(client, world, world.petra, *operations).json()["receipts"]]

    sent = write()
    assert sends(sent, edit(sent["note"], 1), edit(sent["note"], 1, "C.")) == [
        ("late", ""),
        ("late", ""),
        ("parked", "older_revision"),
    ]
    old = write("Old.")
    sends(old)
    EvidenceNote.objects.filter(pk=old["note"]).update(late="")
    assert sends(edit(old["note"], 1), delete(old["note"], 1)) == [("closed", "state")] * 2
    assert sends(delete(sent["note"], 2)) == [("removed", "")]
    assert EvidenceNote.objects.count() == 1
