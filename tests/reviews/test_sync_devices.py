"""What a device carries, its key, and what it says of itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cycles.models import State
from reviews.models import Destruction, Device
from reviews.vault import key_path
from tests.access.full import full_world
from tests.reviews.devices import delete, edit, fresh, send, whose, write
from tests.world import NOW

A_KEY = "a2V5" * 10 + "a2U="


@pytest.fixture
def full(world_at):
    return full_world(State.ON_SITE)


def pack(client, world, person, **headers):
    address = reverse("reviews:pack", args=[world.challenge.ref])
    return client.get(address, {"device": fresh()}, headers={**whose(person), **headers})


def test_me_says_who_is_signed_in_and_for_whom_they_write(full, client, signed_in):
    address = reverse("reviews:me")
    assert (client.get(address).status_code, client.get(address).json()["error"]) == (401, "signed_out")
    me = signed_in(full.petra).get(address).json()
    assert me["person"] == whose(full.petra)["Peer-Person"] != whose(full.amir)["Peer-Person"]
    assert (me["name"], me["challenges"]) == (
        "Petra",
        [{"ref": full.challenge.ref, "title": "Transitions", "host": "Calderdale"}],
    )
    for person in (full.carys, full.rana, full.sam):
        assert signed_in(person).get(address).json()["challenges"] == []


def test_a_pack_has_ones_own_notes_and_what_is_needed_to_write_more(full, signed_in):
    client = signed_in(full.petra)
    sent = write("Mine.", session=full.session.ref, line=full.line.ref)
    send(client, full, full.petra, sent, edit(sent["note"], 7, "Parked."))
    answer = pack(client, full, full.petra)
    said = answer.json()
    assert {note["text"]: (note["revision"], note["session"], note["line"]) for note in said["notes"]} == {
        "CANARYNOTE": (1, full.session.ref, full.line.ref),
        "Mine.": (1, full.session.ref, full.line.ref),
    }
    parked = {text["text"]: (text["why"], text["note"]) for text in said["parked"]}
    assert set(parked) == {"CANARYPARKED", "Parked."}
    assert parked["Parked."] == ("older_revision", sent["note"])
    assert said["challenge"]["may"] == "write"
    assert said["challenge"]["days"] == ["2027-02-09", "2027-02-10", "2027-02-11"]
    assert said["urgent"]["lead"]["name"] == "Tom"
    session = said["sessions"][0]
    assert (session["title"], session["mine"], session["with"], session["lines"]) == (
        "CANARYSESSION",
        True,
        [],
        [full.line.ref],
    )
    assert [line["number"] for line in said["lines"]] == [1, 2]
    same = pack(client, full, full.petra, **{"If-None-Match": answer.headers["ETag"]})
    assert (same.status_code, same.content, same.headers["Peer-Sync"]) == (304, b"", "1")
    send(client, full, full.petra, write())
    assert pack(client, full, full.petra, **{"If-None-Match": answer.headers["ETag"]}).status_code == 200
    assert "CANARYNOTE" not in pack(signed_in(full.amir), full, full.amir).text


def test_a_pack_and_a_batch_cost_the_same_whatever_there_is(full, signed_in):
    client, many = signed_in(full.petra), [write(f"Point {number}.") for number in range(40)]

    def sending(*operations):
        results = {receipt["result"] for receipt in send(client, full, full.petra, *operations).json()["receipts"]}
        assert results <= {"kept", "removed"}

    costs = []
    changed = [edit(sent["note"], 1, "Changed.") for sent in many]
    gone = [delete(sent["note"], 2) for sent in many]
    carried = [lambda: pack(client, full, full.petra)]
    sent = [lambda batch=batch: sending(*batch) for batch in ([write()], many, changed[:1], changed, changed, gone)]
    for ask in (*carried, *sent[:4], *carried, *sent[4:]):
        with CaptureQueriesContext(connection) as asked:
            ask()
        costs.append(len(asked))
    assert costs == [10, 18, 18, 18, 18, 10, 16, 24]


def test_a_key_is_kept_once_and_given_back_to_its_person_only(full, client, signed_in):
    device = fresh()
    address = reverse("reviews:device_key", args=[full.challenge.ref, device])

    def keep(person, key, where=address):
        answer = signed_in(person).put(where, {"key": key}, content_type="application/json", headers=whose(person))
        return answer.status_code, answer.json()["error"] if answer.content else ""

    assert keep(full.petra, A_KEY) == keep(full.petra, A_KEY) == (204, "")
    assert keep(full.petra, "YWJj" * 11) == (400, "malformed")
    assert keep(full.petra, "eHh4" * 10 + "eHg=") == (409, "other_key")
    assert keep(full.amir, A_KEY) == (409, "other_key")
    assert keep(full.petra, A_KEY, address.replace(device, "x")) == (400, "malformed")
    assert signed_in(full.petra).get(address, headers=whose(full.petra)).json() == {"key": A_KEY}
    assert signed_in(full.amir).get(address, headers=whose(full.amir)).status_code == 404
    assert A_KEY.encode() not in bytes(Device.objects.get(pk=device).sealed_key)
    key_path(full.challenge).rename(key_path(full.challenge).with_suffix(".lost"))
    lost = signed_in(full.petra).get(address, headers=whose(full.petra))
    assert (lost.status_code, lost.json()["error"], lost.headers["Peer-Sync"]) == (503, "unavailable", "1")
    assert client.delete(address, headers=whose(full.petra)).status_code == 405
    Destruction.objects.create(challenge=full.challenge, rule="early", begun_at=NOW, counts={})
    gone = signed_in(full.petra).get(address, headers=whose(full.petra))
    assert (gone.status_code, gone.json()["error"]) == (410, "destroyed")
    assert signed_in(full.petra).get(reverse("reviews:me")).json()["destroyed"] == [full.challenge.ref]
    assert signed_in(full.sam).get(reverse("reviews:me")).json()["destroyed"] == []
    Destruction.objects.all().delete()


def test_a_heartbeat_says_what_waits_and_when(full, signed_in):
    client, device = signed_in(full.petra), full.devices[full.petra.pk]
    address = reverse("reviews:heartbeat", args=[full.challenge.ref])
    beat = {"device": str(device.pk), "unsent": 3, "storage": "may_clear", "version": "abc", "sort": "Tablet"}

    def say(**changed):
        return client.post(
            address, {**beat, **changed}, content_type="application/json", headers=whose(full.petra)
        ).status_code

    assert say() == 204
    device.refresh_from_db()
    assert (device.unsent, device.storage, device.sort, device.last_contact) == (3, "may_clear", "Tablet", NOW)
    for wrong in ({"unsent": -1}, {"unsent": "3"}, {"storage": "x"}, {"sort": "x" * 21}, {"device": 7}):
        assert say(**wrong) == 400
    assert say(device=fresh()) == say(device=str(full.devices[full.amir.pk].pk)) == 404
    full.challenge.notes.update(session=None)
    type(full.challenge).objects.filter(pk=full.challenge.pk).update(state=State.DRAFTING)
    assert say() == 204
    device.refresh_from_db()
    assert (device.last_contact, device.last_on) == (None, NOW.date())


def test_a_token_that_is_missing_is_said_in_json(full, client):
    client.handler.enforce_csrf_checks = True
    answer = client.post(reverse("reviews:operations", args=[full.challenge.ref]))
    assert (answer.status_code, answer.json()["error"], answer.headers["Peer-Sync"]) == (403, "csrf", "1")
