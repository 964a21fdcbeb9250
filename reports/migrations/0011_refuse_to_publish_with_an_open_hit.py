from django.db import migrations

from reports import gate


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0010_check_the_bytes_of_editions"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, editor: gate.install(editor.connection), lambda apps, editor: gate.remove(editor.connection)
        ),
    ]
