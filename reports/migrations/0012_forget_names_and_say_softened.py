
from django.db import migrations, models

from reports import gate


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_where_bodies_are_and_how_far_people_travel'),
        ('reports', '0011_refuse_to_publish_with_an_open_hit'),
    ]

    operations = [
        # SQLite cannot rebuild a table that a trigger reads; the gate is put back after every migration.
        migrations.RunPython(
            lambda apps, editor: gate.remove(editor.connection), lambda apps, editor: gate.install(editor.connection)
        ),
        migrations.RemoveConstraint(
            model_name='accuracycomment',
            name='comment_proof_whole',
        ),
        migrations.AddField(
            model_name='changereason',
            name='softened',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='identitycheck',
            name='sealed_names',
            field=models.BinaryField(null=True),
        ),
        migrations.AddConstraint(
            model_name='accuracycomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proof_file', ''), ('proof_name', ''), ('proof_type', '')), models.Q(('proof_file', ''), ('proof_name', ''), ('proof_type', ''), ('proof_sha256', ''), _connector='OR', _negated=True), _connector='OR'), name='comment_proof_whole', violation_error_message='A file needs its name, its type and its hash.'),
        ),
        migrations.AddConstraint(
            model_name='identitycheck',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'queued'), ('sealed_names', None), _connector='OR'), name='identity_check_forgets_names', violation_error_message='A check that has run keeps no names.'),
        ),
    ]
