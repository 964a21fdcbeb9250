"""Questions only Django can answer, asked by running this file with the environment's Python.

`python -m tools.inside QUESTION`: `reach` tries the servers, `prepare` brings the database up to
date and seeds an empty one.
"""

import os
import sys

import django
import redis
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import Error, connection

from tools.places import say


def reach() -> int:
    """Say plainly which server does not answer."""
    try:
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        say(str(error))
        return 1
    except Error as error:
        say(f"The database of DATABASE_URL does not answer: {str(error).strip().splitlines()[0]}")
        return 1
    try:
        if settings.REDIS_URL:
            redis.from_url(settings.REDIS_URL, socket_connect_timeout=2).ping()
    except (redis.RedisError, ValueError) as error:
        say(f"The server of REDIS_URL does not answer: {error}")
        return 1
    return 0


def prepare() -> int:
    """Migrate, then seed the demo region if this is a demo and nobody is there yet."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if not settings.DEMO or get_user_model().objects.exists():
        return 0
    if "demo" not in get_commands():
        say("There is no demo region yet: the site starts empty.")
        return 0
    say("Seeding the demo region")
    call_command("demo")
    return 0


QUESTIONS = {"reach": reach, "prepare": prepare}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
    sys.exit(QUESTIONS[sys.argv[1]]())
