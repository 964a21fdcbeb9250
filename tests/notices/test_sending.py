"""What leaves, when, how often, under which name; and what waits."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from notices.actions import ladder, outbox, preferences, sending
from notices.letters import pieces
from notices.models import Delivery, HeldKind, Letterhead, Message
from notices.models.message import LEASE
from tests.notices.owing import owe, say, send
from tests.world import NOW

MINUTE = timedelta(minutes=1)


class Failing(EmailBackend):
    """A mail server that fails as the test says."""

    error = None

    def send_messages(self, messages):
        if self.error:
            raise self.error
        return super().send_messages(messages)


@pytest.fixture
def failing(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.notices.test_sending.Failing"

    def fail(error):
        monkeypatch.setattr(Failing, "error", error)

    return fail


def test_a_message_leaves_once_as_text_and_html_with_its_name(world):
    Letterhead.objects.create(
        region=world.region, prefix="Yorkshire", sender="Yorkshire challenges", reply_to="r@example.org", changed_at=NOW
    )
    message = say(
        world,
        kind="published",
        subject="Published\nBcc: x@example.org",
        body="<b>Look</b>:\n{origin}/r/\nhttp://evil.example/",
    )
    assert (send(), send()) == (["sent"], [])
    (letter,) = mail.outbox
    message.refresh_from_db()
    assert (message.state, message.tries, message.claim) == ("sent", 1, "")
    assert letter.extra_headers["Message-ID"] == f"<{message.ref}@localhost>"
    assert letter.subject == "[Yorkshire] Published Bcc: x@example.org"
    assert letter.from_email == "Yorkshire challenges <no-reply@localhost>"
    assert (letter.to, letter.reply_to) == (["petra@example.org"], ["r@example.org"])
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert "&lt;b&gt;Look&lt;/b&gt;" in html
    assert '<a href="http://localhost:8000/r/"' in html
    assert 'href="http://evil' not in html
    stop = letter.extra_headers["List-Unsubscribe"]
    assert stop.startswith("<http://localhost:8000/stop/")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.strip("<>") in letter.body
    assert [line.what for line in Delivery.objects.filter(mail=message.ref).order_by("pk")] == ["tried", "taken"]


def test_what_asks_something_of_somebody_cannot_be_unsubscribed(world):
    say(world)
    send()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_saying_it_twice_is_one_row(world):
    assert say(world) == say(world, subject="Other")
    assert Message.objects.count() == 1


def test_a_server_that_does_not_answer_costs_nothing_but_time(world, failing):
    first, second = say(world), say(world, world.amir)
    failing(ConnectionRefusedError())
    assert send() == ["unreachable", "unreachable"]
    assert send(NOW + MINUTE) == []
    failing(None)
    assert send(NOW + 3 * MINUTE) == ["sent", "sent"]
    assert {letter.extra_headers["Message-ID"] for letter in mail.outbox} == {
        f"<{message.ref}@localhost>" for message in (first, second)
    }


@pytest.mark.parametrize(
    ("error", "state", "detail"),
    [
        (
            smtplib.SMTPRecipientsRefused({"petra@example.org": (550, b"who is petra@example.org")}),
            "given_up",
            "550 for good",
        ),
        (smtplib.SMTPRecipientsRefused({"petra@example.org": (450, b"busy")}), "waiting", "450"),
        (smtplib.SMTPDataError(554, b"spam"), "given_up", "554 for good"),
    ],
)
def test_a_refusal_is_for_good_or_for_now(world, failing, error, state, detail):
    message = say(world)
    failing(error)
    assert send() == ["refused"]
    message.refresh_from_db()
    assert message.state == state
    assert Delivery.objects.get(what="refused").detail == detail


def test_refused_again_and_again_is_given_up_and_may_be_sent_again(world, failing):
    message, at = say(world), NOW
    failing(smtplib.SMTPRecipientsRefused({"petra@example.org": (450, b"busy")}))
    for _ in range(sending.MOST_REFUSALS):
        assert send(at) == ["refused"]
        message.refresh_from_db()
        at = message.not_before or at
    assert message.state == "given_up"
    failing(None)
    outbox.send_again(message=message, by=world.rana, at=at)
    assert send(at) == ["sent"]


def test_what_a_dead_worker_claimed_goes_again_under_the_same_name_with_the_same_rows(world):
    owe(world.programme, world.ben)
    owe(world.programme, world.ben, about="york12345678")
    ladder.climb(at=NOW)
    (claimed,) = sending.claim(at=NOW)
    assert send(NOW + MINUTE) == []
    owe(world.programme, world.ben, about="leeds1234567")
    ladder.climb(at=NOW)
    assert send(NOW + LEASE + MINUTE) == ["sent", "sent"]
    again = [letter for letter in mail.outbox if claimed[0].mail in letter.extra_headers["Message-ID"]]
    assert [letter.subject for letter in again] == ["2 things wait for you"]
    assert Message.objects.unsent().count() == 0


def test_a_worker_that_slept_too_long_writes_nothing_down(world):
    say(world)
    ((mine,),) = sending.claim(at=NOW)
    later = NOW + LEASE + MINUTE
    send(later)
    sending._write_down([mine], sending.Outcome.REFUSED, "550 for good", later)
    assert Message.objects.get().state == "sent"


def test_what_somebody_stopped_is_dropped(world):
    preferences.stop(person=world.petra, kinds=["published", "invitation"], at=NOW)
    say(world, kind="published")
    say(world, kind="invitation")
    assert sorted(send()) == ["dropped", "sent"]
    assert mail.outbox[0].subject == "Come"


def test_a_kind_may_wait_for_a_release_but_never_an_urgent_concern(world):
    held = ["invitation", "duty_due", "urgent_concern"]
    outbox.set_letterhead(
        programme=world.programme, prefix="", sender="", reply_to="", held=held, by=world.rana, at=NOW
    )
    assert set(HeldKind.objects.values_list("kind", flat=True)) == {"invitation", "duty_due"}
    owe(world.programme, world.ben, remind_on=None)
    assert ladder.climb(at=NOW) == 1
    states = [say(world, kind="invitation").state, say(world, kind="urgent_concern").state]
    assert states == ["held", "waiting"]
    assert send() == ["sent"]
    waiting = Message.objects.filter(programme=world.programme)
    assert outbox.release_all(messages=waiting, expected=2, by=world.rana, at=NOW) == 2
    assert send() == ["sent", "sent"]


def test_only_our_own_addresses_become_links():
    ((line,),) = pieces("See http://localhost:8000/a/ or http://localhost:8000.evil.example/")
    assert [piece.url for piece in line if piece.url] == ["http://localhost:8000/a/"]
