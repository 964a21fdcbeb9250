"""Dumping and loading the two databases there are."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Protocol

from .places import Stop


class Database(Protocol):
    """One database: the name of its file in a backup, and how to fill either from the other."""

    file: str

    def dump(self, to: Path) -> None:
        """Write the whole of it, as it was at one moment."""

    def load(self, source: Path) -> None:
        """Replace everything in it, or nothing."""

    def has_tables(self) -> bool:
        """Whether anything would be lost by loading."""


def database_of(settings: dict) -> Database:
    """The right one for Django's settings of it."""
    if settings["ENGINE"].endswith("sqlite3"):
        return SQLite(Path(settings["NAME"]))
    return PostgreSQL(settings)


class SQLite:
    """A file; SQLite's own backup reads it whole while others write."""

    file = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def dump(self, to: Path) -> None:
        if not self.path.exists():
            raise Stop(f"there is no database at {self.path} yet.")
        with (
            contextlib.closing(sqlite3.connect(self.path)) as here,
            contextlib.closing(sqlite3.connect(to)) as copy,
        ):
            here.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, no companions

    def load(self, source: Path) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with (
            contextlib.closing(sqlite3.connect(source)) as copy,
            contextlib.closing(sqlite3.connect(self.path)) as here,
        ):
            copy.backup(here)

    def has_tables(self) -> bool:
        if not self.path.exists():
            return False
        with contextlib.closing(sqlite3.connect(self.path)) as here:
            return bool(here.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0])


class PostgreSQL:
    """pg_dump and psql, told where by environment variables: a password never stands on a command line."""

    file = "database.sql"

    def __init__(self, settings: dict) -> None:
        named = {
            "PGDATABASE": settings["NAME"],
            "PGUSER": settings["USER"],
            "PGPASSWORD": settings["PASSWORD"],
            "PGHOST": settings["HOST"],
            "PGPORT": settings["PORT"],
        }
        named |= {f"PG{name.upper()}": value for name, value in (settings["OPTIONS"] or {}).items()}
        self.env = os.environ | {name: str(value) for name, value in named.items() if value}

    def _run(self, program: str, *arguments: str | Path) -> str:
        if not shutil.which(program):
            raise Stop(f"this needs {program} (apt-get install -y postgresql-client).")
        command = [program, *map(str, arguments)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Stop(f"{program} failed: {done.stderr.strip()}")
        return done.stdout

    def dump(self, to: Path) -> None:
        # Comments are left out because only a superuser may write the one on plpgsql.
        self._run("pg_dump", "--no-owner", "--no-privileges", "--no-comments", "--file", to)

    def load(self, source: Path) -> None:
        strict = ("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1")
        empty = "SET lock_timeout = '10s'; DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"
        self._run("psql", *strict, "--command", empty, "--file", source)

    def has_tables(self) -> bool:
        count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        return self._run("psql", "--no-psqlrc", "-tAc", count).strip() != "0"
