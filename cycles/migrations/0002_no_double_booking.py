"""PostgreSQL itself refuses to seat somebody on two visits whose days overlap.

SQLite has no such constraint: there the action's check under IMMEDIATE transactions holds it.
"""

from django.db import migrations

ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE cycles_seat ADD CONSTRAINT seat_no_double_booking EXCLUDE USING gist (
    person_id WITH =,
    visit_id WITH <>,
    daterange(starts_on, ends_on, '[]') WITH &&
) WHERE (status IN ('invited', 'accepted')) DEFERRABLE INITIALLY IMMEDIATE;
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE cycles_seat DROP CONSTRAINT seat_no_double_booking;")


class Migration(migrations.Migration):
    dependencies = [("cycles", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
