"""The Celery application. Tasks live in each app's `tasks.py` and take ids only."""

import os
import time
from typing import Any

from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import worker_ready, worker_shutdown
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")

# How long nobody rings at a door where nobody answered; the sweeps find what was meant.
SILENCE = 30
BRIEFLY = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}


class Bell(Task):
    """A task that is rung for, once: a broker that is down or mute costs half a second every half minute."""

    abstract = True
    silent_until = 0.0

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        """Ring, or raise OperationalError."""
        if time.monotonic() < Bell.silent_until:
            raise OperationalError("Nobody answered at the broker a moment ago.")
        try:
            return super().apply_async(*args, **kwargs)
        except (OperationalError, OSError, RedisError) as away:
            Bell.silent_until = time.monotonic() + SILENCE
            raise OperationalError("Nobody answers at the broker.") from away


app = Celery("peerchallenge", task_cls=Bell)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.worker_direct = True  # each worker has a queue of its own, where the canary asks it


def ring_briefly() -> None:
    """Let a process that serves pages wait for the broker half a second at most."""
    if app.conf.broker_url.startswith("redis"):
        app.conf.broker_transport_options = {**app.conf.broker_transport_options, **BRIEFLY}


@worker_ready.connect
def _say_hello(sender: Any, **_: Any) -> None:
    from notices.actions import liveness  # noqa: PLC0415 -- the apps are loaded by now

    liveness.hear(worker=sender.hostname, at=timezone.now())


@worker_shutdown.connect
def _say_goodbye(sender: Any, **_: Any) -> None:
    from notices.actions import liveness  # noqa: PLC0415 -- the apps are loaded by now

    liveness.forget(worker=sender.hostname)


# Few and harmless to repeat: each finds what is due and not yet done.
app.conf.beat_schedule = {
    "deliver-messages": {"task": "notices.sweep", "schedule": 60, "options": {"expires": 60}},
    "remind": {"task": "notices.climb", "schedule": 300, "options": {"expires": 300}},
    "ask-workers": {"task": "notices.canary", "schedule": 30, "options": {"expires": 30}},
    "finish-editions": {"task": "reports.sweep_editions", "schedule": 60},
    "keep-duties-in-step": {"task": "cycles.keep_duties_in_step", "schedule": 300},
    "close-accuracy-rounds": {"task": "reports.sweep_rounds", "schedule": crontab(minute=2)},
    "check-identities": {"task": "reports.sweep_identity_checks", "schedule": 60},
    "finish-proposals": {"task": "planning.sweep", "schedule": 60},
    "finish-timetables": {"task": "reviews.sweep_timetables", "schedule": 60},
    "finish-annual-reports": {"task": "learning.sweep_annual_editions", "schedule": 60},
    "keep-passages": {"task": "learning.keep_passages", "schedule": 60},
    "close-surveys": {"task": "voices.close_rounds", "schedule": crontab(minute=12)},
    "forget-words": {"task": "voices.forget_words", "schedule": crontab(hour=2, minute=40)},
    "keep-promises": {"task": "reviews.keep_promises", "schedule": crontab(hour=2, minute=30)},
    "check-invariants": {"task": "peerchallenge.check_invariants", "schedule": crontab(hour=3, minute=15)},
}
