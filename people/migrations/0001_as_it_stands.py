import django.db.models.deletion
import django.db.models.functions.text
import people.models.ref
from django.db import migrations, models


class Migration(migrations.Migration):

    # Everything up to here, in one step: a new installation need not live through what was tried.
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_invitations_and_versions"),
        ("people", "0003_records_are_corrected"),
        ("people", "0004_where_bodies_are_and_how_far_people_travel"),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120, unique=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('service', models.CharField(choices=[('children', "Children's services"), ('adults', 'Adult social care'), ('boards', 'Safeguarding boards')], default='children', max_length=20)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='people.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region', 'name'), name='programme_name_once_in_region', violation_error_message='This region already has a programme of that name.')],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('authority', 'Local authority'), ('delivery', 'Delivery body'), ('board', 'Safeguarding board'), ('partner', 'Partner agency')], default='authority', max_length=20)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('sub_region', models.CharField(blank=True, max_length=80)),
                ('structure', models.CharField(blank=True, choices=[('metropolitan', 'Metropolitan borough'), ('unitary', 'Unitary'), ('county', 'County'), ('london', 'London borough')], max_length=20)),
                ('easting_km', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('northing_km', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('accountable', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delivery_bodies', to='people.body')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='people.body')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='people.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region', 'name'), name='body_name_once_in_region', violation_error_message='This region already has a body of that name.'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='body_dates_in_order', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(models.Q(('easting_km', None), ('northing_km', None)), models.Q(('easting_km__isnull', False), ('easting_km__range', (0, 700)), ('northing_km__isnull', False), ('northing_km__range', (0, 1300))), _connector='OR'), name='body_place_on_map', violation_error_message='A place on the map needs both kilometres east, 0 to 700, and kilometres north, 0 to 1,300.')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('home', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.body')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='person_email_once', violation_error_message='Somebody with this e-mail address is already here.')],
            },
        ),
        migrations.CreateModel(
            name='BodyTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('neighbour', 'Neighbours'), ('shared_service', 'Shared service')], max_length=20)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.body')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.body')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='body_tie_of_two', violation_error_message='A tie joins two bodies; none is tied to itself.'), models.UniqueConstraint(fields=('one', 'other', 'kind'), name='body_tie_once', violation_error_message='These two bodies are already tied like that.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('ended_at', None)), fields=('person',), name='invitation_one_open', violation_error_message='This person already has an invitation.'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='invitation_dates_in_order', violation_error_message='An invitation cannot end before it was sent.')],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('employer', 'Works or worked there'), ('contact', 'Close contact in a senior post there'), ('contract', 'Contract or paid work'), ('other', 'Something else')], max_length=20)),
                ('note', models.TextField(blank=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='people.body')),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='interest_dates_in_order', violation_error_message='The last day cannot be before the first.')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=120)),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='absence_dates_in_order', violation_error_message='The last day cannot be before the first.')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(auto_now_add=True)),
                ('person', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once', violation_error_message='Somebody already signs in with this e-mail address.')],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grade', models.CharField(choices=[('director', 'Director'), ('assistant_director', 'Assistant director'), ('head_of_service', 'Head of service'), ('service_manager', 'Service manager'), ('team_manager', 'Team manager'), ('principal_social_worker', 'Principal social worker'), ('board_chair', 'Board chair or scrutineer'), ('councillor', 'Councillor'), ('partner', 'Partner agency officer'), ('lived_experience', 'Person with lived experience')], max_length=30)),
                ('services', models.JSONField(blank=True, default=list)),
                ('skills', models.JSONField(blank=True, default=list)),
                ('active', models.BooleanField(default=True)),
                ('days_a_year', models.PositiveSmallIntegerField(default=8)),
                ('travel_km', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('access_needs', models.TextField(blank=True)),
                ('party', models.CharField(blank=True, max_length=60)),
                ('employer_approved_on', models.DateField(blank=True, null=True)),
                ('updated_on', models.DateField(auto_now=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profile', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('travel_km', None), ('travel_km__gt', 0), _connector='OR'), name='profile_travels_somewhere', violation_error_message='The furthest journey must be at least 1 km, or empty for any distance.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('role', models.CharField(choices=[('coordinator', 'Programme coordinator'), ('information_officer', 'Information officer'), ('sponsor_group', 'Sponsor group'), ('host_sponsor', 'Host sponsor'), ('host_organiser', 'Host organiser'), ('governance_reader', 'Governance reader'), ('admin', 'Administrator')], max_length=30)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('programme', None)), fields=('person', 'role'), name='membership_once', violation_error_message='This person already has that role.'), models.UniqueConstraint(condition=models.Q(('body', None)), fields=('person', 'role', 'programme'), name='membership_once_in_programme', violation_error_message='This person already has that role in this programme.'), models.UniqueConstraint(fields=('person', 'role', 'programme', 'body'), name='membership_once_for_body', violation_error_message='This person already has that role for this body.'), models.CheckConstraint(condition=models.Q(models.Q(('body', None), ('programme', None), ('role', 'admin')), models.Q(('body', None), ('programme__isnull', False), ('role__in', ['coordinator', 'information_officer', 'sponsor_group'])), models.Q(('body__isnull', False), ('programme__isnull', False), ('role__in', ['host_sponsor', 'host_organiser', 'governance_reader'])), _connector='OR'), name='membership_has_its_place', violation_error_message='A host role needs a programme and a body, a programme role needs a programme alone, and an administrator neither.'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_dates_in_order', violation_error_message='The last day cannot be before the first.')],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('course', models.CharField(max_length=120)),
                ('provider', models.CharField(blank=True, max_length=120)),
                ('completed_on', models.DateField()),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'course', 'completed_on'), name='training_once', violation_error_message='This course is already recorded for that day.'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('completed_on')), _connector='OR'), name='training_dates_in_order', violation_error_message='Training cannot run out before it was completed.')],
            },
        ),
        migrations.AddField(
            model_name='Body',
            name='changed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person'),
        ),
    ]
