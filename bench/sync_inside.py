"""A challenge on site with its team, notes taken in beside the floor, and sign-ins for thirty devices. Prints JSON."""

import json
import os
import sys
import time
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- after django.setup()
from django.db import connection, transaction  # noqa: E402 -- after django.setup()
from django.test import Client  # noqa: E402 -- after django.setup()
from django.utils import timezone  # noqa: E402 -- after django.setup()

from cycles.models import State, Visit  # noqa: E402 -- after django.setup()
from reviews.actions.sync import take_operations  # noqa: E402 -- after django.setup()
from reviews.models import EvidenceNote, LineOfEnquiry  # noqa: E402 -- after django.setup()
from reviews.sync.person import name_of  # noqa: E402 -- after django.setup()
from tests import world as worlds  # noqa: E402 -- after django.setup()
from tests.reviews.devices import write  # noqa: E402 -- after django.setup()

BATCH = 40
COLUMNS = {
    "id": "uuid",
    "sealed": "bytea",
    "challenge_id": "bigint",
    "author_id": "bigint",
    "day": "date",
    "line_id": "bigint",
    "kind": "text",
    "source": "text",
    "leans": "text",
    "feeling": "text",
    "verbatim": "boolean",
    "quote_checked": "boolean",
    "follow_up": "boolean",
    "follow_up_source": "text",
    "revision": "integer",
    "late": "text",
    "decision_read": "boolean",
    "is_key": "boolean",
}
CHANGED = ("sealed", "day", "line_id", "kind", "source", "leans", "feeling", "verbatim", "quote_checked", "revision")
FLOOR = (
    f"INSERT INTO reviews_evidencenote AS kept ({', '.join(COLUMNS)}) "
    f"SELECT * FROM unnest({', '.join(f'%s::{kind}[]' for kind in COLUMNS.values())}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in CHANGED)} "
    "WHERE kept.revision < excluded.revision AND kept.author_id = excluded.author_id"
)


def batches(count, line):
    """Make frozen operations in batches, before any clock runs."""
    made = [
        write(f"Families wait for letters, point {number}.", source="documents", line=line.ref)
        for number in range(count)
    ]
    return [made[start : start + BATCH] for start in range(0, count, BATCH)]


def ours(world, sent):
    """Take the batches in; return seconds."""
    begun = time.perf_counter()
    for batch in sent:
        receipts = take_operations(challenge=world.challenge, sent=batch, by=world.petra, at=timezone.now())
        assert {receipt["result"] for receipt in receipts} == {"kept"}
    return time.perf_counter() - begun


def floor(rows, size):
    """Insert the same rows under new ids by the guarded statement, so many at once; return seconds."""
    columns = [[uuid.uuid4() if name == "id" else getattr(row, name) for row in rows] for name in COLUMNS]
    begun = time.perf_counter()
    for start in range(0, len(rows), size):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(FLOOR, [column[start : start + size] for column in columns])
            assert cursor.rowcount == len(columns[0][start : start + size])
    return time.perf_counter() - begun


def main(count):
    """Seed, measure in turns, and say where to look."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    world = worlds.build(State.ON_SITE)
    today = timezone.localdate()
    Visit.objects.filter(pk=world.challenge.visit_id).update(starts_on=today, ends_on=today)
    line = LineOfEnquiry.objects.create(challenge=world.challenge, number=1, question="Do families know?")
    ours(world, batches(2 * BATCH, line))  # warm
    seconds = {"ours": [], "floor": [], "at_once": []}
    for _ in range(5):
        sent = batches(count, line)
        seconds["ours"].append(ours(world, sent))
        rows = list(EvidenceNote.objects.filter(pk__in=[one["note"] for batch in sent for one in batch]))
        seconds["floor"].append(floor(rows, BATCH))
        seconds["at_once"].append(floor(rows, count))
    people = []
    for key in ("tom", "mina", "petra", "amir", "joan", "olu", "nia"):
        person, client = getattr(world, key), Client()
        client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        people.append({"cookie": client.cookies["session"].value, "person": name_of(person)})
    facts = json.loads(batches(1, line)[0][0]["body"])
    found = {name: count / min(times) for name, times in seconds.items()}
    print(json.dumps({**found, "ref": world.challenge.ref, "facts": facts, "people": people}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
