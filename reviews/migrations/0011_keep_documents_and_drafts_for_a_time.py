
import django.db.models.deletion
import reviews.models.destruction
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cycles', '0008_frameworks_for_case_audits'),
        ('people', '0004_where_bodies_are_and_how_far_people_travel'),
        ('reviews', '0010_keep_structure_charts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=20)),
                ('rule', models.CharField(max_length=200)),
                ('begun_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('counts', models.JSONField()),
                ('verified', models.JSONField(default=dict)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='destructionnotice',
            name='destruction_notice_once',
        ),
        migrations.AddField(
            model_name='destructionnotice',
            name='what',
            field=models.CharField(default='notes', max_length=20),
        ),
        migrations.AddField(
            model_name='earlydestruction',
            name='what',
            field=models.JSONField(default=reviews.models.destruction.notes_alone),
        ),
        migrations.AddConstraint(
            model_name='destructionnotice',
            constraint=models.UniqueConstraint(fields=('challenge', 'what', 'due_on'), name='destruction_notice_once', violation_error_message='This was already said.'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='challenge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clearances', to='cycles.challenge'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.UniqueConstraint(fields=('challenge', 'what'), name='clearance_once', violation_error_message='This is destroyed already.'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at', None), ('finished_at__gte', models.F('begun_at')), _connector='OR'), name='clearance_dates_in_order', violation_error_message='A destruction cannot end before it begins.'),
        ),
    ]
