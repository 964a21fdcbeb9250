"""A memory for reading: in a world that stays as it is, the same question has the same answer.

The walk asks each page as each of the cast, and every one of those requests begins by finding the
challenge and how whoever asks stands to it. The product finds both once for each reader and each way
of looking, and is handed them again after that. While nothing is written, every other query is still
composed by the product, but put once.
"""

import pickle
from contextlib import contextmanager

from django.core.exceptions import EmptyResultSet
from django.db.models.sql.compiler import MULTI, SINGLE, SQLCompiler
from django.http import Http404

from cycles import rules
from cycles.views.base import OfChallenge


@contextmanager
def remembered_finding():
    """Find a challenge once for each reader and way of looking; every request starts from the same world."""
    found, stood = {}, {}
    load, standing = OfChallenge.load, rules.standing

    def load_again(view):
        way = (type(view).challenges, view.applies, view.request.user.pk, view.kwargs["ref"])
        if way not in found:
            try:
                load(view)
                found[way] = pickle.dumps(view.challenge)
            except Http404:
                found[way] = None
        if found[way] is None:
            raise Http404
        view.challenge = pickle.loads(found[way])

    def stand_again(user, challenge):
        if not user.is_authenticated or user.person_id is None or challenge.pk in getattr(user, "standings", {}):
            return standing(user, challenge)
        key = (user.pk, challenge.pk)
        if key not in stood:
            stood[key] = pickle.dumps(standing(user, challenge))
        user.standings = {**getattr(user, "standings", {}), challenge.pk: pickle.loads(stood[key])}
        return user.standings[challenge.pk]

    OfChallenge.load, rules.standing = load_again, stand_again
    try:
        yield
    finally:
        OfChallenge.load, rules.standing = load, standing


@contextmanager
def remembered_reads():
    """Answer a query that was put before from memory; whatever writes makes it forget."""
    known, put = {}, SQLCompiler.execute_sql

    def recall(compiler, result_type=MULTI, *args, **kwargs):
        if type(compiler).execute_sql is not recall or result_type not in (SINGLE, MULTI):
            if result_type not in (SINGLE, MULTI):
                known.clear()
            return put(compiler, result_type, *args, **kwargs)
        try:
            question = compiler.as_sql()
        except EmptyResultSet:
            return iter([]) if result_type == MULTI else None
        key = repr(question)
        if key not in known:
            with compiler.connection.cursor() as cursor:
                cursor.execute(*question)
                known[key] = cursor.fetchall()
        rows = known[key]
        if result_type == SINGLE:
            return rows[0][: compiler.col_count] if rows else None
        return [[row[: compiler.col_count] for row in rows] if compiler.has_extra_select else rows]

    SQLCompiler.execute_sql = recall
    try:
        yield
    finally:
        SQLCompiler.execute_sql = put
