import django.db.models.deletion
import people.models.ref
import uuid
import voices.models.commitment
import voices.models.survey
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_as_it_stands'),
        ('people', '0001_as_it_stands'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=40)),
                ('way', models.CharField(choices=[('link', 'One link for everybody'), ('codes', 'A code for each person, which works once')], max_length=10)),
                ('asked', models.PositiveIntegerField()),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('secret', models.CharField(default=voices.models.survey.new_secret, editable=False, max_length=32)),
                ('closed_on', models.DateField(null=True)),
                ('shown', models.JSONField(null=True)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='CommitmentsPage',
            fields=[
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='commitments_page', serialize=False, to='cycles.challenge')),
                ('link', models.CharField(default=voices.models.commitment.new_link, editable=False, max_length=24, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Box',
            fields=[
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='box', serialize=False, to='voices.round')),
                ('counts', models.JSONField(default=dict)),
                ('spent', models.JSONField(default=list)),
                ('sealed_words', models.BinaryField(default=b'')),
            ],
        ),
        migrations.CreateModel(
            name='MethodPlan',
            fields=[
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='method_plan', serialize=False, to='cycles.challenge')),
                ('sponsor', models.CharField(max_length=160)),
                ('question', models.TextField(max_length=1000)),
                ('method', models.TextField(max_length=2000)),
                ('who', models.TextField(max_length=1000)),
                ('why', models.TextField(max_length=1000)),
                ('ethics', models.TextField(max_length=2000)),
                ('fed_back_on', models.DateField()),
                ('fed_back_how', models.CharField(max_length=200)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(null=True)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('health_check', 'Staff health check'), ('interviewees', 'People who talked to the team'), ('host', 'Hosts, after their challenge'), ('reviewers', 'Reviewers, after a challenge')], max_length=20)),
                ('title', models.CharField(max_length=120)),
                ('intro', models.TextField(max_length=2000)),
                ('group_question', models.CharField(blank=True, max_length=160)),
                ('groups', models.JSONField(blank=True, default=list)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(null=True)),
                ('challenge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='surveys', to='cycles.challenge')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='surveys', to='cycles.cycle')),
            ],
        ),
        migrations.AddField(
            model_name='round',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='voices.survey'),
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('agree', 'From “strongly agree” to “strongly disagree”'), ('choice', 'One of several answers'), ('words', 'In one’s own words')], default='agree', max_length=10)),
                ('choices', models.JSONField(blank=True, default=list)),
                ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cycles.theme')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='voices.survey')),
            ],
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('said', models.TextField(max_length=600, verbose_name='what staff said')),
                ('will_do', models.TextField(max_length=600, verbose_name='what we will do')),
                ('due', models.DateField(verbose_name='by when')),
                ('status', models.CharField(choices=[('open', 'To do'), ('done', 'Done'), ('not_done', 'Not done')], default='open', max_length=10, verbose_name='how far it is')),
                ('why', models.TextField(blank=True, max_length=600, verbose_name='what was done, or why not')),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(null=True)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='cycles.challenge')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'done', 'not_done'])), name='commitment_status_known', violation_error_message='A commitment is to do, done or not done.'), models.CheckConstraint(condition=models.Q(('status', 'open'), models.Q(('why', ''), _negated=True), _connector='OR'), name='commitment_ends_with_words', violation_error_message='Say what was done, or why it was not.')],
            },
        ),
        migrations.CreateModel(
            name='EarlyPoint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('status', models.CharField(choices=[('new', 'Not decided'), ('in_scope', 'Taken into scope'), ('out_of_scope', 'Out of scope')], default='new', max_length=20)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='early_points', to='cycles.challenge')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['new', 'in_scope', 'out_of_scope'])), name='early_point_status_known', violation_error_message='A point is new, taken into scope or out of scope.')],
            },
        ),
        migrations.CreateModel(
            name='PointAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('taken', models.BooleanField()),
                ('words', models.CharField(max_length=400)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='point_answers', to='cycles.challenge')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'words'), name='point_answer_once', violation_error_message='This answer is on the page already.')],
            },
        ),
        migrations.CreateModel(
            name='Said',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('status', models.CharField(choices=[('waiting', 'Not read yet'), ('released', 'Released'), ('left_out', 'Left out')], default='waiting', max_length=10)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='voices.question')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='voices.round')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'released', 'left_out'])), name='said_status_known', violation_error_message='Words are waiting, released or left out.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'left_out'), _negated=True), ('words', ''), _connector='OR'), name='said_left_out_is_gone', violation_error_message='Words that are left out are not kept.')],
            },
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['health_check', 'interviewees', 'host', 'reviewers'])), name='survey_kind_known', violation_error_message='There is no such kind of survey.'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.UniqueConstraint(fields=('challenge', 'title'), name='survey_title_once_in_challenge', violation_error_message='This challenge already has a survey of that title.'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.UniqueConstraint(condition=models.Q(('challenge', None)), fields=('cycle', 'title'), name='survey_title_once_in_cycle', violation_error_message='This cycle already has a survey of that title.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('survey', 'name'), name='round_name_once', violation_error_message='This survey was already asked under that name.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('survey',), name='round_open_once', violation_error_message='This survey is being asked already. Close that round first.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='round_days_in_order', violation_error_message='A round cannot close before it opens.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('shown', None)), models.Q(('closed_on__isnull', False), ('shown__isnull', False)), _connector='OR'), name='round_closed_with_results', violation_error_message='A round that is closed has its results, and one that is open has none.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('asked__gte', 1)), name='round_asks_somebody', violation_error_message='A survey is asked of at least one person.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('survey', 'number'), name='question_number_once', violation_error_message='This survey already has a question of that number.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'choice'), ('choices', []), _connector='OR'), name='question_choices_where_it_is_a_choice', violation_error_message='Only a choice has answers of its own.'),
        ),
    ]
