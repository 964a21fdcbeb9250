from django.db import migrations

from followup import freezing


class Migration(migrations.Migration):

    dependencies = [
        ("followup", "0001_indicators"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, editor: freezing.install(editor.connection),
            lambda apps, editor: freezing.remove(editor.connection),
        ),
    ]
