import django.db.models.deletion
import people.models.ref
from django.db import migrations, models


class Migration(migrations.Migration):

    # Everything up to here, in one step: a new installation need not live through what was tried.
    replaces = [
        ("planning", "0001_initial"),
        ("planning", "0002_wishes_of_hosts"),
        ("planning", "0003_places_from_other_regions"),
        ("planning", "0004_what_a_draft_knew"),
    ]

    initial = True

    dependencies = [
        ('cycles', '0001_as_it_stands'),
        ('people', '0001_as_it_stands'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('open', 'Being made'), ('released', 'Released'), ('dropped', 'Dropped')], default='open', max_length=10)),
                ('sketch', models.JSONField()),
                ('base', models.JSONField()),
                ('problem', models.JSONField()),
                ('surroundings', models.CharField(blank=True, max_length=64)),
                ('looked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=0)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='cycles.cycle')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'number'), name='draft_number_once', violation_error_message='This cycle already has a draft of that number.'), models.CheckConstraint(condition=models.Q(('status__in', ['open', 'released', 'dropped'])), name='draft_status_known', violation_error_message='A draft is being made, released or dropped.')],
            },
        ),
        migrations.CreateModel(
            name='PlaceRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('what_for', models.CharField(max_length=400)),
                ('asked_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='place_requests', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('number__range', (1, 50))), name='place_request_number_in_range', violation_error_message='Ask for 1 to 50 places.'), models.CheckConstraint(condition=models.Q(('closed_at', None), ('closed_at__gte', models.F('asked_at')), _connector='OR'), name='place_request_closed_after_asked', violation_error_message='A request is closed after it was made.')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('preferred', models.JSONField(blank=True, default=list)),
                ('acceptable', models.JSONField(blank=True, default=list)),
                ('required', models.JSONField(blank=True, default=list)),
                ('desired', models.JSONField(blank=True, default=list)),
                ('party', models.CharField(blank=True, max_length=60)),
                ('note', models.TextField(blank=True)),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wish', to='cycles.cyclemember')),
                ('shape', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cycles.shape')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlaceOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('offered_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('offered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='place_offers', to='people.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='planning.placerequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('request', 'person'), name='place_offer_open_once', violation_error_message='This person is already offered. Nothing was changed.'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gte', models.F('offered_at')), _connector='OR'), name='place_offer_withdrawn_after_offered', violation_error_message='An offer is withdrawn after it was made.')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('note', models.CharField(blank=True, max_length=400)),
                ('cost', models.IntegerField()),
                ('released_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='cycles.cycle')),
                ('draft', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='planning.draft')),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'number'), name='release_number_once', violation_error_message='This release was just made by somebody else.')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('problem', models.JSONField()),
                ('sketch', models.JSONField()),
                ('base', models.JSONField()),
                ('what_if', models.JSONField(blank=True, default=list)),
                ('guests', models.JSONField(blank=True, default=list)),
                ('seconds', models.PositiveSmallIntegerField(default=60)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='cycles.cycle')),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rounds', to='planning.draft')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('sentence', models.CharField(max_length=400)),
                ('before', models.JSONField()),
                ('looked', models.JSONField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='planning.draft')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('draft', 'number'), name='step_number_once', violation_error_message='Somebody else has just changed this draft.')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.CharField(max_length=400)),
                ('is_public', models.BooleanField()),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cycles.challenge')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='planning.release')),
            ],
            options={
                'ordering': ('release', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('aim', models.CharField(choices=[('cheapest', 'Best on the whole'), ('fairest', 'Fairest to hosts'), ('fewest_changes', 'Fewest changes'), ('own_people', 'Best on the whole, own people only')], max_length=20)),
                ('status', models.CharField(choices=[('waiting', 'Waiting to begin'), ('working', 'Being worked out'), ('done', 'Ready'), ('nothing_fits', 'Nothing fits'), ('stopped', 'Stopped'), ('failed', 'Failed')], default='waiting', max_length=20)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('heard_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('stop_asked', models.BooleanField(default=False)),
                ('cost', models.IntegerField(blank=True, null=True)),
                ('bound', models.IntegerField(blank=True, null=True)),
                ('proved', models.BooleanField(default=False)),
                ('plan', models.JSONField(blank=True, null=True)),
                ('clash', models.JSONField(blank=True, default=list)),
                ('relax', models.JSONField(blank=True, default=list)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='planning.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'aim'), name='proposal_aim_once', violation_error_message='This round already has a proposal for that aim.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), ('plan__isnull', False), _connector='OR'), name='proposal_done_with_plan', violation_error_message='A proposal is ready when it has a plan.')],
            },
        ),
    ]
