"""Workers killed at any line of queueing, reminding and sending: nothing lost, no second row, no second name.

A mail may arrive twice only when its worker died between handing it in and writing that down, and
then under the same Message-ID.
"""

import os
import random
import signal
from datetime import timedelta

import pytest
from django.db import connections, transaction

from notices.actions import ladder, sending
from notices.models import Message
from notices.models.message import LEASE
from tests.dying import dying
from tests.notices.owing import owe, say, send
from tests.notices.sink import Sink
from tests.racing import needs_two_connections
from tests.soak import on_two_connections, times
from tests.world import NOW

pytestmark = [*on_two_connections[:2], pytest.mark.fault]
LINES = (
    "notices/actions/queueing.py",
    "notices/actions/ladder.py",
    "notices/actions/sending.py",
    "notices/smtp.py",
    "smtplib.py",
    "django/db/transaction.py",
    "django/db/backends/base/base.py",
)
MESSAGES = 4  # of each of 500 kills: 2,000


@pytest.fixture
def sink(settings):
    needs_two_connections()
    with Sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def in_children(count, act):
    """Let so many processes act at once; return the signals that ended them."""
    connections.close_all()
    children = []
    for _ in range(count):
        child = os.fork()
        if child == 0:
            signal.alarm(60)
            act()
            connections.close_all()
            os._exit(0)
        children.append(child)
    ended = [os.waitpid(child, 0)[1] for child in children]
    return [os.WTERMSIG(status) for status in ended]


def batch(world, number, at):
    """Say three things, owe a fourth, and send what there is."""
    with transaction.atomic():
        for place in range(MESSAGES - 1):
            say(world, world.petra, about=f"{number}:{place}", at=at)
    ladder.climb(at=at)
    send(at)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def rows_of(number, duty):
    return {*Message.objects.filter(about__startswith=f"{number}:"), *Message.objects.filter(duty=duty)}


def test_killed_at_any_line_nothing_is_lost_and_nothing_is_doubled(world, sink, record_property):
    dice = random.Random(os.environ.get("SEED", "kill"))
    owe(world.programme, world.ben, about="first", remind_on=None)
    with dying(LINES) as steps:
        batch(world, "count", NOW)
    twice = killed = 0
    for number in range(times(6, 500)):
        at = NOW + timedelta(minutes=30 * (number % 8))
        duty = owe(world.programme, world.ben, about=f"place{number}", remind_on=None)
        last = dice.randrange(1, steps.count + 1)

        def act(number=number, last=last, at=at):
            with dying(LINES, last, die):
                batch(world, number, at)

        killed += in_children(1, act) == [signal.SIGKILL]
        before = dict(sink.taken)
        unsent = {row.mail for row in rows_of(number, duty) if not row.sent_at and row.mail}
        batch(world, number, at + LEASE + timedelta(minutes=1))
        rows = rows_of(number, duty)
        assert len(rows) == MESSAGES
        assert all(row.sent_at for row in rows)
        for row in rows:
            may_be_twice = row.mail in unsent and row.mail in before
            assert sink.taken[row.mail] == 1 + may_be_twice
            twice += may_be_twice
        duty.delete()
    sent = Message.objects.filter(sent_at__isnull=False)
    assert set(sink.taken) == set(sent.values_list("mail", flat=True))
    record_property(
        "sum", f"sending: {sent.count()} messages, killed {killed} times, 0 lost, 0 second rows, {twice} twice"
    )


def test_five_sweeps_at_once_send_each_once(world, sink):
    for number in range(times(6, 60)):
        say(world, world.petra, about=f"seat{number}")
        owe(world.programme, world.ben, world.carys, about=f"place{number}", remind_on=None)

    def act():
        ladder.climb(at=NOW)
        sending.drop_needless(at=NOW)
        send()

    assert in_children(5, act) == [0] * 5
    assert Message.objects.unsent().count() == 0
    assert Message.objects.count() == times(6, 60) * 3
    assert set(sink.taken.values()) == {1}
    assert len(sink.taken) == len(set(Message.objects.values_list("mail", flat=True)))
