"""A postponed or cancelled challenge frees its people's days: its seats no longer forbid another visit."""

from django.db import migrations

DROP = "ALTER TABLE cycles_seat DROP CONSTRAINT seat_no_double_booking;"
ADD = """
ALTER TABLE cycles_seat ADD CONSTRAINT seat_no_double_booking EXCLUDE USING gist (
    person_id WITH =,
    visit_id WITH <>,
    daterange(starts_on, ends_on, '[]') WITH &&
) WHERE (status IN ('invited', 'accepted'){kept}) DEFERRABLE INITIALLY IMMEDIATE;
"""


def _replace(schema_editor, kept):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)
        schema_editor.execute(ADD.format(kept=kept))


def free(apps, schema_editor):
    _replace(schema_editor, " AND keeps_days")


def bind(apps, schema_editor):
    _replace(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [("cycles", "0004_days_kept_and_meeting_changes")]
    operations = [migrations.RunPython(free, bind)]
