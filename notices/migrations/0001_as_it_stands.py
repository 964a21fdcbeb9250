import django.db.models.deletion
import people.models.ref
from django.db import migrations, models


class Migration(migrations.Migration):

    # Everything up to here, in one step: a new installation need not live through what was tried.
    replaces = [
        ("notices", "0001_initial"),
        ("notices", "0002_duties_and_their_holders"),
        ("notices", "0003_outbox"),
        ("notices", "0004_feeds_of_calendars"),
        ("notices", "0005_fewer_indexes_on_messages"),
        ("notices", "0006_no_index_on_the_duty_of_a_message"),
    ]

    initial = True

    dependencies = [
        ('people', '0001_as_it_stands'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail', models.CharField(db_index=True, max_length=12)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(choices=[('tried', 'Tried'), ('taken', 'Taken by the mail server'), ('refused', 'Refused'), ('unreachable', 'Mail server did not answer'), ('delivered', 'Delivered'), ('bounced', 'Came back')], max_length=20)),
                ('detail', models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.CharField(max_length=200, unique=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(max_length=80)),
                ('place', models.CharField(max_length=160)),
                ('what', models.CharField(max_length=200)),
                ('why', models.CharField(max_length=200)),
                ('path', models.CharField(max_length=200)),
                ('owner', models.CharField(max_length=4)),
                ('escalates_to', models.CharField(blank=True, max_length=4)),
                ('anchor_on', models.DateField()),
                ('set_on', models.DateField()),
                ('due_on', models.DateField()),
                ('remind_on', models.DateField(blank=True, null=True)),
                ('late_on', models.DateField(blank=True, null=True)),
                ('escalate_on', models.DateField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('paused', models.BooleanField(default=False)),
                ('not_needed_reason', models.TextField(blank=True)),
                ('extended_reason', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('extended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='people.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['about'], name='duty_by_what_it_is_about'), models.Index(fields=['programme', 'due_on'], name='duty_by_day')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'about'), name='duty_once', violation_error_message='This duty is already there.'), models.CheckConstraint(condition=models.Q(models.Q(('due_on', models.F('set_on')), ('extended_by', None), ('extended_reason', '')), models.Q(('due_on__gt', models.F('set_on')), ('extended_by__isnull', False), models.Q(('extended_reason', ''), _negated=True)), _connector='OR'), name='duty_extended_with_reason', violation_error_message='A later day needs both a reason and who gave it.'), models.CheckConstraint(condition=models.Q(models.Q(('remind_on', None), ('remind_on__lte', models.F('due_on')), _connector='OR'), models.Q(('late_on', None), ('late_on__gt', models.F('due_on')), _connector='OR'), models.Q(('escalate_on', None), ('escalate_on__gt', models.F('due_on')), _connector='OR')), name='duty_rungs_in_order', violation_error_message='A reminder comes before the day, and what follows comes after it.')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='feed_one_open', violation_error_message='This person already has a calendar address.'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('made_at')), _connector='OR'), name='feed_moments_in_order', violation_error_message='An address cannot end before it was made.')],
            },
        ),
        migrations.CreateModel(
            name='HeldKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held_kinds', to='people.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'kind'), name='held_kind_once', violation_error_message='This kind already waits for a release.')],
            },
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(blank=True, max_length=40)),
                ('sender', models.CharField(blank=True, max_length=80)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('region', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letterhead', to='people.region')),
            ],
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekly', models.BooleanField(default=False)),
                ('stopped', models.JSONField(blank=True, default=list)),
                ('changed_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='message_preference', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Holder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.PositiveSmallIntegerField(choices=[(0, 'Owes it'), (1, 'Is told when it stays undone')], default=0)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='notices.duty')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties_held', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('duty', 'person', 'rung'), name='holder_once', violation_error_message='This duty already waits for this person.')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(max_length=80)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('rung', models.CharField(blank=True, max_length=20)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField(blank=True)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('queued_at', models.DateTimeField()),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.CharField(blank=True, max_length=12)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('mail', models.CharField(blank=True, max_length=12)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('bounced_at', models.DateTimeField(blank=True, null=True)),
                ('given_up_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('duty', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='notices.duty')),
                ('edited_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('held_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('programme', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='people.programme')),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='people.person')),
            ],
            options={
                'indexes': [models.Index(models.F('queued_at'), condition=models.Q(('dropped_at', None), ('given_up_at', None), ('sent_at', None)), name='message_still_to_leave'), models.Index(fields=['programme', '-queued_at'], name='message_of_programme'), models.Index(condition=models.Q(('mail', ''), _negated=True), fields=['mail'], name='message_by_mail')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('due_on', None)), fields=('recipient', 'kind', 'about'), name='message_once', violation_error_message='This message is already queued.'), models.UniqueConstraint(fields=('recipient', 'kind', 'about', 'due_on'), name='message_once_for_its_day', violation_error_message='This message is already queued for that day.'), models.CheckConstraint(condition=models.Q(models.Q(('given_up_at', None), ('sent_at', None)), models.Q(('dropped_at', None), ('sent_at', None)), models.Q(('dropped_at', None), ('given_up_at', None)), _connector='OR'), name='message_ends_once', violation_error_message='A message is sent, given up or not needed any more: one of these.'), models.CheckConstraint(condition=models.Q(('bounced_at', None), ('sent_at__isnull', False), _connector='OR'), name='message_bounces_after_it_is_sent', violation_error_message='Only a message that was sent can come back.'), models.CheckConstraint(condition=models.Q(models.Q(('claim', ''), ('claimed_at', None)), models.Q(models.Q(('claim', ''), _negated=True), ('claimed_at__isnull', False), models.Q(('mail', ''), _negated=True)), _connector='OR'), name='message_claimed_with_a_time', violation_error_message='A message in a worker’s hands says whose and since when.'), models.CheckConstraint(condition=models.Q(models.Q(('edited_at', None), ('edited_by', None)), models.Q(('edited_at__isnull', False), ('edited_by__isnull', False)), _connector='OR'), name='message_edited_by_somebody', violation_error_message='A message that was edited says when and by whom.')],
            },
        ),
    ]
