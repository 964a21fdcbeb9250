"""The Celery application. Tasks live in each app's `tasks.py` and take ids only."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")

app = Celery("peerchallenge")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Few and harmless to repeat: each finds what is due and not yet done.
app.conf.beat_schedule = {
    "deliver-messages": {"task": "notices.sweep", "schedule": 60},
    "finish-editions": {"task": "reports.sweep_editions", "schedule": 60},
    "keep-duties-in-step": {"task": "cycles.keep_duties_in_step", "schedule": 300},
    "close-accuracy-rounds": {"task": "reports.sweep_rounds", "schedule": crontab(minute=2)},
    "check-identities": {"task": "reports.sweep_identity_checks", "schedule": 60},
    "finish-proposals": {"task": "planning.sweep", "schedule": 60},
    "finish-timetables": {"task": "reviews.sweep_timetables", "schedule": 60},
    "keep-promises": {"task": "reviews.keep_promises", "schedule": crontab(hour=2, minute=30)},
    "check-invariants": {"task": "peerchallenge.check_invariants", "schedule": crontab(hour=3, minute=15)},
}
