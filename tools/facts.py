"""Where everything is kept, as Django's settings say it, printed as JSON.

Run with the environment's Python (`python -m tools.facts`). Apart from `inside` because the
settings alone are read in a third of the time.
"""

import json
import os

from django.conf import settings

DATABASE = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


def facts() -> dict:
    """Database, storages (nothing for one that is no folder here) and keys."""
    database = {name: settings.DATABASES["default"].get(name) for name in DATABASE}
    storages = {name: _folder(settings.STORAGES[name]) for name in ("default", "editions")}
    return {"database": database, "storages": storages, "keys": settings.KEY_DIR}


def _folder(storage: dict) -> str | None:
    return storage["OPTIONS"]["location"] if storage["BACKEND"].endswith("FileSystemStorage") else None


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
    print(json.dumps(facts(), default=str))
