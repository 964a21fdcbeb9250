"""GOV.UK Notify in place of the mail server, against a stand-in that speaks its documented interface."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from notices.actions import receipts
from notices.models import Delivery, Message
from tests.notices import notify_stand_in as stand_in
from tests.notices.owing import say, send
from tests.world import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def notify(settings):
    server = stand_in.serve()
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_address[1]}"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = stand_in.KEY, stand_in.TEMPLATE
    yield server
    server.shutdown()
    server.server_close()


def test_a_letter_is_taken_with_its_reference(world, notify, settings):
    settings.ORIGIN = "https://peer.example"
    message = say(world, kind="published")
    assert send() == ["sent"]
    (taken,) = notify.taken
    assert taken["email_address"] == "petra@example.org"
    assert taken["reference"] == message.ref
    assert taken["personalisation"]["subject"] == "Come"
    assert taken["personalisation"]["body"].startswith("Answer here:\nhttps://peer.example/challenges/x/")
    assert taken["one_click_unsubscribe_url"].startswith("https://peer.example/stop/")
    assert Delivery.objects.get(what="taken").detail == taken["id"]


@pytest.mark.parametrize(
    ("status", "outcome", "state"),
    [
        (400, "refused", "given_up"),
        (403, "unreachable", "waiting"),
        (429, "unreachable", "waiting"),
        (500, "unreachable", "waiting"),
    ],
)
def test_what_is_wrong_with_the_letter_ends_it_and_nothing_else_does(world, notify, status, outcome, state):
    message = say(world)
    notify.fails = status
    assert send() == [outcome]
    message.refresh_from_db()
    assert message.state == state
    assert Delivery.objects.last().detail == ("400 BadRequestError for good" if status == 400 else str(status))
    notify.fails = 0
    assert send(NOW + 3 * MINUTE) == ([] if state == "given_up" else ["sent"])


def test_a_key_that_is_not_theirs_sends_nothing(world, notify, settings):
    settings.NOTIFY_API_KEY = stand_in.KEY[:-1] + "0"
    say(world)
    assert (send(), notify.taken) == (["unreachable"], [])


def test_what_was_taken_without_an_answer_is_not_sent_again(world, notify):
    say(world)
    notify.is_cut = True
    assert send() == ["unreachable"]
    notify.is_cut = False
    assert send(NOW + 3 * MINUTE) == ["sent"]
    assert len(notify.taken) == 1


def test_receipts_say_what_became_of_it(world, notify, client, settings):
    url, message = reverse("notices:notify_receipt"), say(world)
    send()
    receipt = {"id": "x", "reference": message.ref, "to": "petra@example.org", "status": "permanent-failure"}

    def hand_in(said, token="a-token"):
        carried = {"Authorization": f"Bearer {token}"}
        body = said if isinstance(said, str) else json.dumps(said)
        return client.post(url, body, content_type="application/json", headers=carried).status_code

    assert hand_in(receipt) == 404
    settings.RECEIPT_TOKEN = "a-token"
    assert hand_in(receipt, "another") == 403
    assert [
        hand_in(said) for said in ("{", "[]", {}, {**receipt, "reference": 7}, {**receipt, "reference": "none"})
    ] == [400, 400, 204, 204, 204]
    assert [hand_in({**receipt, "status": status}) for status in ("sending", "delivered")] == [204, 204]
    assert Message.objects.get().state == "sent"
    assert [hand_in(receipt), hand_in(receipt)] == [204, 204]
    assert Message.objects.get().state == "bounced"
    assert list(Delivery.objects.order_by("pk").values_list("what", flat=True)) == [
        "tried",
        "taken",
        "delivered",
        "bounced",
    ]


BOUNCE = """From: MAILER-DAEMON@mx.example
To: no-reply@localhost
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Nobody there.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; petra@example.org
Action: {action}
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: <{mail}@localhost>
Subject: Come

--b--
"""


def test_a_mail_that_says_another_came_back_is_read(world):
    message = say(world)
    send()

    def read(**words):
        return receipts.note_bounce(mail=BOUNCE.format(**words).encode(), at=NOW)

    assert [read(action="delayed", mail=message.ref), read(action="failed", mail="aaaaaaaaaaaa")] == [False, False]
    assert receipts.note_bounce(mail=b"\xff\x00 no mail", at=NOW) is False
    assert read(action="failed", mail=message.ref) is True
    message.refresh_from_db()
    assert (message.state, Delivery.objects.last().detail) == ("bounced", "5.1.1")
