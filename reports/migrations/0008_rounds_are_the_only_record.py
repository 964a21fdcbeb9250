import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_rounds_of_drafts_already_sent")]

    operations = [
        migrations.RemoveField(model_name="report", name="comments_due_on"),
        migrations.RemoveField(model_name="report", name="sent_at"),
        migrations.AlterField(
            model_name="accuracycomment",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="reports.accuracyround"
            ),
        ),
        migrations.AddConstraint(
            model_name="accuracyround",
            constraint=models.UniqueConstraint(
                fields=("report", "number"),
                name="accuracy_round_number_once",
                violation_error_message="The report already has an accuracy round of that number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accuracyround",
            constraint=models.UniqueConstraint(
                condition=Q(closed_at=None),
                fields=("report",),
                name="accuracy_round_open_once",
                violation_error_message="An accuracy round of this report is still open.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accuracyround",
            constraint=models.CheckConstraint(
                condition=Q(ended="", closed_at=None, closed_by=None)
                | Q(ended="ran_out", closed_at__isnull=False, closed_by=None)
                | Q(ended__in=["checked", "returned"], closed_at__isnull=False, closed_by__isnull=False),
                name="accuracy_round_ended_by_and_at",
                violation_error_message="The end of a round needs how, when and, unless the days ran out, by whom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accuracyround",
            constraint=models.CheckConstraint(
                condition=Q(first_due_on=None, extension_reason="", extended_at=None, extended_by=None)
                | (
                    Q(first_due_on__lt=F("due_on"), extended_at__isnull=False, extended_by__isnull=False)
                    & ~Q(extension_reason="")
                ),
                name="accuracy_round_extended_with_reason",
                violation_error_message="More time needs a later day, a reason, who and when.",
            ),
        ),
    ]
