"""What leaves, when, how often, under which name; and what waits."""

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from cycles.models import ClosedPeriod
from notices.actions import ladder, outbox, preferences, sending
from notices.letters import pieces
from notices.models import Delivery, Duty, HeldKind, Letterhead, Message
from notices.models.message import LEASE
from notices.quiet import resting
from people.models import Absence
from tests.notices.owing import TODAY, day, owe, say, send
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


def test_reminders_of_one_person_go_in_one_mail_and_each_duty_stands_there_once(world):
    late = owe(world.programme, world.ben, due=-3, what="Send the self-assessment")
    owe(world.programme, world.ben, about="york12345678", due=3)
    assert ladder.climb(at=NOW) == 4  # before, due and late of the one that was missed; before of the other
    assert send() == ["sent"]
    (letter,) = mail.outbox
    assert letter.subject == "2 things wait for you, 1 of them late"
    assert letter.body.count("Send the self-assessment") == 1
    assert "Late since 7 February 2027" in letter.body
    assert f"http://localhost:8000{late.path}" in letter.body
    assert (ladder.climb(at=NOW), send()) == (0, [])


def test_rungs_come_on_their_days_and_stop_when_it_is_done(world):
    duty = owe(world.programme, world.ben, told=[world.rana], due=7)
    said = []
    for n in range(20):
        at = NOW + timedelta(days=n)
        ladder.climb(at=at)
        sending.drop_needless(at=at)
        send(at)
        said += [(n, letter.to[0].split("@")[0], letter.subject.split(":")[0]) for letter in mail.outbox]
        mail.outbox.clear()
        if n == 15:
            duty.done_at = at
            duty.save()
    assert said == [
        (0, "ben", "Due on 17 February 2027"),
        (7, "ben", "Due on 17 February 2027"),
        (8, "ben", "Late since 17 February 2027"),
        (14, "rana", "Overdue since 17 February 2027"),
    ]


@pytest.mark.parametrize("change", ["done", "paused", "needless", "moved", "handed on"])
def test_a_reminder_nobody_needs_is_dropped(world, change):
    duty = owe(world.programme, world.ben)
    ladder.climb(at=NOW)
    if change == "handed on":
        duty.holders.update(person=world.carys)
    elif change == "moved":
        duty.due_on = duty.set_on = day(30)
    changes = {"done": ("done_at", NOW), "paused": ("paused", True), "needless": ("not_needed_reason", "Not this time")}
    if change in changes:
        setattr(duty, *changes[change])
    duty.late_on, duty.escalate_on = day(60), day(70)
    duty.save()
    assert sending.drop_needless(at=NOW) == 2
    assert send() == []
    assert {message.state for message in Message.objects.all()} == {"dropped"}


def test_quiet_days_and_absences_hold_reminders_back_and_nothing_else(world):
    owe(world.programme, world.ben, due=3)
    owe(world.programme, world.carys, due=3, about="york12345678")
    Absence.objects.create(person=world.carys, starts_on=TODAY, ends_on=day(6))
    saturday = NOW + timedelta(days=3)
    ladder.climb(at=saturday)
    assert send(NOW + timedelta(hours=8)) == []
    ClosedPeriod.objects.create(region=world.region, kind="other", starts_on=TODAY, ends_on=TODAY)
    assert send(NOW) == []
    assert resting(date(2027, 12, 27)) is None  # Christmas Day fell on a Saturday
    say(world)
    assert (send(saturday), [letter.to for letter in mail.outbox]) == (["sent"], [["petra@example.org"]])
    assert (send(NOW + timedelta(days=5)), mail.outbox[-1].to) == (["sent"], ["ben@example.org"])
    assert (send(NOW + timedelta(days=7)), mail.outbox[-1].to) == (["sent"], ["carys@example.org"])


def test_a_weekly_summary_waits_for_monday_and_escalations_do_not(world):
    preferences.choose(person=world.ben, weekly=True, stopped=[], by=world.ben, at=NOW)
    owe(world.programme, world.ben)
    owe(world.programme, world.ben, about="york12345678")
    owe(world.programme, world.petra, told=[world.ben], about="leeds1234567", due=-7)
    ladder.climb(at=NOW)
    assert send() == ["sent", "sent"]
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ben@example.org", "petra@example.org"]
    assert send(NOW + timedelta(days=5)) == ["sent"]
    assert mail.outbox[-1].subject == "2 things wait for you"


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


def test_an_edited_reminder_goes_alone_and_as_it_was_written(world):
    owe(world.programme, world.ben, remind_on=None)
    owe(world.programme, world.ben, about="york12345678", remind_on=None)
    ladder.climb(at=NOW)
    message = Message.objects.first()
    outbox.edit(message=message, subject="Ben, please", body="By Friday?", seen="", by=world.rana, at=NOW)
    assert send() == ["sent", "sent"]
    assert mail.outbox[0].subject == "Ben, please"
    assert mail.outbox[0].body.startswith("By Friday?\n")


def test_only_our_own_addresses_become_links():
    ((line,),) = pieces("See http://localhost:8000/a/ or http://localhost:8000.evil.example/")
    assert [piece.url for piece in line if piece.url] == ["http://localhost:8000/a/"]


def test_the_statements_of_the_ladder_do_not_grow_with_the_rows(world, django_assert_num_queries):
    people = [world.ben, world.carys, world.petra, world.amir]
    for number in range(40):
        owe(world.programme, *people, about=f"place{number}")
    with django_assert_num_queries(5):  # where the batch ends, its rows between two marks of a savepoint, no more
        assert ladder.climb(at=NOW) == 320
    assert Message.objects.values("ref").distinct().count() == 320


def swept_on(world, days):
    """Climb and send on these days; return each reminder with how often it was sent."""
    Message.objects.all().delete()
    Duty.objects.all().delete()
    mail.outbox.clear()
    for number in range(3):
        owe(world.programme, world.ben, told=[world.rana], about=f"place{number}", due=number)
    for n in days:
        at = NOW + timedelta(days=n)
        ladder.climb(at=at)
        send(at)
    names = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(names) == len(set(names))
    assert not Message.objects.unsent().exists()
    return sorted(Message.objects.values_list("recipient__name", "kind", "due_on"))


def test_a_day_off_or_a_clock_that_jumps_changes_nothing_but_when(world):
    one_by_one = swept_on(world, range(10))
    assert len(one_by_one) == 3 * 4
    for days in ([0, 1, 3, 4, 5, 6, 7, 8, 9], [1, 0, 2, 1, 7, 6, 9], [9, 9]):
        assert swept_on(world, days) == one_by_one
