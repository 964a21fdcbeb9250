from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _freeze(using: str, **_more: Any) -> None:
    """Put the trigger back that SQLite loses when a later migration rebuilds its table."""
    from . import freezing  # noqa: PLC0415 -- only a migration needs it

    if freezing.TABLE in connections[using].introspection.table_names():
        freezing.install(connections[using])


class FollowUpConfig(AppConfig):
    name = "followup"

    def ready(self) -> None:
        """Have the trigger stand after every migration."""
        post_migrate.connect(_freeze, sender=self)
