"""What was said in confidence is sealed: for its row, with its challenge's key, and gone without it."""

import base64
import uuid

import pytest
from django.db import connection

from reviews import vault
from reviews.models import EvidenceNote


def test_a_text_opens_only_in_its_own_row_and_table(world):
    box = vault.vault_of(world.challenge, make=True)
    row, other = uuid.uuid4(), uuid.uuid4()
    sealed = box.seal("said in confidence", "notes", row)
    assert b"confidence" not in sealed
    assert box.open(sealed, "notes", row) == "said in confidence"
    for table, key in (("notes", other), ("concerns", row)):
        with pytest.raises(vault.KeyMissing, match="cannot be opened"):
            box.open(sealed, table, key)


def test_the_key_is_made_once_and_lies_wrapped(world, settings):
    first = vault.vault_of(world.challenge, make=True)
    row = uuid.uuid4()
    sealed = first.seal("x", "t", row)
    assert vault.vault_of(world.challenge, make=True).open(sealed, "t", row) == "x"
    path = vault.key_path(world.challenge)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_bytes()) == 40
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("master", ["", base64.b64encode(b"short").decode()])
def test_without_a_master_key_nothing_confidential_is_kept(world, settings, master):
    settings.MASTER_KEY = master
    with pytest.raises(vault.KeyMissing, match="MASTER_KEY is not set"):
        vault.vault_of(world.challenge, make=True)


def test_a_new_master_key_opens_old_keys_by_its_fallback(world, settings):
    vault.vault_of(world.challenge, make=True)
    old = settings.MASTER_KEY
    settings.MASTER_KEY = base64.b64encode(b"n" * 32).decode()
    with pytest.raises(vault.KeyMissing, match="does not fit the master key"):
        vault.vault_of(world.challenge)
    settings.MASTER_KEY_FALLBACKS = [old]
    vault.vault_of(world.challenge)


def test_a_lost_key_is_never_replaced_while_something_sealed_exists(world_at):
    from tests.access.full import full_world

    world = full_world("on_site")
    vault.destroy_key(world.challenge)
    from reviews.actions.notes import writing_vault

    with pytest.raises(vault.KeyMissing, match="destroyed, or their key is missing"):
        writing_vault(world.challenge)


def test_the_database_holds_no_word_of_a_note(world):
    box = vault.vault_of(world.challenge, make=True)
    note = EvidenceNote(
        challenge=world.challenge,
        author=world.petra,
        day=world.challenge.visit.starts_on,
        kind="heard",
        source="staff",
        leans="context",
    )
    note.seal(box, "the words themselves")
    note.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reviews_evidencenote")
        assert b"the words themselves" not in repr(cursor.fetchall()).encode()
