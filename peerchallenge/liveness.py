"""Whether this installation lives: its database, its tables, its broker, its workers, its outbox. Counts, no names."""

import os
from datetime import datetime
from functools import cache

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Count, Min
from django.db.models.functions import Coalesce

from notices.actions.liveness import state_of_workers
from notices.models import Message
from notices.queries import counts_by_state

OK = "ok"


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "down"
    return OK


@cache
def _wanted() -> frozenset[tuple[str, str]]:
    """Return the migrations this code comes with; they do not change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _migrations() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        done = set(cursor.fetchall())
    return OK if _wanted() <= done else "missing"


def _broker() -> str:
    if not settings.REDIS_URL:
        return OK if os.access(settings.DATA_DIR, os.W_OK) else "down"
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5) as line:
            line.ping()
    except (redis.RedisError, OSError):
        return "down"
    return OK


def _workers(at: datetime) -> str:
    workers = state_of_workers(at)
    if workers.deaf:
        return "deaf"
    return OK if workers.heard else "none"


def parts(at: datetime) -> dict[str, str]:
    """Return the state of each part; what cannot be asked without a database is left out when it is down."""
    found = {"database": _database()}
    if found["database"] == OK:
        found |= {"migrations": _migrations(), "workers": _workers(at)}
    return {**found, "broker": _broker()}


def can_serve(found: dict[str, str]) -> bool:
    """Say whether pages can be served. Without broker or workers they can: what is queued waits."""
    return found["database"] == found.get("migrations") == OK


def metrics(at: datetime) -> str:
    """Return the numbers of the outbox and of the workers in Prometheus' text format."""
    states = counts_by_state(Message.objects.all())
    due = Message.objects.unsent().filter(held_at=None).annotate(due=Coalesce("not_before", "queued_at"))
    oldest = due.filter(due__lte=at).aggregate(depth=Count("pk"), first=Min("due"))
    workers = state_of_workers(at)
    age = (at - oldest["first"]).total_seconds() if oldest["first"] else 0
    lines = [
        "# HELP peer_messages Messages of the outbox by state.",
        "# TYPE peer_messages gauge",
        *(f'peer_messages{{state="{state}"}} {count}' for state, count in states.items()),
        *_gauge("peer_messages_due", "Messages whose time has come and that nobody holds.", oldest["depth"]),
        *_gauge("peer_oldest_due_message_seconds", "Age of the oldest of them.", round(age)),
        *_gauge("peer_workers_heard", "Workers that answered within two minutes.", workers.heard),
        *_gauge("peer_workers_deaf", "Workers that are known and have not answered.", workers.deaf),
        *_gauge("peer_broker_up", "Whether the broker answers.", int(_broker() == OK)),
    ]
    return "\n".join(lines) + "\n"


def _gauge(name: str, says: str, value: int) -> tuple[str, str, str]:
    return f"# HELP {name} {says}", f"# TYPE {name} gauge", f"{name} {value}"
