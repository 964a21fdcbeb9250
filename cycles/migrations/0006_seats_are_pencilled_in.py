"""Somebody may be meant for a seat before anybody asks them; their days are kept as well."""

from django.db import migrations, models


DROP = "ALTER TABLE cycles_seat DROP CONSTRAINT seat_no_double_booking;"
ADD = """
ALTER TABLE cycles_seat ADD CONSTRAINT seat_no_double_booking EXCLUDE USING gist (
    person_id WITH =,
    visit_id WITH <>,
    daterange(starts_on, ends_on, '[]') WITH &&
) WHERE (status IN ({held}) AND keeps_days) DEFERRABLE INITIALLY IMMEDIATE;
"""


def _replace(schema_editor, held):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)
        schema_editor.execute(ADD.format(held=held))


def with_pencilled(apps, schema_editor):
    _replace(schema_editor, "'pencilled', 'invited', 'accepted'")


def without_pencilled(apps, schema_editor):
    _replace(schema_editor, "'invited', 'accepted'")


class Migration(migrations.Migration):

    dependencies = [
        ('cycles', '0005_free_the_days_of_paused_challenges'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='seat',
            name='one_lead',
        ),
        migrations.AlterField(
            model_name='seat',
            name='invited_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='seat',
            name='status',
            field=models.CharField(choices=[('pencilled', 'Pencilled in'), ('invited', 'Invited'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('conflicted', 'Stood down: conflict of interest')], default='invited', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'lead'), ('status__in', ('pencilled', 'invited', 'accepted'))), fields=('challenge',), name='one_lead', violation_error_message='This team already has a lead challenger.'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['pencilled', 'withdrawn']), ('invited_at__isnull', False), _connector='OR'), name='seat_asked_at', violation_error_message='Whoever was asked was asked at some time.'),
        ),
        migrations.RunPython(with_pencilled, without_pencilled),
    ]
