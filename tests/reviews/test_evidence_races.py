"""Two people at once over evidence: one decides or moves, the other is told, and nothing is undone."""

import pytest
from django.db import connection

from cycles.models import State
from reviews.actions import audits, emerging, findings, late_notes, notes, stars
from reviews.models import CaseAudit, EmergingView, Finding
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


def test_a_star_a_view_and_an_audit_sent_twice_are_kept_once(clock):
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")
    world = full_world(State.ON_SITE)
    line = world.challenge.lines.get(number=2)
    said = audits.Said("Transitions", [("Safeguarding", "Seen and acted on.")])
    facts = {"sample": "C3", "age_band": "11-15", "agreement": "same", "is_urgent": False}

    def star():
        stars.star_note(note=world.note, is_key=True, by=world.petra, at=NOW)

    def view(text, seen=0):
        typed = [emerging.Typed(line, "mixed", "sure", text, seen)]
        emerging.write_views(challenge=world.challenge, day=NOW.date(), views=typed, by=world.petra, at=NOW)

    def audit():
        audits.write_case_audit(challenge=world.challenge, said=said, by=world.petra, at=NOW, **facts)

    assert race(star, star) == ["", ""]
    assert race(lambda: view("The same."), lambda: view("The same.")) == ["", ""]
    _, refused = race(lambda: view("One device.", 1), lambda: view("Another device.", 1))
    assert "Kept now is “mixed:" in refused
    assert EmergingView.objects.filter(line=line, author=world.petra).count() == 1
    assert race(audit, audit) == ["", ""]
    assert CaseAudit.objects.filter(sample="C3").count() == 1
