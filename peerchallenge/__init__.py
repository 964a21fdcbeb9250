"""The roof: settings, addresses, home, search, demo and bundle. No app imports it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
