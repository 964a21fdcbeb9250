import django.db.models.deletion
from django.db import migrations, models

import people.models.ref


class Migration(migrations.Migration):
    dependencies = [("cycles", "0003_members_leave_with_a_reason"), ("people", "0001_initial")]

    operations = [
        migrations.AddField("meeting", "changed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "meeting",
            "changed_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            "meetingaction",
            "ref",
            models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True),
        ),
        migrations.AddField("seat", "keeps_days", models.BooleanField(default=True)),
        migrations.AddConstraint(
            "meeting",
            models.CheckConstraint(
                condition=models.Q(changed_at=None, changed_by=None)
                | models.Q(changed_at__isnull=False, changed_by__isnull=False),
                name="meeting_changed_by_and_at",
                violation_error_message="A change needs both who made it and when.",
            ),
        ),
    ]
