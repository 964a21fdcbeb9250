import django.db.models.deletion
import people.models.ref
from django.db import migrations, models

from reports import gate


class Migration(migrations.Migration):

    # Everything up to here, in one step: a new installation need not live through what was tried.
    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_number_tries_and_decisions"),
        ("reports", "0003_keep_what_was_imported"),
        ("reports", "0004_draw_several_editions"),
        ("reports", "0005_correct_and_keep_the_clock"),
        ("reports", "0006_rounds_and_proof"),
        ("reports", "0007_rounds_of_drafts_already_sent"),
        ("reports", "0008_rounds_are_the_only_record"),
        ("reports", "0009_wordings_remarks_and_reasons"),
        ("reports", "0010_check_the_bytes_of_editions"),
        ("reports", "0011_refuse_to_publish_with_an_open_hit"),
        ("reports", "0012_forget_names_and_say_softened"),
    ]

    initial = True

    dependencies = [
        ('cycles', '0001_as_it_stands'),
        ('people', '0001_as_it_stands'),
        ('reviews', '0001_as_it_stands'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counts', models.JSONField(blank=True, null=True)),
                ('imported', models.JSONField(blank=True, null=True)),
                ('signed_tree', models.JSONField(blank=True, null=True)),
                ('tree_sha256', models.CharField(blank=True, max_length=64)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report', to='cycles.challenge')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None), ('signed_tree', None)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False), ('signed_tree__isnull', False)), _connector='OR'), name='report_signed_by_and_at', violation_error_message='Signing needs who, when and what.')],
            },
        ),
        migrations.CreateModel(
            name='UnsavedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=80)),
                ('window', models.CharField(max_length=12)),
                ('step', models.PositiveBigIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('fields', models.JSONField()),
                ('kept_at', models.DateTimeField()),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unsaved_texts', to='cycles.challenge')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unsaved_texts', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'person', 'place', 'window'), name='unsaved_text_once', violation_error_message='This window’s text is already kept.')],
            },
        ),
        migrations.CreateModel(
            name='ClockStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField(choices=[(3, 'Report public'), (5, 'Action plan public'), (10, 'Progress review held'), (12, 'Report of the progress review public')])),
                ('met_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('stated_at', models.DateTimeField()),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clock_steps', to='cycles.challenge')),
                ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'step'), name='clock_step_once', violation_error_message='This step has been stated already.'), models.CheckConstraint(condition=models.Q(('met_on__isnull', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='clock_step_says_something', violation_error_message='Say on which day it was met, or why it is late.')],
            },
        ),
        migrations.CreateModel(
            name='Presentation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opening', models.TextField(blank=True)),
                ('key_messages', models.TextField(blank=True)),
                ('closing', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('frozen', models.JSONField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='presentation', to='cycles.challenge')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('frozen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('frozen', None), ('frozen_at', None), ('frozen_by', None)), models.Q(('frozen__isnull', False), ('frozen_at__isnull', False), ('frozen_by__isnull', False)), _connector='OR'), name='presentation_frozen_by_and_at', violation_error_message='Freezing needs who, when and what.')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('what', models.CharField(choices=[('report', 'Report'), ('summary', 'One-page summary'), ('staff', 'Summary for staff'), ('actions', 'Action sheets'), ('letter', 'Feedback letter'), ('slides', 'Slides')], default='report', max_length=10)),
                ('form', models.CharField(choices=[('pdf', 'PDF'), ('html', 'Web page'), ('docx', 'Word'), ('pptx', 'PowerPoint')], max_length=10)),
                ('tree', models.JSONField()),
                ('tree_sha256', models.CharField(max_length=64)),
                ('is_draft', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('queued', 'Waiting for a worker'), ('rendering', 'Being made'), ('ready', 'Ready'), ('failed', 'Could not be made')], default='queued', max_length=20)),
                ('step', models.CharField(blank=True, max_length=80)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.TextField(blank=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('pages', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'what', 'form', 'tree_sha256'), name='edition_once', violation_error_message='This edition is already there.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'ready'), _negated=True), models.Q(models.Q(('sha256', ''), _negated=True), ('made_at__isnull', False)), _connector='OR'), name='edition_ready_has_bytes', violation_error_message='A ready edition has its bytes and the moment it was made.')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('place', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='reports.report')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='remark_resolved_by_and_at', violation_error_message='A remark is resolved by somebody, at a moment.')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('actor', models.CharField(choices=[('host', 'The host alone'), ('partners', 'The host with its partners'), ('others', "Others, at the host's request")], default='host', max_length=20)),
                ('timescale', models.CharField(choices=[('now', 'Straight away'), ('three', 'Within three months'), ('six', 'Within six months'), ('twelve', 'Within twelve months')], default='six', max_length=20)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('findings', models.ManyToManyField(blank=True, related_name='recommendations', to='reviews.finding')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='recommendation_number_once', violation_error_message='The report already has a recommendation of that number.')],
            },
        ),
        migrations.CreateModel(
            name='IntruderAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_sha256', models.CharField(max_length=64)),
                ('answers', models.JSONField()),
                ('is_safe', models.BooleanField()),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intruder_answers', to='reports.report')),
            ],
        ),
        migrations.CreateModel(
            name='IdentityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tree_sha256', models.CharField(max_length=64)),
                ('content_sha256', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('queued', 'Waiting for a worker'), ('done', 'Done'), ('failed', 'Could not be run')], default='queued', max_length=10)),
                ('problem', models.TextField(blank=True)),
                ('editions', models.JSONField(default=dict)),
                ('sealed_names', models.BinaryField(null=True)),
                ('ran_at', models.DateTimeField()),
                ('ran_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identity_checks', to='reports.report')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'failed'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='identity_check_failed_says_why', violation_error_message='A check that could not be run says why.'), models.CheckConstraint(condition=models.Q(('status', 'queued'), ('sealed_names', None), _connector='OR'), name='identity_check_forgets_names', violation_error_message='A check that has run keeps no names.')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('changes', models.JSONField(default=list)),
                ('reason', models.TextField(blank=True)),
                ('tree', models.JSONField(blank=True, null=True)),
                ('tree_sha256', models.CharField(blank=True, max_length=64)),
                ('begun_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='correction_number_once', violation_error_message='There is a version of that number already.'), models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('report',), name='correction_one_at_a_time', violation_error_message='A correction is already being made.'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None), ('tree_sha256', '')), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False), models.Q(('tree_sha256', ''), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='correction_signed_with_reason', violation_error_message='A signed correction has its words, who signed them and why.'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('published_at__isnull', False), ('published_by__isnull', False), ('signed_at__isnull', False)), _connector='OR'), name='correction_published_after_signing', violation_error_message='Only a signed correction is published, by somebody.')],
            },
        ),
        migrations.CreateModel(
            name='ChangeReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(max_length=12)),
                ('sha256', models.CharField(max_length=64)),
                ('reason', models.TextField()),
                ('softened', models.BooleanField(default=False)),
                ('given_at', models.DateTimeField()),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='change_reasons', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'finding'), name='change_reason_once', violation_error_message='This change already has a reason.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='change_reason_says_something', violation_error_message='Say why it changed.')],
            },
        ),
        migrations.CreateModel(
            name='AccuracyRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('opened_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('first_due_on', models.DateField(blank=True, null=True)),
                ('extension_reason', models.TextField(blank=True)),
                ('extended_at', models.DateTimeField(blank=True, null=True)),
                ('ended', models.CharField(blank=True, choices=[('ran_out', 'The days ran out'), ('checked', 'The host had finished checking'), ('returned', 'The team took the draft back')], max_length=20)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('tree', models.JSONField()),
                ('tree_sha256', models.CharField(max_length=64)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('extended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='accuracy_round_number_once', violation_error_message='The report already has an accuracy round of that number.'), models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('report',), name='accuracy_round_open_once', violation_error_message='An accuracy round of this report is still open.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('ended', '')), models.Q(('closed_at__isnull', False), ('closed_by', None), ('ended', 'ran_out')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('ended__in', ['checked', 'returned'])), _connector='OR'), name='accuracy_round_ended_by_and_at', violation_error_message='The end of a round needs how, when and, unless the days ran out, by whom.'), models.CheckConstraint(condition=models.Q(models.Q(('extended_at', None), ('extended_by', None), ('extension_reason', ''), ('first_due_on', None)), models.Q(('extended_at__isnull', False), ('extended_by__isnull', False), ('first_due_on__lt', models.F('due_on')), models.Q(('extension_reason', ''), _negated=True)), _connector='OR'), name='accuracy_round_extended_with_reason', violation_error_message='More time needs a later day, a reason, who and when.')],
            },
        ),
        migrations.CreateModel(
            name='ReportSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(choices=[('summary', 'Summary'), ('background', 'Background'), ('key_messages', 'Key messages'), ('next_steps', 'Next steps'), ('thanks', 'Thanks and contact')], max_length=20)),
                ('text', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='section_once', violation_error_message='The report already has this section.')],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.body')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='reports.report')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'body'), name='sign_off_once', violation_error_message='This body has already agreed.')],
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64)),
                ('likeness', models.CharField(max_length=64)),
                ('reason', models.TextField()),
                ('waived_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waivers', to='reports.report')),
                ('waived_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'fingerprint'), name='waiver_once', violation_error_message='This hit is already waived.')],
            },
        ),
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('review_on', models.DateField()),
                ('withheld_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='reports.report')),
                ('withheld_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=20)),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True)),
                ('terms', models.JSONField(default=dict)),
                ('written_at', models.DateTimeField(null=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='reports.report')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'place', 'version'), name='wording_once', violation_error_message='This version of the text is already kept.')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('published_at', models.DateTimeField()),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('html', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.edition')),
                ('pdf', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.edition')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='reports.report')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='publication_withdrawn_with_reason', violation_error_message='Withdrawing needs who, when and why.')],
            },
        ),
        migrations.CreateModel(
            name='AccuracyComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('anchor', models.CharField(max_length=60)),
                ('quoted', models.TextField()),
                ('kind', models.CharField(choices=[('fact', 'A fact is wrong'), ('omission', 'Something is missing'), ('wording', 'The wording could be misread'), ('disagreement', 'We see it differently')], max_length=20)),
                ('text', models.TextField()),
                ('proof', models.TextField(blank=True)),
                ('proof_file', models.FileField(blank=True, max_length=200, upload_to='')),
                ('proof_name', models.CharField(blank=True, max_length=200)),
                ('proof_type', models.CharField(blank=True, max_length=100)),
                ('proof_sha256', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField()),
                ('decision', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('declined', 'Not accepted')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reports.accuracyround')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reports.report')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='comment_decided_with_reason', violation_error_message='A decision needs a reason.'), models.CheckConstraint(condition=models.Q(models.Q(('proof_file', ''), ('proof_name', ''), ('proof_type', '')), models.Q(('proof_file', ''), ('proof_name', ''), ('proof_type', ''), ('proof_sha256', ''), _connector='OR', _negated=True), _connector='OR'), name='comment_proof_whole', violation_error_message='A file needs its name, its type and its hash.')],
            },
        ),
        migrations.CreateModel(
            name='IdentityHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=people.models.ref.new_ref, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('name', 'A name'), ('surname', 'A surname'), ('initials', 'Initials'), ('misspelt', 'A misspelt name'), ('email', 'An e-mail address'), ('phone', 'A telephone number'), ('postcode', 'A postcode'), ('nhs_number', 'An NHS number'), ('ni_number', 'A National Insurance number'), ('role', 'A post that one person holds'), ('unique_phrase', 'Words that single somebody out'), ('quote', 'Words taken from a note'), ('small_group', 'A group that is too small'), ('metadata', 'Something the file carries')], max_length=20)),
                ('place', models.CharField(max_length=60)),
                ('words', models.CharField(max_length=200)),
                ('around', models.CharField(max_length=400)),
                ('seen_in', models.CharField(blank=True, max_length=200)),
                ('fingerprint', models.CharField(max_length=64)),
                ('likeness', models.CharField(blank=True, max_length=64)),
                ('check_run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='reports.identitycheck')),
                ('waiver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reports.waiver')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(
            lambda apps, editor: gate.install(editor.connection), lambda apps, editor: gate.remove(editor.connection)
        ),
    ]
