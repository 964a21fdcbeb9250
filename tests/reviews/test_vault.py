"""What was said in confidence is sealed: for its row, with its challenge's key, and gone without it."""

import base64
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from reviews import vault
from reviews.actions.protected import protect_names
from reviews.models import Destruction, EvidenceNote
from tests.access.full import full_world
from tests.world import NOW


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


@pytest.mark.parametrize("master", ["", base64.b64encode(b"short").decode(), "not base64!", "äöü"])
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
    world = full_world("on_site")
    vault.destroy_key(world.challenge)
    with pytest.raises(vault.KeyMissing, match="destroyed, or their key is missing"):
        vault.writing_vault(world.challenge)


def test_no_key_is_made_once_destruction_has_begun(world):
    Destruction.objects.create(challenge=world.challenge, rule="by the rule", begun_at=NOW, counts={})
    for write in (
        lambda: vault.writing_vault(world.challenge),
        lambda: protect_names(challenge=world.challenge, names=["Jo Bloggs"], by=world.ben, at=NOW),
    ):
        with pytest.raises(vault.KeyMissing, match="have been destroyed"):
            write()
    assert not vault.key_path(world.challenge).exists()


def test_a_wrong_master_key_is_a_sentence_on_the_page(world_at, signed_in, settings):
    world = full_world("on_site")
    settings.MASTER_KEY = "not base64!"
    page = signed_in(world.petra).get(reverse("reviews:notes", args=[world.challenge.ref]))
    assert page.status_code == 409
    assert "MASTER_KEY is not set to 32 bytes in base64" in page.text


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
