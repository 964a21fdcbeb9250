"""Publishing, killed at lines of its own and of the transaction's; then everything the public sees is asked for."""

import os
import random
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from cycles.models import Challenge, Event, State
from notices.models import Message
from people.refusal import Refusal
from reports.actions import publishing
from reports.models import Publication
from tests.dying import dying
from tests.reports import scene

LINES = (
    "reports/actions/publishing.py",
    "cycles/history.py",
    "notices/actions/queueing.py",
    "django/db/transaction.py",
    "django/db/backends/base/base.py",
)
FILE = "-wal", "-shm", "-journal"


def publish(world, last=None, die=None):
    """Publish, and die at a line; return how many lines were run."""
    with dying(LINES, last, die) as steps:
        publishing.publish(challenge=world.challenge, by=world.rana, at=scene.LATER)
    return steps.count


def kills_while_publishing(world, count, in_a_fork):
    """Kill at so many lines chosen by chance, each from the same state; say what was seen after each."""
    world.challenge = Challenge.objects.get(pk=world.challenge.pk)
    scene.store(world)
    publishing.agree_to_publish(challenge=world.challenge, body=world.host, by=world.carys, at=scene.LATER)
    database = Path(connection.settings_dict["NAME"])
    kept = keep(database)
    lines = publish(world)
    unkilled = what_is_seen(world)
    chosen = random.Random(os.environ.get("SEED", "kill")).choices(range(1, lines + 1), k=count)
    ended, seen = [], []
    for last in chosen:
        put_back(database, kept)
        ended.append(in_a_fork(lambda last=last: publish(world, last, die)))
        seen.append(what_is_seen(world))
    killed, after = ended.count(signal.SIGKILL), published_after_all(world)
    return {"lines": lines, "killed": killed, "seen": seen, "unkilled": unkilled, "after": after}


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def keep(database):
    """Copy the database as it stands."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    return shutil.copy(database, database.with_name("kept"))


def put_back(database, kept):
    connections.close_all()
    for ending in FILE:
        database.with_name(database.name + ending).unlink(missing_ok=True)
    shutil.copy(kept, database)


def published_after_all(world):
    """Press the button again: what was not published is, and what was is not published twice."""
    with suppress(Refusal):
        publish(world)
    return what_is_seen(world)


def what_is_seen(world):
    """Return "old" or "new" when every public place agrees, else what each says."""
    connections.close_all()
    challenge, client = Challenge.objects.get(pk=world.challenge.pk), Client(SERVER_NAME="localhost")
    slug = "calderdale-transitions-2027"
    said = {
        "state": challenge.state == State.PUBLISHED,
        "row": Publication.objects.count() == 1,
        "event": Event.objects.filter(challenge=challenge, what="publish").count() == 1,
        "mails": Message.objects.filter(kind="published").count() == 9,
        "page": client.get(reverse("reports:published", args=[slug])).status_code == 200,
        "register": len(client.get(reverse("reports:register_file", args=["json"])).json()["reports"]) == 1,
        "feed": slug in client.get(reverse("reports:feed")).text,
        "sitemap": slug in client.get(reverse("reports:sitemap")).text,
        "clock": "Met on" in client.get(reverse("reports:clock")).text,
    }
    nothing = not Message.objects.filter(kind="published").exists() and not Publication.objects.exists()
    if all(said.values()):
        return "new"
    return "old" if nothing and not any(said.values()) else str(said)
