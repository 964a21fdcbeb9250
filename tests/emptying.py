"""After a test that commits, its rows go: deleted from table after table in one transaction.

Django truncates every table instead. PostgreSQL makes each of them and of their indexes anew for that, a thousand
files, and its own catalogue grows with each time, until every connection a late test opens is slow.
"""

from django.db import connections, transaction
from django.test import TransactionTestCase

# What Django fills after migrating, and no test of ours touches.
KEPT = {"django_content_type", "auth_permission", "django_site"}


def delete_instead_of_truncate():
    """Have every test that commits leave an empty database behind in the quick way."""
    TransactionTestCase._fixture_teardown = _delete_rows


def _delete_rows(case):
    for name in case._databases_names(include_mirrors=False):
        connection = connections[name]
        with transaction.atomic(using=name), connection.cursor() as cursor:
            for statement in _deletions(connection):
                cursor.execute(statement)


def _deletions(connection):
    """Yield what empties the tables: no key is compared and no trigger fires, but nobody writes meanwhile."""
    known = set(connection.introspection.django_table_names()) - KEPT
    tables = [connection.ops.quote_name(table) for table in sorted(known)]
    deletions = [f"DELETE FROM {table}" for table in tables]
    if connection.vendor != "postgresql":
        yield from deletions  # keys are compared when all is gone
        return
    yield "SET LOCAL session_replication_role = replica"
    yield f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE"
    yield "; ".join(deletions)
