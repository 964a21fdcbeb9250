import django.db.models.deletion
import people.models.ref
from django.db import migrations, models


# PostgreSQL itself refuses to seat somebody on two visits whose days overlap; a paused challenge frees the days.
# SQLite has no such constraint: there the action's check under IMMEDIATE transactions holds it.
ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE cycles_seat ADD CONSTRAINT seat_no_double_booking EXCLUDE USING gist (
    person_id WITH =,
    visit_id WITH <>,
    daterange(starts_on, ends_on, '[]') WITH &&
) WHERE (status IN ('pencilled', 'invited', 'accepted') AND keeps_days) DEFERRABLE INITIALLY IMMEDIATE;
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE cycles_seat DROP CONSTRAINT seat_no_double_booking;")


class Migration(migrations.Migration):

    # Everything up to here, in one step: a new installation need not live through what was tried.
    replaces = [
        ("cycles", "0001_initial"),
        ("cycles", "0002_no_double_booking"),
        ("cycles", "0003_members_leave_with_a_reason"),
        ("cycles", "0004_days_kept_and_meeting_changes"),
        ("cycles", "0005_free_the_days_of_paused_challenges"),
        ("cycles", "0006_seats_are_pencilled_in"),
        ("cycles", "0007_places_of_shapes"),
        ("cycles", "0008_frameworks_for_case_audits"),
        ("cycles", "0009_times_for_meetings"),
    ]

    initial = True

    dependencies = [
        ('people', '0001_as_it_stands'),
    ]

    operations = [
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('findings', 'Themes that findings are grouped by'), ('case_audit', 'Prompts for case audits')], default='findings', max_length=20)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='frameworks', to='people.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='framework_name_once', violation_error_message='This programme already has a framework of that name.'), models.UniqueConstraint(condition=models.Q(('kind', 'case_audit')), fields=('programme',), name='framework_of_case_audits_once', violation_error_message='This programme already has prompts for case audits. Change those.')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('value', models.JSONField(null=True)),
                ('reason', models.TextField()),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settings', to='people.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'key'), name='setting_once', violation_error_message='This setting already has a value.')],
            },
        ),
        migrations.CreateModel(
            name='Shape',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('team_visit', 'Team visit'), ('triad', 'Triad or quartet'), ('deep_dive', 'One-day deep dive'), ('many_hosts', 'Many hosts, one topic'), ('health_check', 'Staff health check'), ('progress_review', 'Progress review')], default='team_visit', max_length=20)),
                ('name', models.CharField(max_length=80)),
                ('days', models.PositiveSmallIntegerField(default=3)),
                ('team_size', models.PositiveSmallIntegerField(default=3)),
                ('min_lines', models.PositiveSmallIntegerField(default=2)),
                ('max_lines', models.PositiveSmallIntegerField(default=4)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shapes', to='people.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='shape_name_once', violation_error_message='This programme already has a shape of that name.'), models.CheckConstraint(condition=models.Q(('max_lines__gte', models.F('min_lines')), ('days__gte', 1), ('team_size__gte', 1)), name='shape_numbers_make_sense', violation_error_message='A shape needs at least one day and one person, and no fewer lines of enquiry at most than at least.')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='visit_dates_in_order', violation_error_message='The visit cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='ClosedPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('bank_holiday', 'Bank holiday'), ('school_break', 'School break'), ('poll', 'Pre-election period'), ('inspection', 'Inspection window'), ('other', 'Closed')], max_length=20)),
                ('label', models.CharField(max_length=120)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('source', models.CharField(blank=True, max_length=200)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='closed_periods', to='people.body')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_periods', to='people.region')),
            ],
            options={
                'indexes': [models.Index(fields=['body', 'starts_on'], name='closed_period_by_body')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='closed_period_dates_in_order', violation_error_message='The last day cannot be before the first.')],
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('agreement_text', models.TextField(blank=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='people.programme')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('framework', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cycles.framework')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='cycle_name_once', violation_error_message='This programme already has a cycle of that name.'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='cycle_dates_in_order', violation_error_message='The cycle must end after it starts.')],
            },
        ),
        migrations.CreateModel(
            name='ShapePlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('role', models.CharField(choices=[('lead', 'Lead challenger'), ('manager', 'Challenge manager'), ('reviewer', 'Reviewer'), ('observer', 'Observer')], max_length=20)),
                ('peer', models.CharField(choices=[('officer', 'Officer'), ('member', 'Member peer'), ('lived_experience', 'Lived experience peer'), ('partner', 'Partner agency')], default='officer', max_length=20)),
                ('grades', models.JSONField(blank=True, default=list)),
                ('shape', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='cycles.shape')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shape', 'number'), name='place_number_once', violation_error_message='This shape already has a place of that number.'), models.UniqueConstraint(condition=models.Q(('role', 'lead')), fields=('shape',), name='place_one_lead', violation_error_message='A team has one lead challenger, and this shape already has that place.'), models.CheckConstraint(condition=models.Q(('role__in', ['lead', 'manager', 'reviewer', 'observer'])), name='place_role_promised', violation_error_message='A place is for a lead challenger, a challenge manager, a reviewer or an observer.')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='cycles.framework')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('framework', 'number'), name='theme_number_once', violation_error_message='This framework already has a theme of that number.'), models.UniqueConstraint(fields=('framework', 'name'), name='theme_name_once', violation_error_message='This framework already has a theme of that name.')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('scoping', 'Scoping'), ('preparing', 'Preparing'), ('on_site', 'On site'), ('drafting', 'Drafting'), ('accuracy', 'Accuracy check'), ('final', 'Final'), ('published', 'Published'), ('follow_up', 'Follow-up'), ('closed', 'Closed'), ('withheld', 'Withheld'), ('cancelled', 'Cancelled')], default='proposed', editable=False, max_length=20)),
                ('topic', models.CharField(max_length=160)),
                ('purpose', models.CharField(blank=True, choices=[('outside_view', 'An outside view'), ('progress', 'A check on progress'), ('priorities', 'Confirming priorities'), ('inspection', 'Preparing for inspection')], max_length=20)),
                ('question', models.TextField(blank=True)),
                ('in_scope', models.TextField(blank=True)),
                ('out_of_scope', models.TextField(blank=True)),
                ('sensitivities', models.TextField(blank=True)),
                ('urgent_contact', models.CharField(blank=True, max_length=200)),
                ('version', models.PositiveIntegerField(default=0)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted', to='people.body')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='cycles.cycle')),
                ('shape', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='cycles.shape')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='cycles.visit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'scoping', 'preparing', 'on_site', 'drafting', 'accuracy', 'final', 'published', 'follow_up', 'closed', 'withheld', 'cancelled'])), name='challenge_state_known', violation_error_message='A challenge cannot be in a state that does not exist.'), models.UniqueConstraint(fields=('cycle', 'host', 'topic'), name='challenge_once_in_cycle', violation_error_message='This host already has a challenge on that topic in the cycle.')],
            },
        ),
        migrations.CreateModel(
            name='CycleMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_on', models.DateField(blank=True, null=True)),
                ('left_reason', models.TextField(blank=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycle_memberships', to='people.body')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('left_on', None), ('left_reason', '')), models.Q(('left_on__isnull', False), models.Q(('left_reason', ''), _negated=True)), _connector='OR'), name='cycle_member_left_with_reason', violation_error_message='Leaving a cycle needs both the day and the reason.'), models.UniqueConstraint(fields=('cycle', 'body'), name='cycle_member_once', violation_error_message='This body is already a member of the cycle.')],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('office', models.CharField(choices=[('director', 'Director'), ('chief_executive', 'Chief executive'), ('lead_member', 'Lead member')], max_length=20)),
                ('signed_name', models.CharField(max_length=120)),
                ('signed_on', models.DateField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='cycles.cyclemember')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'office'), name='agreement_once', violation_error_message='This office has already signed for the body.')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=40)),
                ('sentence', models.CharField(max_length=400)),
                ('from_state', models.CharField(blank=True, max_length=20)),
                ('to_state', models.CharField(blank=True, max_length=20)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='cycles.challenge')),
            ],
            options={
                'indexes': [models.Index(fields=['challenge', 'at'], name='event_by_challenge')],
            },
        ),
        migrations.CreateModel(
            name='HostBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='host_sides', to='people.body')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='host_bodies', to='cycles.challenge')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'body'), name='host_body_once', violation_error_message='This body is already on the host side.')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('planning', 'Planning meeting'), ('team_call', 'Team call'), ('keep_in_touch', 'Keep in touch'), ('feedback', 'Feedback meeting'), ('other', 'Other meeting')], max_length=20)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('minutes', models.TextField(blank=True)),
                ('held', models.BooleanField(default=False)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='cycles.challenge')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('people', models.ManyToManyField(blank=True, related_name='meetings', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_times_in_order', violation_error_message='A meeting must end after it starts.'), models.CheckConstraint(condition=models.Q(models.Q(('changed_at', None), ('changed_by', None)), models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), _connector='OR'), name='meeting_changed_by_and_at', violation_error_message='A change needs both who made it and when.'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('held', False), _connector='OR'), name='meeting_cancelled_or_held', violation_error_message='A meeting that was cancelled cannot have taken place.')],
            },
        ),
        migrations.CreateModel(
            name='Postponement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('inspection', 'Inspection'), ('host', 'The host asked'), ('region', 'The region decided')], max_length=20)),
                ('reason', models.TextField()),
                ('was_starts_on', models.DateField()),
                ('was_ends_on', models.DateField()),
                ('postponed_at', models.DateTimeField()),
                ('resumed_at', models.DateTimeField(blank=True, null=True)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postponements', to='cycles.challenge')),
                ('postponed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('resumed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('resumed_at', None)), fields=('challenge',), name='one_open_postponement', violation_error_message='This challenge is already postponed.'), models.CheckConstraint(condition=models.Q(models.Q(('resumed_at', None), ('resumed_by', None)), models.Q(('resumed_at__isnull', False), ('resumed_by__isnull', False)), _connector='OR'), name='postponement_resumed_by_and_at', violation_error_message='Resuming needs both who resumed and when.'), models.CheckConstraint(condition=models.Q(('was_ends_on__gte', models.F('was_starts_on'))), name='postponement_dates_in_order', violation_error_message='The old dates must be in order.')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('role', models.CharField(choices=[('lead', 'Lead challenger'), ('manager', 'Challenge manager'), ('reviewer', 'Reviewer'), ('observer', 'Observer'), ('shadow', 'Shadow')], max_length=20)),
                ('peer', models.CharField(choices=[('officer', 'Officer'), ('member', 'Member peer'), ('lived_experience', 'Lived experience peer'), ('partner', 'Partner agency')], default='officer', max_length=20)),
                ('case_data', models.BooleanField(default=True)),
                ('status', models.CharField(choices=[('pencilled', 'Pencilled in'), ('invited', 'Invited'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('conflicted', 'Stood down: conflict of interest')], default='invited', max_length=20)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('keeps_days', models.BooleanField(default=True)),
                ('invited_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer_note', models.TextField(blank=True)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='cycles.challenge')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='people.person')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='cycles.visit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'person'), name='seat_once', violation_error_message='This person already has a seat in this team.'), models.UniqueConstraint(condition=models.Q(('role', 'lead'), ('status__in', ('pencilled', 'invited', 'accepted'))), fields=('challenge',), name='one_lead', violation_error_message='This team already has a lead challenger.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='seat_dates_in_order', violation_error_message='A seat cannot end before it starts.'), models.CheckConstraint(condition=models.Q(('status__in', ['pencilled', 'withdrawn']), ('invited_at__isnull', False), _connector='OR'), name='seat_asked_at', violation_error_message='Whoever was asked was asked at some time.')],
            },
        ),
        migrations.CreateModel(
            name='Component',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(choices=[('planning_meeting', 'Planning meeting held'), ('data_analysis', "Host's data analysed"), ('timetable', 'Timetable agreed'), ('briefing', 'Briefing sent to those taking part'), ('feedback_booked', 'Feedback meeting booked')], max_length=20)),
                ('done_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='components', to='cycles.challenge')),
                ('done_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'key'), name='component_once', violation_error_message='This component is already recorded.')],
            },
        ),
        migrations.CreateModel(
            name='Finder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('planning', 'Planning meeting'), ('team_call', 'Team call'), ('keep_in_touch', 'Keep in touch'), ('feedback', 'Feedback meeting'), ('other', 'Other meeting')], max_length=20)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finders', to='cycles.challenge')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='finder', to='cycles.meeting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='finder_days_in_order', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='finder_takes_time', violation_error_message='A meeting takes some time.')],
            },
        ),
        migrations.CreateModel(
            name='MeetingAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('text', models.CharField(max_length=300)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='cycles.meeting')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_actions', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.body')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='cycles.challenge')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='cycles.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'body'), name='objection_once', violation_error_message='Your authority has already made its one objection to this team.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='objection_answered_by_and_at', violation_error_message='An answer needs both who answered and when.')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('outcome', models.CharField(choices=[('clear', 'Nothing to declare'), ('waiting', 'Declared, being looked at'), ('cleared', 'Declared and cleared'), ('conflict', 'Conflict of interest')], max_length=20)),
                ('declared_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('seat', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='declaration', to='cycles.seat')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='declaration_decided_by_and_at', violation_error_message='A decision needs both who decided and when.')],
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('is_known', models.BooleanField(default=False)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_when', to='people.person')),
                ('finder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='cycles.finder')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('finder', 'person'), name='asked_once', violation_error_message='This person is already asked.')],
            },
        ),
        migrations.CreateModel(
            name='OfferedTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('finder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='times', to='cycles.finder')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('finder', 'starts_at'), name='offered_time_once', violation_error_message='This time is already offered.'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='offered_time_in_order', violation_error_message='A meeting must end after it starts.')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.CharField(choices=[('yes', 'Yes'), ('maybe', 'If need be'), ('no', 'No')], max_length=5)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='cycles.asked')),
                ('time', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='cycles.offeredtime')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('asked', 'time'), name='answer_once', violation_error_message='This time is already answered.')],
            },
        ),
        migrations.RunPython(add, remove),
    ]
