"""Destruction leaves nothing readable, keeps what the report needs, and can be run again after dying."""

import pytest
from django.core.management import CommandError, call_command

from cycles.models import State
from people.refusal import Refusal
from reviews.actions.destruction import SEALED, _begin, destroy_notes
from reviews.models import Destruction, Finding
from reviews.vault import KeyMissing, destroy_key, key_path, vault_of
from tests.access.full import full_world
from tests.world import NOW


@pytest.fixture
def final(db, clock):
    return full_world(State.FINAL)


def destroy(world):
    return destroy_notes(challenge=world.challenge, rule="six months", by=None, at=NOW)


def test_key_and_rows_go_and_findings_stay(final):
    record = destroy(final)
    assert record.counts == {"notes": 2, "hypotheses": 1, "flags": 1, "concerns": 1, "protected_names": 1}
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
    _begin(final.challenge, "six months", None, NOW)
    if died_after == "the key":
        destroy_key(final.challenge)
    record = destroy(final)
    assert record.finished_at == NOW
    assert record.counts["notes"] == 2
    assert not final.challenge.notes.exists()


def test_notes_still_needed_are_not_destroyed(db, clock):
    world = full_world(State.DRAFTING)
    with pytest.raises(Refusal, match="still needed"):
        destroy(world)
    assert world.challenge.notes.count() == 2


def test_after_destruction_no_new_key_is_made(final):
    destroy(final)
    from reviews.actions.notes import writing_vault

    with pytest.raises(KeyMissing, match="have been destroyed"):
        writing_vault(final.challenge)


def test_the_command_says_what_would_go_and_does_it_only_when_told(final, capsys):
    call_command("destroy_notes", final.challenge.ref)
    assert "notes: 2" in capsys.readouterr().out
    assert final.challenge.notes.count() == 2
    call_command("destroy_notes", final.challenge.ref, "--yes")
    assert not final.challenge.notes.exists()
    with pytest.raises(CommandError, match="There is no challenge"):
        call_command("destroy_notes", "nothing")
