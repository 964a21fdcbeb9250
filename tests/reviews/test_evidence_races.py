"""Two people at once over evidence: one decides or moves, the other is told, and nothing is undone."""

import pytest
from django.db import connection

from cycles.models import State
from reviews.actions import findings, late_notes, notes
from reviews.models import Finding
from tests.access.full import full_world
from tests.cycles.test_cycle_races import race
from tests.soak import on_two_connections
from tests.world import NOW

pytestmark = [*on_two_connections, pytest.mark.breaks_rules]


@pytest.fixture
def world(clock):
    """The accuracy round, committed for other connections to see."""
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")
    return full_world(State.ACCURACY)


def test_a_late_note_is_decided_once(world):
    note = world.late_note

    def let_in():
        late_notes.let_in_late_note(note=note, seen=1, by=world.tom, at=NOW)

    def leave_out():
        late_notes.leave_out_late_note(note=note, reason="It is in the report.", seen=1, by=world.mina, at=NOW)

    won, lost = race(let_in, leave_out)
    assert won == ""
    assert "has already decided" in lost
    note.refresh_from_db()
    assert (note.late == "let_in") == (note.sealed_reason is None)


def test_a_finding_moves_once_and_the_order_stays_whole(world):
    Finding.objects.all().delete()
    made = [Finding.objects.create(challenge=world.challenge, kind="strength", text=text) for text in "ABC"]

    def up():
        findings.move_finding(finding=made[2], up=True, past=made[1].ref, by=world.tom, at=NOW)

    won, lost = race(up, up)
    assert won == ""
    assert "nothing was moved" in lost
    assert "".join(Finding.objects.in_order().values_list("text", flat=True)) == "ACB"


def test_a_finding_is_not_left_agreed_on_a_note_that_goes_meanwhile(clock):
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")
    world = full_world(State.DRAFTING)

    def agree():
        findings.agree_finding(finding=world.draft_finding, thin_reason="", seen=0, by=world.tom, at=NOW)

    def delete():
        notes.delete_note(note=world.note, by=world.petra, at=NOW)

    race(agree, delete)  # whichever comes first
    assert set(Finding.objects.values_list("status", "notes_for")) <= {("draft", 1), ("draft", 0)}
