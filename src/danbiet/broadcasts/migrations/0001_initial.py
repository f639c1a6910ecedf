import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import danbiet.kit.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("media", "0001_tables"),
        ("org", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        danbiet.kit.tables.MakeTables(
            models=[
                migrations.CreateModel(
                    name="Airing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("starts_at", models.DateTimeField(verbose_name="begins")),
                        ("seconds", models.PositiveIntegerField(verbose_name="length")),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("confirmed", "Aired"),
                                    ("corrected", "Aired, corrected"),
                                    ("not_aired", "Not aired"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("click", "confirmed by the broadcaster"),
                                    ("log", "station's log"),
                                    ("typed", "typed by hand"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "log_import",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="airings",
                                to="broadcasts.asrunimport",
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="airings",
                                to="broadcasts.channel",
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="airings",
                                to="broadcasts.episode",
                                verbose_name="episode",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="airings",
                                to="broadcasts.programme",
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="broadcasts.slot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "airing",
                        "ordering": ["starts_at", "channel_id", "id"],
                        "indexes": [
                            models.Index(fields=["channel", "starts_at"], name="broadcasts_airing_day"),
                            models.Index(fields=["starts_at"], name="broadcasts_airing_time"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("seconds__gt", 0), ("seconds__lte", 86400)),
                                name="broadcasts_airing_length",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("state", "planned")),
                                    models.Q(
                                        models.Q(("state", "planned"), _negated=True),
                                        ("confirmed_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="broadcasts_confirmed_when",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "not_aired"), _negated=True),
                                fields=("channel", "starts_at", "title"),
                                name="broadcasts_airing_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "broadcasts_airingevent" ("channel_id", "confirmed_at", "confirmed_by_id", "created_at", "episode_id", "id", "language", "log_import_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "seconds", "slot_id", "source", "starts_at", "state", "task_ids", "title", "version") VALUES (NEW."channel_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."created_at", NEW."episode_id", NEW."id", NEW."language", NEW."log_import_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."reason", NEW."seconds", NEW."slot_id", NEW."source", NEW."starts_at", NEW."state", NEW."task_ids", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="b0c956ed2b90ea444454f3279d62602373b3b67c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_41583",
                                    table="broadcasts_airing",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "broadcasts_airingevent" ("channel_id", "confirmed_at", "confirmed_by_id", "created_at", "episode_id", "id", "language", "log_import_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "seconds", "slot_id", "source", "starts_at", "state", "task_ids", "title", "version") VALUES (NEW."channel_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."created_at", NEW."episode_id", NEW."id", NEW."language", NEW."log_import_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."reason", NEW."seconds", NEW."slot_id", NEW."source", NEW."starts_at", NEW."state", NEW."task_ids", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="629aa0955fc36f5db7d0d7f2f197adb80dde25e9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_526ff",
                                    table="broadcasts_airing",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AiringCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("before", models.JSONField()),
                        ("after", models.JSONField()),
                        (
                            "airing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="broadcasts.airing",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="AsRunImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("read", "To be looked at"),
                                    ("taken", "Taken over"),
                                    ("dropped", "Put aside"),
                                ],
                                default="read",
                                max_length=8,
                            ),
                        ),
                        ("columns", models.JSONField(default=dict)),
                        ("rows", models.JSONField(default=list)),
                        ("decisions", models.JSONField(default=dict)),
                        ("created_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="media.storedfile",
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="logs",
                                to="broadcasts.channel",
                                verbose_name="channel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Channel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("tv", "Television"),
                                    ("radio", "Radio"),
                                    ("loudspeaker", "Commune loudspeakers"),
                                    ("newspaper", "Newspaper"),
                                    ("portal", "Web portal"),
                                    ("social", "Social network page"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        ("order", models.PositiveSmallIntegerField(default=100)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "channel",
                        "ordering": ["order", "name", "id"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "broadcasts_channelevent" ("code", "id", "is_active", "kind", "language", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."kind", NEW."language", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;',
                                    hash="c0f891455cf27d157a76ce4aabd0fb873120266d",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e97b1",
                                    table="broadcasts_channel",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "broadcasts_channelevent" ("code", "id", "is_active", "kind", "language", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."kind", NEW."language", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;',
                                    hash="05ee7d6c3ce80d8381a2447114407690b1a8298a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6f8fb",
                                    table="broadcasts_channel",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChannelEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("tv", "Television"),
                                    ("radio", "Radio"),
                                    ("loudspeaker", "Commune loudspeakers"),
                                    ("newspaper", "Newspaper"),
                                    ("portal", "Web portal"),
                                    ("social", "Social network page"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        ("order", models.PositiveSmallIntegerField(default=100)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="broadcasts.channel",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Episode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("title", models.CharField(max_length=250, verbose_name="title")),
                        ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("opening", models.TextField(blank=True, verbose_name="opening")),
                        ("closing", models.TextField(blank=True, verbose_name="closing")),
                        ("note", models.TextField(blank=True, verbose_name="note for the team")),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "In preparation"),
                                    ("ready", "Ready"),
                                    ("aired", "Aired"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "recording_url",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="address of the recording"
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recording_video",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="media.video",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="episodes",
                                to="broadcasts.programme",
                                verbose_name="programme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "episode",
                        "ordering": ["-planned_on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "number"), name="broadcasts_episode_number_once"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "broadcasts_episodeevent" ("closing", "created_at", "created_by_id", "id", "language", "note", "number", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "programme_id", "recording_url", "recording_video_id", "state", "task_ids", "title", "version") VALUES (NEW."closing", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."note", NEW."number", NEW."opening", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planned_on", NEW."programme_id", NEW."recording_url", NEW."recording_video_id", NEW."state", NEW."task_ids", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="e2e1dd70c65ecdfc2f337665a1ade7f7ad135665",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9def4",
                                    table="broadcasts_episode",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "broadcasts_episodeevent" ("closing", "created_at", "created_by_id", "id", "language", "note", "number", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "programme_id", "recording_url", "recording_video_id", "state", "task_ids", "title", "version") VALUES (NEW."closing", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."note", NEW."number", NEW."opening", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planned_on", NEW."programme_id", NEW."recording_url", NEW."recording_video_id", NEW."state", NEW."task_ids", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="7ecbbbc60c6daef277703335ef8a5f1ab7e76a2f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_93541",
                                    table="broadcasts_episode",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("ref_kind", models.CharField(max_length=40)),
                        ("ref_id", models.BigIntegerField(blank=True, null=True)),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("url", models.CharField(blank=True, max_length=300)),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("script", models.TextField(blank=True, verbose_name="words for the air")),
                        (
                            "seconds",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="length"),
                        ),
                        (
                            "has_consent",
                            models.BooleanField(
                                default=False, verbose_name="rights and consents are settled"
                            ),
                        ),
                        (
                            "consent_note",
                            models.CharField(blank=True, max_length=300, verbose_name="what was agreed"),
                        ),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "mark_seconds",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="begins in the recording at"
                            ),
                        ),
                        (
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="broadcasts.episode",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "indexes": [models.Index(fields=["ref_kind", "ref_id"], name="broadcasts_item_ref")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ref_id__isnull", False)),
                                fields=("episode", "ref_kind", "ref_id"),
                                name="broadcasts_item_once",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "broadcasts_episodeitemevent" ("consent_note", "episode_id", "has_consent", "id", "language", "mark_seconds", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref_id", "ref_kind", "script", "seconds", "task_ids", "title", "url") VALUES (NEW."consent_note", NEW."episode_id", NEW."has_consent", NEW."id", NEW."language", NEW."mark_seconds", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ref_id", NEW."ref_kind", NEW."script", NEW."seconds", NEW."task_ids", NEW."title", NEW."url"); RETURN NULL;',
                                    hash="231bd021bf06c0fb17dcc2b17ffd5241e014b783",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9c969",
                                    table="broadcasts_episodeitem",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "broadcasts_episodeitemevent" ("consent_note", "episode_id", "has_consent", "id", "language", "mark_seconds", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref_id", "ref_kind", "script", "seconds", "task_ids", "title", "url") VALUES (NEW."consent_note", NEW."episode_id", NEW."has_consent", NEW."id", NEW."language", NEW."mark_seconds", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ref_id", NEW."ref_kind", NEW."script", NEW."seconds", NEW."task_ids", NEW."title", NEW."url"); RETURN NULL;',
                                    hash="a8ba11d65e7286fb9b18c2b0279b3e2023d7ec3c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_54ddd",
                                    table="broadcasts_episodeitem",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("order", models.PositiveSmallIntegerField()),
                        ("ref_kind", models.CharField(max_length=40)),
                        ("ref_id", models.BigIntegerField(blank=True, null=True)),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("url", models.CharField(blank=True, max_length=300)),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("script", models.TextField(blank=True, verbose_name="words for the air")),
                        (
                            "seconds",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="length"),
                        ),
                        (
                            "has_consent",
                            models.BooleanField(
                                default=False, verbose_name="rights and consents are settled"
                            ),
                        ),
                        (
                            "consent_note",
                            models.CharField(blank=True, max_length=300, verbose_name="what was agreed"),
                        ),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "mark_seconds",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="begins in the recording at"
                            ),
                        ),
                        (
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.episode",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="broadcasts.episodeitem",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Guest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                        (
                            "has_consent",
                            models.BooleanField(
                                default=False, verbose_name="agreed to be recorded and broadcast"
                            ),
                        ),
                        (
                            "consent_note",
                            models.CharField(blank=True, max_length=300, verbose_name="how it was agreed"),
                        ),
                        (
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="broadcasts.episode",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("column", "Column"),
                                    ("thematic", "Thematic programme"),
                                    ("spot", "Spot"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("seconds", models.PositiveIntegerField(default=900, verbose_name="usual length")),
                        (
                            "syllables_per_minute",
                            models.PositiveSmallIntegerField(default=210, verbose_name="syllables a minute"),
                        ),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "channels",
                            models.ManyToManyField(
                                blank=True,
                                related_name="programmes",
                                to="broadcasts.channel",
                                verbose_name="channels",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "programme",
                        "ordering": ["title", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("seconds__gt", 0), ("seconds__lte", 86400)),
                                name="broadcasts_programme_length",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("syllables_per_minute__gte", 60), ("syllables_per_minute__lte", 400)
                                ),
                                name="broadcasts_programme_speed",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "broadcasts_programmeevent" ("id", "is_active", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seconds", "syllables_per_minute", "task_ids", "title", "unit_id", "version") VALUES (NEW."id", NEW."is_active", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seconds", NEW."syllables_per_minute", NEW."task_ids", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;',
                                    hash="117e9ad6914e0a438c20fa4ea3b36f7d34b94196",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_70f80",
                                    table="broadcasts_programme",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "broadcasts_programmeevent" ("id", "is_active", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seconds", "syllables_per_minute", "task_ids", "title", "unit_id", "version") VALUES (NEW."id", NEW."is_active", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seconds", NEW."syllables_per_minute", NEW."task_ids", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;',
                                    hash="4fb1df743eb155bd9d1889a94bb6da4e0a48c638",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_12a3c",
                                    table="broadcasts_programme",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("title", models.CharField(max_length=250, verbose_name="title")),
                        ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("opening", models.TextField(blank=True, verbose_name="opening")),
                        ("closing", models.TextField(blank=True, verbose_name="closing")),
                        ("note", models.TextField(blank=True, verbose_name="note for the team")),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "In preparation"),
                                    ("ready", "Ready"),
                                    ("aired", "Aired"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "recording_url",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="address of the recording"
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="broadcasts.episode",
                            ),
                        ),
                        (
                            "recording_video",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="media.video",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.programme",
                                verbose_name="programme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("column", "Column"),
                                    ("thematic", "Thematic programme"),
                                    ("spot", "Spot"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("seconds", models.PositiveIntegerField(default=900, verbose_name="usual length")),
                        (
                            "syllables_per_minute",
                            models.PositiveSmallIntegerField(default=210, verbose_name="syllables a minute"),
                        ),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="broadcasts.programme",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="from day")),
                        ("at", models.TimeField(verbose_name="begins at")),
                        ("seconds", models.PositiveIntegerField(verbose_name="length")),
                        (
                            "weekdays",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="to day")),
                        (
                            "left_out",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DateField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="broadcasts.channel",
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="broadcasts.programme",
                                verbose_name="programme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "slot",
                        "ordering": ["channel_id", "starts_on", "at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("seconds__gt", 0), ("seconds__lte", 86400)),
                                name="broadcasts_slot_length",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="broadcasts_slot_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__isnull", False),
                                    models.Q(("title", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="broadcasts_slot_says_what",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "broadcasts_slotevent" ("at", "channel_id", "ends_on", "id", "left_out", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "seconds", "starts_on", "title", "version", "weekdays") VALUES (NEW."at", NEW."channel_id", NEW."ends_on", NEW."id", NEW."left_out", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."seconds", NEW."starts_on", NEW."title", NEW."version", NEW."weekdays"); RETURN NULL;',
                                    hash="bbbc4bdbbff9e6c8475f55743f8483394303f180",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bfa09",
                                    table="broadcasts_slot",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "broadcasts_slotevent" ("at", "channel_id", "ends_on", "id", "left_out", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "seconds", "starts_on", "title", "version", "weekdays") VALUES (NEW."at", NEW."channel_id", NEW."ends_on", NEW."id", NEW."left_out", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."seconds", NEW."starts_on", NEW."title", NEW."version", NEW."weekdays"); RETURN NULL;',
                                    hash="9d9d52e4f39ace946e5587bf7dfa9bf4c10ad396",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5cd23",
                                    table="broadcasts_slot",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AiringEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("starts_at", models.DateTimeField(verbose_name="begins")),
                        ("seconds", models.PositiveIntegerField(verbose_name="length")),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("vi", "Vietnamese"),
                                    ("km", "Khmer"),
                                    ("zh", "Chinese"),
                                    ("en", "English"),
                                ],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("confirmed", "Aired"),
                                    ("corrected", "Aired, corrected"),
                                    ("not_aired", "Not aired"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("click", "confirmed by the broadcaster"),
                                    ("log", "station's log"),
                                    ("typed", "typed by hand"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="broadcasts.airing",
                            ),
                        ),
                        (
                            "log_import",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.asrunimport",
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.channel",
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.episode",
                                verbose_name="episode",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.programme",
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.slot",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SlotEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="from day")),
                        ("at", models.TimeField(verbose_name="begins at")),
                        ("seconds", models.PositiveIntegerField(verbose_name="length")),
                        (
                            "weekdays",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="to day")),
                        (
                            "left_out",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DateField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "channel",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.channel",
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="broadcasts.slot",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="broadcasts.programme",
                                verbose_name="programme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AiringItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=1)),
                        ("ref_kind", models.CharField(max_length=40)),
                        ("ref_id", models.BigIntegerField(blank=True, null=True)),
                        ("title", models.CharField(max_length=300)),
                        ("seconds", models.PositiveIntegerField()),
                        (
                            "task_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "airing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="broadcasts.airing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "indexes": [models.Index(fields=["ref_kind", "ref_id"], name="broadcasts_aired_ref")],
                    },
                ),
            ],
        ),
    ]
