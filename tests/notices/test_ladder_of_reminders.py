"""Which reminders come when, what holds them back, and what goes in one mail."""

from datetime import date, timedelta

import pytest
from django.core import mail

from cycles.models import ClosedPeriod
from notices.actions import ladder, outbox, preferences, sending
from notices.models import Duty, Message
from notices.quiet import resting
from people.models import Absence
from tests.notices.owing import TODAY, day, owe, say, send
from tests.world import NOW

MINUTE = timedelta(minutes=1)


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


def test_an_edited_reminder_goes_alone_and_as_it_was_written(world):
    owe(world.programme, world.ben, remind_on=None)
    owe(world.programme, world.ben, about="york12345678", remind_on=None)
    ladder.climb(at=NOW)
    message = Message.objects.first()
    outbox.edit(message=message, subject="Ben, please", body="By Friday?", seen="", by=world.rana, at=NOW)
    assert send() == ["sent", "sent"]
    assert mail.outbox[0].subject == "Ben, please"
    assert mail.outbox[0].body.startswith("By Friday?\n")


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
