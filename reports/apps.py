from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _gate(using: str, **_more: Any) -> None:
    """Put the triggers back that SQLite loses when a later migration rebuilds their table."""
    from . import gate  # noqa: PLC0415 -- only a migration needs it

    if gate.TABLE in connections[using].introspection.table_names():
        gate.install(connections[using])


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Have the gate stand after every migration."""
        post_migrate.connect(_gate, sender=self)
