"""Within the product's settings: so many due reminders, decided by the ladder and by its floors, in turns."""

import json
import os
import sys
import time
from datetime import datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- after django.setup()
from django.db import connection  # noqa: E402 -- after django.setup()
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- after django.setup()
from django.utils.timezone import get_current_timezone  # noqa: E402 -- after django.setup()

from notices.actions import ladder  # noqa: E402 -- after django.setup()
from notices.models import Duty, Holder, Message  # noqa: E402 -- after django.setup()
from people.models import Person, Programme, Region  # noqa: E402 -- after django.setup()

AT = datetime(2027, 2, 10, 12, tzinfo=get_current_timezone())
TURNS = 3
HOLDERS = 50
# What any statement that decides must do: read who owes what, and write a row for each, once.
FLOOR = """
    INSERT INTO notices_message (ref, recipient_id, kind, rung, about, due_on, programme_id, duty_id,
        subject, body, queued_at, claim, mail, tries)
    SELECT translate(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12), '01', 'gh'), h.person_id,
        'duty_due', 'duty_due', d.ref, d.due_on, d.programme_id, d.id, '', '', %s, '', '', 0
    FROM notices_holder h JOIN notices_duty d ON d.id = h.duty_id
    WHERE h.id > %s AND h.id <= %s AND d.due_on <= %s
    ON CONFLICT DO NOTHING
"""


def fill(count):
    """Make as many holders of duties that are due today, each with one rung to come."""
    programme = Programme.objects.create(region=Region.objects.create(name="Bench"), name="children's services")
    people = Person.objects.bulk_create(
        Person(name=f"Person {number}", email=f"p{number}@example.org") for number in range(HOLDERS)
    )
    day = AT.date()
    duties = Duty.objects.bulk_create(
        Duty(
            kind="data_pack",
            about=f"challenge{number}",
            programme=programme,
            place="Calderdale",
            what="Send the data pack",
            why="The team reads it.",
            path="/",
            owner="HO",
            anchor_on=day,
            set_on=day,
            due_on=day,
            late_on=day + timedelta(days=1),
        )
        for number in range(count // HOLDERS)
    )
    Holder.objects.bulk_create(
        (Holder(duty=duty, person=person) for duty in duties for person in people), batch_size=5000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def floor():
    """The bare statement, in batches of the same size."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM notices_holder")
        first, last = cursor.fetchone()
        for low in range(first - 1, last, ladder.BATCH):
            cursor.execute(FLOOR, [AT, low, low + ladder.BATCH, AT.date()])


def update():
    """An UPDATE of every holder, as bare as may be."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notices_holder SET rung = rung")


def taken(act, *, clear=True):
    """Return how long it took, each time from an empty outbox."""
    if clear:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE notices_message")
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def statements(count):
    """Count the statements for a batch that is a tenth full and for one that is full."""
    found = []
    for rows in (count, count // 10):
        Message.objects.all().delete()
        last = Holder.objects.order_by("pk")[rows - 1].pk
        Holder.objects.filter(pk__gt=last).delete()
        with CaptureQueriesContext(connection) as asked:
            ladder.climb(at=AT)
        found.append(len(asked))
    return found


def main():
    """Measure and say."""
    count = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    fill(count)
    acts = {"ladder": lambda: ladder.climb(at=AT), "floor": floor, "update": update}
    times = {name: [] for name in acts}
    for _ in range(TURNS):
        for name, act in acts.items():
            times[name].append(taken(act))
    ladder.climb(at=AT)  # the last turn left the outbox empty
    assert Message.objects.count() == count
    again = ladder.climb(at=AT)
    found = {
        "seconds": {name: sorted(each)[TURNS // 2] for name, each in times.items()},
        "again": again,
        "statements": statements(min(count, ladder.BATCH)),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
