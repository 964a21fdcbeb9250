"""A broker that is down or mute costs a page next to nothing; a deaf worker is noticed; monitors learn counts alone."""

import socket
import time
from datetime import timedelta

import pytest
from celery import Celery
from django.conf import settings as django_settings
from kombu.exceptions import OperationalError

from notices import tasks
from notices.actions import liveness, outbox
from notices.models import Heard
from peerchallenge import liveness as roof
from peerchallenge.celery import BRIEFLY, Bell
from tests.notices.owing import say, send
from tests.world import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def broker():
    """A port, and whether somebody takes the calls on it: nobody ever speaks."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    yield listener
    listener.close()


@pytest.mark.parametrize("mute", [False, True])
def test_a_broker_that_is_down_or_mute_is_rung_once_in_half_a_minute(broker, mute, monkeypatch):
    monkeypatch.setattr(Bell, "silent_until", 0.0)
    if mute:
        broker.listen()
    app = Celery(task_cls=Bell, broker=f"redis://127.0.0.1:{broker.getsockname()[1]}/0", set_as_current=False)
    app.conf.update(
        task_publish_retry=django_settings.CELERY_TASK_PUBLISH_RETRY,
        broker_transport_options={**django_settings.BROKER_GIVES_UP, **BRIEFLY},
    )

    @app.task(name="ring")
    def ring():
        """Never reached."""

    took = []
    for _ in range(3):
        begun = time.monotonic()
        with pytest.raises(OperationalError):
            ring.delay()
        took.append(time.monotonic() - begun)
    assert took[0] < 1.8
    assert max(took[1:]) < 0.05
    app.close()


def test_a_worker_that_stays_mute_is_deaf_after_two_minutes_and_forgotten_after_fifteen(db):
    liveness.hear(worker="celery@one", at=NOW)
    liveness.hear(worker="celery@two", at=NOW)
    liveness.hear(worker="celery@one", at=NOW + 2 * MINUTE)
    seen = [liveness.state_of_workers(NOW + n * MINUTE) for n in (1, 2, 16, 30)]
    assert [(workers.heard, workers.deaf) for workers in seen] == [(2, 0), (1, 1), (0, 1), (0, 0)]
    liveness.forget(worker="celery@two")
    assert liveness.known(at=NOW) == ["celery@one"]


def test_the_canary_answers_for_its_own_worker(db, clock):
    tasks.canary.apply()
    assert Heard.objects.count() == 1


def test_a_load_balancer_learns_whether_pages_can_be_served(world, client, settings, monkeypatch, broker):
    assert client.get("/healthz").text == "ok\n"
    none = client.get("/readyz")
    assert (none.status_code, none.json()["workers"], none.json()["status"]) == (200, "none", "limping")
    liveness.hear(worker="celery@one", at=NOW)
    assert client.get("/readyz").json() == {
        "status": "ready",
        "database": "ok",
        "migrations": "ok",
        "workers": "ok",
        "broker": "ok",
    }
    settings.REDIS_URL = f"redis://127.0.0.1:{broker.getsockname()[1]}/0"
    down = client.get("/readyz")
    assert (down.status_code, down.json()["broker"]) == (200, "down")
    monkeypatch.setattr(roof, "_wanted", lambda: frozenset({("notices", "9999_to_come")}))
    missing = client.get("/readyz")
    assert (missing.status_code, missing.json()["migrations"]) == (503, "missing")


def test_metrics_are_counts_for_whoever_carries_the_token(world, client, settings):
    outbox.hold(message=say(world, about="held"), by=world.rana, at=NOW - 9 * MINUTE)
    say(world, at=NOW - 5 * MINUTE)
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a-token"
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404
    carried = {"Authorization": "Bearer a-token"}
    text = client.get("/metrics", headers=carried).text
    assert 'peer_messages{state="held"} 1' in text
    assert "peer_messages_due 1\n" in text
    assert "peer_oldest_due_message_seconds 300\n" in text
    assert "petra" not in text.lower()
    send()
    assert "peer_oldest_due_message_seconds 0\n" in client.get("/metrics", headers=carried).text
