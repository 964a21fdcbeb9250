import django.db.models.deletion
from django.db import migrations, models

PERSON = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "people.person"}
ENDED = [
    ("ran_out", "The days ran out"),
    ("checked", "The host had finished checking"),
    ("returned", "The team took the draft back"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_where_bodies_are_and_how_far_people_travel"),
        ("reports", "0005_correct_and_keep_the_clock"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccuracyRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.ForeignKey(null=True, **PERSON)),
                ("due_on", models.DateField()),
                ("first_due_on", models.DateField(blank=True, null=True)),
                ("extension_reason", models.TextField(blank=True)),
                ("extended_at", models.DateTimeField(blank=True, null=True)),
                ("extended_by", models.ForeignKey(blank=True, null=True, **PERSON)),
                ("ended", models.CharField(blank=True, choices=ENDED, max_length=20)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.ForeignKey(blank=True, null=True, **PERSON)),
                ("tree", models.JSONField()),
                ("tree_sha256", models.CharField(max_length=64)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="reports.report"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="accuracycomment",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="reports.accuracyround",
            ),
        ),
        migrations.AddField(
            model_name="accuracycomment", name="proof_file", field=models.FileField(blank=True, max_length=200, upload_to="")
        ),
        migrations.AddField(
            model_name="accuracycomment", name="proof_name", field=models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField(
            model_name="accuracycomment", name="proof_type", field=models.CharField(blank=True, max_length=100)
        ),
        migrations.AddField(
            model_name="accuracycomment", name="proof_sha256", field=models.CharField(blank=True, max_length=64)
        ),
        migrations.AddConstraint(
            model_name="accuracycomment",
            constraint=models.CheckConstraint(
                condition=models.Q(proof_file="", proof_name="", proof_type="", proof_sha256="")
                | ~(
                    models.Q(proof_file="")
                    | models.Q(proof_name="")
                    | models.Q(proof_type="")
                    | models.Q(proof_sha256="")
                ),
                name="comment_proof_whole",
                violation_error_message="A file needs its name, its type and its hash.",
            ),
        ),
    ]
