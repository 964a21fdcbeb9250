"""Twenty thousand notes at the endpoint, in a soak; a few in the suite: none lost, none doubled, none by another."""

import json
import random

import pytest

from cycles.models import State
from reviews.models import EvidenceNote, ParkedText, Receipt
from reviews.vault import vault_of
from tests import soak
from tests.reviews.devices import send, write

BATCH = 50


@pytest.mark.fault
def test_notes_sent_in_copies_and_any_order_are_there_once(world_at, client, signed_in, record_property):
    world = world_at(State.ON_SITE)
    seed = random.randrange(2**32) if soak.SOAK else 11
    dice, saved, tries = random.Random(seed), {}, 0
    for number in range(soak.times(2, 400)):
        author = dice.choice([world.petra, world.joan])
        signed_in(author)
        fresh = [write(f"Point {number} and {at}.") for at in range(BATCH)]
        saved |= {one["id"]: (author, one) for one in fresh}
        old = [one for _, (who, one) in dice.sample(sorted(saved.items()), min(10, len(saved))) if who == author]
        for _ in range(dice.randint(1, 3)):
            batch = [*fresh, *old][-BATCH:] if dice.random() < 0.5 else fresh
            dice.shuffle(batch)
            receipts = send(client, world, author, *batch).json()["receipts"]
            tries += len(batch)
            assert {receipt["result"] for receipt in receipts} == {"kept"}
        told = {receipt["operation"] for receipt in send(client, world, author, *fresh).json()["receipts"]}
        assert told == {one["id"] for one in fresh}
    vault = vault_of(world.challenge)
    kept = {(note.author_id, note.text(vault)) for note in EvidenceNote.objects.filter(challenge=world.challenge)}
    wanted = {(author.pk, json.loads(one["body"])["text"]) for author, one in saved.values()}
    there = EvidenceNote.objects.count() + ParkedText.objects.count()
    sums = {"lost": len(wanted - kept), "doubled": there - len(wanted), "by another": len(kept - wanted)}
    record_property("sum", f"Endpoint, seed {seed}: {len(wanted)} notes in {tries} sendings, {sums}")
    assert not any(sums.values()), sums
    assert Receipt.objects.count() == len(wanted)
