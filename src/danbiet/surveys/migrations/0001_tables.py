import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import danbiet.kit.tables


class Migration(migrations.Migration):
    replaces = [("surveys", "0001_initial"), ("surveys", "0002_awareness")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("org", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        danbiet.kit.tables.MakeTables(
            models=[
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("transactions", "Transactions of a unit"),
                                    ("households", "Households by commune"),
                                    ("awareness", "Awareness of the programme"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("item_count", models.PositiveSmallIntegerField()),
                        ("from_on", models.DateField(verbose_name="from")),
                        ("until_on", models.DateField(verbose_name="until")),
                        ("error", models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True)),
                        ("total", models.PositiveIntegerField(blank=True, null=True)),
                        ("seed", models.CharField(max_length=40)),
                        ("least", models.PositiveSmallIntegerField(default=10)),
                        ("created_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="surveys.questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "survey",
                        "ordering": ["-year", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "name"), name="surveys_campaign_once"),
                            models.CheckConstraint(
                                condition=models.Q(("from_on__lte", models.F("until_on"))),
                                name="surveys_days_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error__gt", 0), ("error__lt", 1), ("total__isnull", True)),
                                    models.Q(("error__isnull", True), ("total__gt", 0)),
                                    _connector="OR",
                                ),
                                name="surveys_one_way_to_a_size",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("least__gte", 3), ("least__lte", 100)),
                                name="surveys_least",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "surveys_campaignevent" ("created_at", "created_by_id", "error", "from_on", "id", "item_count", "kind", "least", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "questionnaire_id", "seed", "total", "until_on", "year") VALUES (NEW."created_at", NEW."created_by_id", NEW."error", NEW."from_on", NEW."id", NEW."item_count", NEW."kind", NEW."least", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."questionnaire_id", NEW."seed", NEW."total", NEW."until_on", NEW."year"); RETURN NULL;',
                                    hash="2135893f917512195b98b06c15a40c94c9a724bb",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f05af",
                                    table="surveys_campaign",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "surveys_campaignevent" ("created_at", "created_by_id", "error", "from_on", "id", "item_count", "kind", "least", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "questionnaire_id", "seed", "total", "until_on", "year") VALUES (NEW."created_at", NEW."created_by_id", NEW."error", NEW."from_on", NEW."id", NEW."item_count", NEW."kind", NEW."least", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."questionnaire_id", NEW."seed", NEW."total", NEW."until_on", NEW."year"); RETURN NULL;',
                                    hash="47fb4098bb45253ce6291a75be3a9d868ecda9c1",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9b6b4",
                                    table="surveys_campaign",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileTaken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("digest", models.CharField(max_length=64)),
                        ("rows", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="surveys.campaign",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of responses",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "digest"), name="surveys_file_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrameRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=80)),
                        ("name", models.CharField(max_length=300)),
                        ("stratum", models.CharField(blank=True, max_length=120)),
                        ("population", models.PositiveIntegerField()),
                        ("clusters", models.PositiveIntegerField(blank=True, null=True)),
                        ("sample", models.PositiveIntegerField()),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="frame",
                                to="surveys.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stratum of a survey",
                        "ordering": ["campaign", "name", "stratum"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "unit", "stratum"), name="surveys_stratum_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("population__gte", 1),
                                    ("sample__lte", models.F("population")),
                                    models.Q(
                                        ("clusters__isnull", True), ("clusters__gte", 1), _connector="OR"
                                    ),
                                ),
                                name="surveys_sample_within",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("is_used", models.BooleanField(default=False)),
                        (
                            "frame",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="surveys.framerow",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "code of a survey",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["frame", "is_used"], name="surveys_codes")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="used_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."is_used")',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ff7616c1f4489892b8e63df47a7befc0b0a2afc6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_used_once_4c289",
                                    table="surveys_invitation",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("figures", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        ("decision", models.CharField(blank=True, max_length=200, verbose_name="decision")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="surveys.campaign",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["campaign", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "number"), name="surveys_publication_once"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="only_added",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="c5ffa1ca2a777c9191d7ea5756b843c10bb3f14c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_only_added_cca77",
                                    table="surveys_publication",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Questionnaire",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("transactions", "Transactions of a unit"),
                                    ("households", "Households by commune"),
                                    ("awareness", "Awareness of the programme"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        (
                            "is_demonstration",
                            models.BooleanField(default=False, verbose_name="for demonstration"),
                        ),
                        ("sealed_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "questionnaire",
                        "ordering": ["-year", "name", "-version", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "version"), name="surveys_questionnaire_once"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="sealed_questionnaire",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."sealed_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="598d5215e561a4a791776c41cf06d8d5a8f8a57f",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_sealed_questionnaire_f92b4",
                                    table="surveys_questionnaire",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("key", models.CharField(max_length=20)),
                        (
                            "factor",
                            models.CharField(
                                choices=[
                                    ("access", "Access to the service"),
                                    ("procedures", "Administrative procedures"),
                                    ("staff", "Staff who handle the file"),
                                    ("results", "Result of the service"),
                                    ("feedback", "Receiving and handling of feedback"),
                                    ("awareness", "Awareness of the programme"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "layer",
                            models.CharField(
                                choices=[
                                    ("perception", "Perception"),
                                    ("satisfaction", "Satisfaction"),
                                    ("expectation", "Expectation"),
                                ],
                                default="satisfaction",
                                max_length=12,
                            ),
                        ),
                        ("weight", models.DecimalField(decimal_places=3, default=1, max_digits=7)),
                        ("text", models.TextField(verbose_name="text")),
                        ("text_km", models.TextField(blank=True, verbose_name="text in Khmer")),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="surveys.questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question of a questionnaire",
                        "ordering": ["questionnaire", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("questionnaire", "number"), name="surveys_number_once"
                            ),
                            models.UniqueConstraint(fields=("questionnaire", "key"), name="surveys_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number__gte", 1), ("number__lte", 99), ("weight__gte", 0)
                                ),
                                name="surveys_item_sane",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="sealed_items",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE sealed timestamptz;",
                                    func="SELECT sealed_at INTO sealed FROM surveys_questionnaire WHERE id = COALESCE(NEW.questionnaire_id, OLD.questionnaire_id); IF sealed IS NOT NULL THEN RAISE EXCEPTION 'items of a sealed questionnaire do not change'; END IF; RETURN COALESCE(NEW, OLD);",
                                    hash="b1fac736f4a09a4baa17ca73a04ca6c8a83b2396",
                                    operation="UPDATE OR DELETE OR INSERT",
                                    pgid="pgtrigger_sealed_items_91909",
                                    table="surveys_item",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("transactions", "Transactions of a unit"),
                                    ("households", "Households by commune"),
                                    ("awareness", "Awareness of the programme"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("item_count", models.PositiveSmallIntegerField()),
                        ("from_on", models.DateField(verbose_name="from")),
                        ("until_on", models.DateField(verbose_name="until")),
                        ("error", models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True)),
                        ("total", models.PositiveIntegerField(blank=True, null=True)),
                        ("seed", models.CharField(max_length=40)),
                        ("least", models.PositiveSmallIntegerField(default=10)),
                        ("created_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="org.unit",
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
                                to="surveys.campaign",
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="surveys.questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("cluster", models.CharField(blank=True, max_length=60)),
                        (
                            "weight",
                            models.DecimalField(blank=True, decimal_places=6, max_digits=16, null=True),
                        ),
                        (
                            "answers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(null=True), size=None
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("code", "By code, by oneself"),
                                    ("paper", "On paper, keyed twice"),
                                    ("file", "From a file"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("taken_on", models.DateField()),
                        ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="surveys.campaign",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
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
                                related_name="responses",
                                to="surveys.filetaken",
                            ),
                        ),
                        (
                            "frame",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="surveys.framerow",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "response",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Func(
                                    models.F("answers"),
                                    output_field=models.BooleanField(),
                                    template="(0 <= ALL (%(expressions)s) AND 5 >= ALL (%(expressions)s))",
                                ),
                                name="surveys_answers_on_scale",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight__isnull", True), ("weight__gt", 0), _connector="OR"
                                ),
                                name="surveys_weight_positive",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="published_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE done timestamptz; places integer; belongs bigint;",
                                    func="SELECT published_at, item_count INTO done, places FROM surveys_campaign WHERE id = COALESCE(NEW.campaign_id, OLD.campaign_id); IF done IS NOT NULL THEN RAISE EXCEPTION 'responses of a published survey do not change'; END IF; IF TG_OP <> 'DELETE' THEN  IF cardinality(NEW.answers) <> places THEN RAISE EXCEPTION 'a response answers % items', places; END IF;  SELECT campaign_id INTO belongs FROM surveys_framerow WHERE id = NEW.frame_id;  IF belongs <> NEW.campaign_id THEN RAISE EXCEPTION 'the stratum is of another survey'; END IF; END IF; RETURN COALESCE(NEW, OLD);",
                                    hash="75fa5b0eaddb37b6c47fdb0de00a29df515e2679",
                                    operation="UPDATE OR DELETE OR INSERT",
                                    pgid="pgtrigger_published_stays_94a8b",
                                    table="surveys_response",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20)),
                        ("cluster", models.CharField(blank=True, max_length=60)),
                        (
                            "first",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(null=True), size=None
                            ),
                        ),
                        ("first_at", models.DateTimeField()),
                        (
                            "second",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(null=True),
                                blank=True,
                                null=True,
                                size=None,
                            ),
                        ),
                        ("second_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="surveys.campaign",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "frame",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="surveys.framerow",
                            ),
                        ),
                        (
                            "second_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "response",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="surveys.response",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "form on paper",
                        "ordering": ["campaign", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "number"), name="surveys_paper_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("second_by__isnull", True), ("response__isnull", True)),
                                    models.Q(("second_by", models.F("first_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="surveys_keyed_by_two",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
