"""A world is made row by row once in a process; after that the same rows are put back, a table at a time.

The first time tells which tables each invariant reads. A test that has written to none of them since
its world was put back cannot have broken it, so only the others are asked (`tests/conftest.py`).
"""

import functools
import pickle
import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone

from cycles.gathering import modules
from people.models import Person, Region

OWN = ("people", "notices", "cycles", "planning", "reviews", "reports", "followup", "voices", "learning")
NAMES = re.compile(r'"(\w+)"')
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)
READS = re.compile(r"[\s(]*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|SHOW|PRAGMA)\b", re.IGNORECASE)
_kept = {}


class Written(set):
    """The tables that were written to; `unknown` when a statement did not say which."""

    unknown = False
    world = None  # the kept world that was put back before the first of these

    def note(self, execute, sql, params, many, context):
        """Note what a statement writes; a wrapper for `connection.execute_wrapper`."""
        if not READS.match(sql):
            table = WRITES.match(sql)
            self.unknown = self.unknown or table is None
            self.update(table.groups() if table else ())
        return execute(sql, params, many, context)


current = Written()


@contextmanager
def watched():
    """Note what is written on this connection; hand back the tables."""
    current.clear()
    current.unknown, current.world = False, None
    with connection.execute_wrapper(current.note):
        yield current


class Kept:
    """A world as it was made: who and what is in it, the statements that bring it back, what invariants read."""

    def __init__(self, world, rows):
        self.world = pickle.dumps(world)
        self.statements = [statement for model, found in rows for statement in inserts(model, found)]
        self.tables = {}  # by invariant

    def put_back(self):
        """Write the rows again and return the world anew."""
        with transaction.atomic(), connection.cursor() as cursor:  # keys are compared at its end
            for sql, params in self.statements:
                cursor.execute(sql, params)
        return pickle.loads(self.world)

    def learn(self, today):
        """Ask every invariant of the new world, and note the tables each reads."""
        for invariant in invariants():
            seen = set()

            def note(execute, sql, params, many, context, seen=seen):
                seen.update(NAMES.findall(sql))
                return execute(sql, params, many, context)

            with connection.execute_wrapper(note):
                if not list(invariant(today)):
                    self.tables[invariant] = seen


def inserts(model, rows):
    """Return the statements that bring rows with their keys."""
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)
    return query.get_compiler(connection=connection).as_sql()


def invariants():
    """Return what must hold across rows, of every floor."""
    return [invariant for module in modules("invariants") for invariant in getattr(module, "INVARIANTS", ())]


def to_ask(written):
    """Return the invariants that what was written may have broken."""
    known = written.world.tables if written.world and not written.unknown else {}
    return [one for one in invariants() if one not in known or known[one] & written]


def replayed(at):
    """Build a world once for each of its arguments, as long as the clock stands at one moment."""

    def decorate(build):
        @functools.wraps(build)
        def again(*args):
            if timezone.now() != at or Person.objects.exists() or Region.objects.exists():
                return build(*args)
            first = not current and not current.unknown
            key = (connection.vendor, connection.settings_dict["NAME"], *args)
            if key not in _kept:
                world = build(*args)
                _kept[key] = kept = Kept(world, rows_there_are())
                kept.learn(at.date())
            else:
                kept = _kept[key]
                world = kept.put_back()
            if first:
                current.clear()
                current.world = kept
            return world

        return again

    return decorate


def rows_there_are():
    """Return every table of ours that holds rows."""
    models = [model for app in OWN for model in apps.get_app_config(app).get_models() if model._meta.managed]
    return [(model, rows) for model in models if (rows := list(model._base_manager.all()))]
