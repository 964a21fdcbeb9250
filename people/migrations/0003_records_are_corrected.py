import django.db.models.deletion
from django.db import migrations, models

import people.models.ref

NAMES = ("training", "interest", "absence")


def give_refs(apps, schema_editor):
    """Give each course a reference of its own: one default would be the same for all."""
    courses = apps.get_model("people", "Training").objects
    for course in courses.filter(ref=None).iterator():
        courses.filter(pk=course.pk).update(ref=people.models.ref.new_ref())


def versioned(name):
    return [
        migrations.AddField(name, "changed_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField(
            name,
            "changed_by",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(name, "version", models.PositiveIntegerField(default=1, editable=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [("people", "0002_invitations_and_versions")]

    operations = [
        *[operation for name in NAMES for operation in versioned(name)],
        migrations.AddField("training", "ref", models.CharField(editable=False, max_length=12, null=True)),
        migrations.RunPython(give_refs, migrations.RunPython.noop),
        migrations.AlterField(
            "training",
            "ref",
            models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True),
        ),
    ]
