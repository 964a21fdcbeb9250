"""A memory for reading: while nothing is written, the same question to the database has the same answer.

The walk asks each page as each of the cast, and every one of those requests finds the challenge and
whoever asks by the same few queries. Each is still composed by the product; it is put once.
"""

from contextlib import contextmanager

from django.core.exceptions import EmptyResultSet
from django.db.models.sql.compiler import MULTI, SINGLE, SQLCompiler


@contextmanager
def remembered_reads():
    """Answer a query that was put before from memory; only where every request reads."""
    known, put = {}, SQLCompiler.execute_sql

    def recall(compiler, result_type=MULTI, *args, **kwargs):
        if type(compiler).execute_sql is not recall or result_type not in (SINGLE, MULTI):
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
