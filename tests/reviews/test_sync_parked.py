"""Two texts of one note on the web, and the page of devices."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cycles.models import State
from reviews.models import Device, EvidenceNote, ParkedText
from reviews.queries.devices import in_words, to_do
from reviews.sync.differing import differing
from reviews.vault import vault_of
from tests.access.full import full_world
from tests.reviews.devices import delete, edit, send, write
from tests.soak import examples
from tests.world import NOW


@pytest.fixture
def full(world_at):
    return full_world(State.ON_SITE)


@examples(200, 20_000)
@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_pieces_give_both_texts_back_and_equal_texts_differ_nowhere(first, second):
    left, right = differing(first, second)
    assert "".join(words for words, _ in left).strip() == first.strip()
    assert "".join(words for words, _ in right).strip() == second.strip()
    assert not any(differ for _, differ in differing(first, first)[0])


def test_its_author_decides_what_becomes_of_a_parked_text(full, signed_in, client):
    signed_in(full.petra)
    ParkedText.objects.update(settled=True)
    page = reverse("reviews:parked", args=[full.challenge.ref])
    sent = [write("The letters go out late.", source="documents") for _ in range(5)]
    notes = [one["note"] for one in sent]
    send(client, full, full.petra, *sent, delete(notes[4], 1))
    send(client, full, full.petra, *(edit(note, 7, f"The letters go out {n}.") for n, note in enumerate(notes)))
    shown = client.get(page).text
    assert shown.count("Choose which is to stay<") == 5
    assert "The letters go out <mark>late.</mark>" in shown
    assert "<mark>2.</mark>" in shown
    assert "Choose between two texts of 5 notes" in client.get("/").text
    rows = {str(row.note): row for row in ParkedText.objects.filter(settled=False)}

    def decide(number, choice, status=302, seen=1, **more):
        address = reverse("reviews:decide_parked", args=[full.challenge.ref, rows[notes[number]].pk])
        answer = client.post(address, {"choice": choice, "seen": seen, **more})
        assert answer.status_code == status, answer.text[:3000]
        return answer.text

    decide(0, "note")
    decide(1, "text")
    decide(2, "both")
    assert "Take the name out" in decide(3, "merge", 409, words="Amir says they go out.")
    assert "Write the one text" in decide(3, "merge", 422)
    decide(3, "merge", words="They go out late or 3.")
    decide(4, "text", seen=0)
    decide(0, "note", 404)
    vault = vault_of(full.challenge)
    kept = {str(note.pk): note.text(vault) for note in EvidenceNote.objects.filter(author=full.petra)}
    del kept[str(full.note.pk)]
    assert kept == {
        notes[0]: "The letters go out late.",
        notes[1]: "The letters go out 1.",
        notes[2]: "The letters go out late.",
        str(rows[notes[2]].pk): "The letters go out 2.",
        notes[3]: "They go out late or 3.",
        str(rows[notes[4]].pk): "The letters go out 4.",
    }
    assert "Nothing waits" in client.get(page).text
    assert signed_in(full.amir).get(page).status_code == 200


def test_a_choice_made_from_an_older_note_loses_neither(full, signed_in, client):
    signed_in(full.petra)
    address = reverse("reviews:decide_parked", args=[full.challenge.ref, full.parked.pk])
    send(client, full, full.petra, edit(full.note.pk, 1, "Newer."))
    answer = client.post(address, {"choice": "merge", "seen": 1, "words": "Merged."})
    assert answer.status_code == 409
    assert "kept beside it" in answer.text
    assert ParkedText.objects.filter(settled=False).count() == 2


def test_the_lead_sees_whose_device_is_ready(full, signed_in, django_assert_num_queries):
    Device.objects.filter(person=full.amir).delete()
    Device.objects.filter(person=full.petra).update(unsent=3, last_contact=NOW - timedelta(hours=3))
    client = signed_in(full.tom)
    client.get(reverse("reviews:devices", args=[full.challenge.ref]))
    with django_assert_num_queries(7):
        page = client.get(reverse("reviews:devices", args=[full.challenge.ref])).text
    for words in ("None prepared", "Ask them to open the notes page where there is signal", "09:00 on 10 February"):
        assert words in page
    assert "CANARYNOTE" not in page


@pytest.mark.parametrize(
    ("facts", "words", "starts"),
    [
        ({"last_contact": NOW}, "just now", ""),
        ({"last_contact": NOW - timedelta(minutes=1)}, "1 minute ago", ""),
        ({"last_contact": NOW - timedelta(minutes=40), "unsent": 4}, "40 minutes ago", ""),
        ({"unsent": 4}, "today", "Notes wait on it"),
        ({"last_on": NOW.date() - timedelta(days=1), "version": "old"}, "9 February", "It has an older version"),
        ({"storage": "refused"}, "today", "It cannot keep notes"),
        ({"storage": "nearly_full"}, "today", "Its storage is nearly full"),
    ],
)
def test_a_device_is_spoken_of_in_words(facts, words, starts):
    device = Device(**{"last_on": NOW.date(), "version": "new", **facts})
    said = to_do(device, "new", NOW)
    assert in_words(device, NOW) == words
    assert said.startswith(starts)
    assert bool(said) == bool(starts)
