"""Destruction leaves nothing readable, keeps what the report needs, and can be run again after dying."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from cycles.models import Event, State
from people.refusal import Refusal
from reviews.actions import concerns, notes
from reviews.actions.destruction import SEALED, begin, destroy_notes, due_on
from reviews.models import Destruction, Finding
from reviews.vault import KeyMissing, destroy_key, key_path, vault_of, writing_vault
from tests.access.full import full_world
from tests.reviews.test_notes import FACTS
from tests.world import NOW


@pytest.fixture
def final(db, clock):
    """A challenge whose report was signed long enough ago."""
    world = full_world(State.FINAL)
    moved(world, State.FINAL, NOW - timedelta(days=400))
    return world


def moved(world, state, at):
    return Event.objects.create(
        challenge=world.challenge, what="sign", sentence="A move", at=at, from_state="accuracy", to_state=state
    )


def destroy(world):
    return destroy_notes(challenge=world.challenge, rule="six months", by=None, at=NOW)


def test_key_and_rows_go_and_findings_stay(final):
    record = destroy(final)
    assert record.counts == {
        "notes": 3,
        "hypotheses": 1,
        "flags": 1,
        "concerns": 1,
        "protected_names": 1,
        "structure_charts": 1,
        "emerging_views": 4,
        "case_audits": 2,
        "photos": 1,
        "parked_texts": 1,
        "receipts": 1,
        "devices": 7,
        "early_points": 1,
    }
    assert not any(getattr(final.challenge, name).exists() for name in SEALED)
    assert not key_path(final.challenge).exists()
    assert Finding.objects.get(pk=final.finding.pk).notes_for == 2
    with pytest.raises(KeyMissing, match="have been destroyed"):
        vault_of(final.challenge)


def test_running_it_again_changes_nothing(final):
    assert destroy(final) == destroy(final)
    assert Destruction.objects.count() == 1


@pytest.mark.parametrize("died_after", ["the record", "the key"])
def test_a_destruction_that_died_is_finished_by_the_next_run(final, died_after):
    begin(challenge=final.challenge, rule="six months", early=False, by=None, at=NOW)
    if died_after == "the key":
        destroy_key(final.challenge)
    record = destroy(final)
    assert record.finished_at == NOW
    assert record.counts["notes"] == 3
    assert not final.challenge.notes.exists()


def test_notes_still_needed_are_not_destroyed(db, clock):
    world = full_world(State.DRAFTING)
    with pytest.raises(Refusal, match="still needed"):
        destroy(world)
    assert world.challenge.notes.count() == 2


def test_after_destruction_no_new_key_is_made(final):
    destroy(final)
    with pytest.raises(KeyMissing, match="have been destroyed"):
        writing_vault(final.challenge)


@pytest.mark.breaks_rules
@pytest.mark.parametrize(
    ("to_state", "at", "due"),
    [
        # Half past midnight in London is still the day before in UTC.
        (State.FINAL, datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
        (State.FINAL, datetime(2026, 8, 31, 12, tzinfo=UTC), date(2027, 2, 28)),
        (State.CANCELLED, datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 15)),
    ],
)
def test_the_day_is_reckoned_by_the_local_calendar(world, to_state, at, due):
    moved(world, to_state, at)
    assert due_on(world.challenge) == due


@pytest.mark.parametrize("signed", [None, NOW - timedelta(days=30)])
def test_before_its_day_nothing_goes(db, clock, signed):
    world = full_world(State.FINAL)
    if signed:
        moved(world, State.FINAL, signed)
    with pytest.raises(Refusal, match="kept until" if signed else "is not known"):
        destroy(world)
    with pytest.raises(CommandError, match="kept until" if signed else "is not known"):
        call_command("destroy_notes", world.challenge.ref, "--yes")
    assert world.challenge.notes.count() == 3


def test_a_late_note_is_refused_once_destruction_has_begun(final):
    begin(challenge=final.challenge, rule="six months", early=False, by=None, at=NOW)
    with pytest.raises(KeyMissing, match="have been destroyed"):
        notes.hand_in_late_note(
            challenge=final.challenge,
            note_id=uuid.uuid4(),
            text="Too late.",
            line=None,
            by=final.petra,
            at=NOW,
            **FACTS,
        )


def test_a_concern_destroyed_meanwhile_is_a_sentence(final):
    destroy(final)
    with pytest.raises(Refusal, match="destroyed with the challenge’s notes"):
        concerns.acknowledge_concern(concern=final.concern, by=final.carys, at=NOW)


def test_the_command_says_what_would_go_and_does_it_only_when_told(final, capsys):
    call_command("destroy_notes", final.challenge.ref)
    assert "notes: 3" in capsys.readouterr().out
    assert final.challenge.notes.count() == 3
    call_command("destroy_notes", final.challenge.ref, "--yes")
    assert not final.challenge.notes.exists()
    with pytest.raises(CommandError, match="There is no challenge"):
        call_command("destroy_notes", "nothing")
