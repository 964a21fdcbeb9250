"""Migrations run once for all workers of a run: the first migrates, the others take a copy of its empty database."""

import fcntl
import functools
import sqlite3
from contextlib import closing, contextmanager

from django.conf import settings
from django.db import connection

COPY = "test_peer_migrated"


def migrate_once(folder):
    """Have this worker's database made together with those of all workers who share the folder."""
    creation = connection.creation
    creation.create_test_db = functools.partial(_create, folder, creation.create_test_db)


def forget(folder):
    """Take the copy away from a server that stays; whoever comes later migrates."""
    with _alone(folder):
        if connection.vendor == "postgresql" and (folder / COPY).exists():
            _ask(f"DROP DATABASE IF EXISTS {COPY}")
            (folder / COPY).unlink()


@contextmanager
def _alone(folder):
    with (folder / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _create(folder, migrate, **asked):
    """Stand for Django's `create_test_db`; returns the database's name."""
    copy = folder / COPY
    with _alone(folder):
        if not copy.exists():
            name = migrate(**asked)
            KEEP[connection.vendor](name, copy)
            return name
        name = connection.creation._get_test_db_name()
        connection.close()
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
        TAKE[connection.vendor](name, copy)
        return name


def _keep_file(name, copy):
    with closing(sqlite3.connect(copy)) as file:
        connection.connection.backup(file)


def _take_file(name, copy):
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as file:
        file.backup(connection.connection)


def _keep_database(name, copy):
    connection.close()  # a database somebody is in cannot be copied
    _ask(f"DROP DATABASE IF EXISTS {COPY}", f'CREATE DATABASE {COPY} TEMPLATE "{name}"')
    copy.touch()


def _take_database(name, copy):
    _ask(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE {COPY}')


def _ask(*statements):
    """Put statements to the server beside all databases."""
    with connection.creation._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


KEEP = {"sqlite": _keep_file, "postgresql": _keep_database}
TAKE = {"sqlite": _take_file, "postgresql": _take_database}
