"""The drill: an installation with content is backed up, lost and restored, and every row is compared."""

import base64
import contextlib
import hashlib
import os
import secrets
import sqlite3
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tools import databases, test
from tools.places import ROOT

FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import world
world.build()
"""
DOCUMENT, EDITION = "private/a1/b2c3", "editions/0f/edition.pdf"


class Installation:
    """A site of its own: a database with the cast in it, files in both storages, and a key."""

    def __init__(self, data, database_url):
        self.data = data
        self.env = test.clean_environment(data) | {"PYTHONWARNINGS": "ignore"}
        if database_url:
            self.env["DATABASE_URL"] = database_url
        self.url = database_url

    def fill(self):
        self.call("-c", FILL)
        for name in (DOCUMENT, EDITION, "keys/challenge"):
            (self.data / name).parent.mkdir(parents=True, exist_ok=True)
            (self.data / name).write_bytes(secrets.token_bytes(64))
        return self

    def call(self, *arguments):
        done = subprocess.run(
            [sys.executable, *map(str, arguments)], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def peer(self, *arguments):
        command = [sys.executable, "peer", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)

    def connect(self):
        if not self.url:
            return contextlib.closing(sqlite3.connect(self.data / "db.sqlite3"))
        return contextlib.closing(psycopg2.connect(**postgresql_place(self.url)))

    def row_hashes(self):
        """One hash a table, over its rows in any order."""
        tables = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            if self.url
            else "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        with self.connect() as here:
            cursor = here.cursor()
            cursor.execute(tables)
            names = [name for (name,) in cursor.fetchall()]
            return {name: rows_hash(cursor, name) for name in names}

    def lose(self):
        """Everything but the settings and the keys is gone."""
        with self.connect() as here:
            if self.url:
                here.set_session(autocommit=True)
                here.cursor().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        if not self.url:
            (self.data / "db.sqlite3").unlink()
        for name in (DOCUMENT, EDITION):
            (self.data / name).unlink()


def rows_hash(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    rows = sorted(repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in cursor)
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def postgresql_place(url):
    folder, _, name = url.removeprefix("postgres:///").rpartition("/")
    return {"host": folder, "dbname": name}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def installation(request, tmp_path_factory):
    """Give one site a database; PostgreSQL's is made beside the tests' own and dropped afterwards."""
    data = tmp_path_factory.mktemp("site")
    if request.param == "sqlite":
        yield Installation(data, "").fill()
        return
    if connection.vendor != "postgresql":
        pytest.fail("this needs DATABASE_URL to name a PostgreSQL server (./peer pg starts one)")
    host = settings.DATABASES["default"]["HOST"]
    name = f"drill_{base64.b32encode(secrets.token_bytes(5)).decode().lower()}"
    with contextlib.closing(psycopg2.connect(host=host, dbname="postgres")) as server:
        server.set_session(autocommit=True)
        server.cursor().execute(f'CREATE DATABASE "{name}"')
        try:
            yield Installation(data, f"postgres:///{host}/{name}").fill()
        finally:
            server.cursor().execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_backup_and_restore_bring_every_row_and_file_back(installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup") / "today"
    before, document = installation.row_hashes(), (installation.data / DOCUMENT).read_bytes()

    backed_up = installation.peer("backup", folder)
    installation.lose()
    restored = installation.peer("restore", folder)

    assert (backed_up.returncode, restored.returncode) == (0, 0), backed_up.stderr + restored.stderr
    assert before["people_person"][0] >= 14
    assert installation.row_hashes() == before
    assert (installation.data / DOCUMENT).read_bytes() == document
    assert (installation.data / EDITION).exists()


def test_a_backup_holds_no_key(installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup") / "today"
    key = (installation.data / "keys/challenge").read_bytes()

    installation.peer("backup", folder)
    kept = [path for path in folder.rglob("*") if path.is_file()]

    assert {path.name for path in kept} >= {"manifest.json", "b2c3", "edition.pdf"}
    assert not [path for path in kept if key in path.read_bytes()]
    assert installation.peer("backup-keys", folder / "apart").returncode == 0
    assert (folder / "apart" / "challenge").read_bytes() == key


def test_restore_refuses_over_a_database_with_content_unless_told(installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup") / "today"
    installation.peer("backup", folder)
    before = installation.row_hashes()

    refused = installation.peer("restore", folder)
    replaced = installation.peer("restore", folder, "--replace")

    assert refused.returncode == 1
    assert "the database here is not empty; add --replace" in refused.stderr
    assert replaced.returncode == 0, replaced.stderr
    assert installation.row_hashes() == before


def test_a_restore_that_breaks_off_leaves_the_old_database(tmp_path):
    path = tmp_path / "db.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as here:
        here.executescript("CREATE TABLE kept (x); INSERT INTO kept VALUES (1)")
    (tmp_path / "broken.sqlite3").write_bytes(b"SQLite format 3\0" + os.urandom(4096))

    with pytest.raises(sqlite3.DatabaseError):
        databases.SQLite(path).load(tmp_path / "broken.sqlite3")

    with contextlib.closing(sqlite3.connect(path)) as here:
        assert here.execute("SELECT x FROM kept").fetchall() == [(1,)]
