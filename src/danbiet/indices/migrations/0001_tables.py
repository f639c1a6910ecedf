import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import danbiet.kit.tables


class Migration(migrations.Migration):
    replaces = [
        ("indices", "0001_initial"),
        ("indices", "0002_published_files"),
        ("indices", "0003_domain_appraisers"),
        ("indices", "0004_platform_evidence"),
    ]

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
                    name="CriteriaSet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
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
                        "verbose_name": "set of criteria",
                        "ordering": ["-year", "name", "id"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="sealed_set",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."sealed_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="142f3b3cf1f1bb9b05c4de04a2303f7ec27ee75b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_sealed_set_6b470",
                                    table="indices_criteriaset",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveIntegerField()),
                        ("number", models.CharField(max_length=12, verbose_name="number")),
                        ("name", models.TextField(verbose_name="name")),
                        (
                            "maximum",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=7,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="maximum",
                            ),
                        ),
                        ("rule", models.JSONField(blank=True, null=True)),
                        ("scorer", models.CharField(default="self", max_length=10)),
                        ("figure", models.CharField(blank=True, max_length=60)),
                        ("evidence", models.TextField(blank=True, verbose_name="evidence")),
                        ("period", models.CharField(blank=True, max_length=100, verbose_name="period")),
                        ("guidance", models.TextField(blank=True, verbose_name="guidance")),
                        (
                            "groups",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "criteria_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="indices.criteriaset",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "criterion",
                        "ordering": ["criteria_set", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("criteria_set", "number"), name="indices_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("maximum__gt", 0)), name="indices_maximum_positive"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="sealed_rows",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE sealed timestamptz;",
                                    func="SELECT sealed_at INTO sealed FROM indices_criteriaset WHERE id = COALESCE(NEW.criteria_set_id, OLD.criteria_set_id); IF sealed IS NOT NULL THEN RAISE EXCEPTION 'criteria of a sealed set do not change'; END IF; RETURN COALESCE(NEW, OLD);",
                                    hash="253378385a03edc154818d15d95748e634a585db",
                                    operation="UPDATE OR DELETE OR INSERT",
                                    pgid="pgtrigger_sealed_rows_ec817",
                                    table="indices_criterion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("units_on", models.DateField(verbose_name="units as of")),
                        ("self_from", models.DateField(verbose_name="self-assessment from")),
                        ("self_until", models.DateField(verbose_name="self-assessment until")),
                        ("appraisal_until", models.DateField(verbose_name="appraisal until")),
                        ("reply_until", models.DateField(verbose_name="replies until")),
                        ("council_until", models.DateField(verbose_name="council until")),
                        ("grades", models.JSONField(blank=True, default=list)),
                        ("seed", models.BigIntegerField()),
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
                            "criteria_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="indices.criteriaset",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edition of the index",
                        "ordering": ["-year", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "name"), name="indices_edition_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("self_from__lte", models.F("self_until")),
                                    ("self_until__lt", models.F("appraisal_until")),
                                    ("appraisal_until__lt", models.F("reply_until")),
                                    ("reply_until__lt", models.F("council_until")),
                                ),
                                name="indices_days_in_order",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "indices_editionevent" ("appraisal_until", "council_until", "created_at", "created_by_id", "criteria_set_id", "grades", "id", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reply_until", "seed", "self_from", "self_until", "units_on", "year") VALUES (NEW."appraisal_until", NEW."council_until", NEW."created_at", NEW."created_by_id", NEW."criteria_set_id", NEW."grades", NEW."id", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."reply_until", NEW."seed", NEW."self_from", NEW."self_until", NEW."units_on", NEW."year"); RETURN NULL;',
                                    hash="27b05ac2ae9e86bed34acee71f0aed8687527574",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3c4f6",
                                    table="indices_edition",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "indices_editionevent" ("appraisal_until", "council_until", "created_at", "created_by_id", "criteria_set_id", "grades", "id", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reply_until", "seed", "self_from", "self_until", "units_on", "year") VALUES (NEW."appraisal_until", NEW."council_until", NEW."created_at", NEW."created_by_id", NEW."criteria_set_id", NEW."grades", NEW."id", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."reply_until", NEW."seed", NEW."self_from", NEW."self_until", NEW."units_on", NEW."year"); RETURN NULL;',
                                    hash="0a93564a55630250d1ec8e561435485f89f49733",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d5005",
                                    table="indices_edition",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("units_on", models.DateField(verbose_name="units as of")),
                        ("self_from", models.DateField(verbose_name="self-assessment from")),
                        ("self_until", models.DateField(verbose_name="self-assessment until")),
                        ("appraisal_until", models.DateField(verbose_name="appraisal until")),
                        ("reply_until", models.DateField(verbose_name="replies until")),
                        ("council_until", models.DateField(verbose_name="council until")),
                        ("grades", models.JSONField(blank=True, default=list)),
                        ("seed", models.BigIntegerField()),
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
                            "criteria_set",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="indices.criteriaset",
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
                                to="indices.edition",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Exemption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=12)),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
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
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exemptions",
                                to="indices.participant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["participant", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "number"), name="indices_exempted_once"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "indices_exemptionevent" ("at", "by_id", "id", "number", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."number", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                                    hash="35b7ad3e943ad3b46ac80b0c8498e4bdb887bcfa",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_cf332",
                                    table="indices_exemption",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "indices_exemptionevent" ("at", "by_id", "id", "number", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."number", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                                    hash="1db387f8a60502379e7d3f4afb988b4b730daddb",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_8c003",
                                    table="indices_exemption",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=80)),
                        ("name", models.CharField(max_length=300)),
                        ("group", models.CharField(max_length=120)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="indices.edition",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "ordering": ["group", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "unit"), name="indices_unit_once"),
                            models.UniqueConstraint(fields=("edition", "code"), name="indices_code_once"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "indices_participantevent" ("code", "edition_id", "group", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "unit_id") VALUES (NEW."code", NEW."edition_id", NEW."group", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_at", NEW."signed_by_id", NEW."unit_id"); RETURN NULL;',
                                    hash="dc1fd3b3f6980fbfc6f44352b38af83010d8845b",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5dfd3",
                                    table="indices_participant",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "indices_participantevent" ("code", "edition_id", "group", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "unit_id") VALUES (NEW."code", NEW."edition_id", NEW."group", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_at", NEW."signed_by_id", NEW."unit_id"); RETURN NULL;',
                                    hash="f5797ff922c0d871aa772d9571e954dafe6601e7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_76bf3",
                                    table="indices_participant",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExemptionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=12)),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
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
                                to="indices.exemption",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="indices.participant",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ParticipantEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80)),
                        ("name", models.CharField(max_length=300)),
                        ("group", models.CharField(max_length=120)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "edition",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="indices.edition",
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
                                to="indices.participant",
                            ),
                        ),
                        (
                            "signed_by",
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
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="org.unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="indices.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["edition", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "number"), name="indices_publication_once"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="only_added",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="b2c85a4ae7a4b212924f8c48d85bec7e46ee2ca4",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_only_added_52b90",
                                    table="indices_publication",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("part", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                        (
                            "whole",
                            models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True),
                        ),
                        (
                            "number",
                            models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True),
                        ),
                        ("answer", models.BooleanField(blank=True, null=True)),
                        (
                            "self_points",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                        ),
                        ("explanation", models.TextField(blank=True, verbose_name="explanation")),
                        (
                            "appraised",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                        ),
                        ("appraised_reason", models.TextField(blank=True, verbose_name="reason")),
                        ("question", models.TextField(blank=True, verbose_name="question to the unit")),
                        ("reply", models.TextField(blank=True, verbose_name="reply")),
                        (
                            "council",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                        ),
                        ("council_reason", models.TextField(blank=True, verbose_name="reason")),
                        ("error", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("updated_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="indices.criterion",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="indices.participant",
                            ),
                        ),
                        (
                            "updated_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["participant", "criterion__order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "criterion"), name="indices_score_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("self_points__isnull", True),
                                        ("self_points__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("appraised__isnull", True), ("appraised__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("council__isnull", True), ("council__gte", 0), _connector="OR"),
                                ),
                                name="indices_points_not_negative",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "indices_scoreevent" ("answer", "appraised", "appraised_reason", "council", "council_reason", "criterion_id", "error", "explanation", "id", "number", "part", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "reply", "self_points", "source", "updated_at", "updated_by_id", "version", "whole") VALUES (NEW."answer", NEW."appraised", NEW."appraised_reason", NEW."council", NEW."council_reason", NEW."criterion_id", NEW."error", NEW."explanation", NEW."id", NEW."number", NEW."part", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."reply", NEW."self_points", NEW."source", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."whole"); RETURN NULL;',
                                    hash="87183a938d1e0bea7722b80738c6a813f7ce1d3c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_220e7",
                                    table="indices_score",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "indices_scoreevent" ("answer", "appraised", "appraised_reason", "council", "council_reason", "criterion_id", "error", "explanation", "id", "number", "part", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "reply", "self_points", "source", "updated_at", "updated_by_id", "version", "whole") VALUES (NEW."answer", NEW."appraised", NEW."appraised_reason", NEW."council", NEW."council_reason", NEW."criterion_id", NEW."error", NEW."explanation", NEW."id", NEW."number", NEW."part", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."reply", NEW."self_points", NEW."source", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."whole"); RETURN NULL;',
                                    hash="59543c7737888318636757d54b390b6b53f2e338",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_00b33",
                                    table="indices_score",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("file", "File"),
                                    ("link", "Web address"),
                                    ("platform", "On the platform"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="web address")),
                        ("section", models.CharField(blank=True, max_length=100, verbose_name="section")),
                        ("page", models.CharField(blank=True, max_length=40, verbose_name="page")),
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
                            "score",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="indices.score",
                            ),
                        ),
                        ("key", models.CharField(blank=True, max_length=80)),
                        ("source", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file__isnull", False), ("kind", "file")),
                                    models.Q(("kind", "link"), models.Q(("url", ""), _negated=True)),
                                    models.Q(
                                        ("kind", "platform"),
                                        models.Q(("source", ""), _negated=True),
                                        models.Q(("key", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="indices_evidence_is_there",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "platform")),
                                fields=("score", "source", "key"),
                                name="indices_evidence_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("self", "Unit"),
                                    ("appraisal", "Appraisal"),
                                    ("council", "Council"),
                                    ("exemption", "Exemption"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "before",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                        ),
                        ("after", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ("reason", models.TextField(blank=True)),
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
                            "score",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="indices.score",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="only_added",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="af8a8ec3797de0dc215c038937d751d67e051214",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_only_added_34afd",
                                    table="indices_scorechange",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("part", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                        (
                            "whole",
                            models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True),
                        ),
                        (
                            "number",
                            models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True),
                        ),
                        ("answer", models.BooleanField(blank=True, null=True)),
                        (
                            "self_points",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                        ),
                        ("explanation", models.TextField(blank=True, verbose_name="explanation")),
                        (
                            "appraised",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                        ),
                        ("appraised_reason", models.TextField(blank=True, verbose_name="reason")),
                        ("question", models.TextField(blank=True, verbose_name="question to the unit")),
                        ("reply", models.TextField(blank=True, verbose_name="reply")),
                        (
                            "council",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                        ),
                        ("council_reason", models.TextField(blank=True, verbose_name="reason")),
                        ("error", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("updated_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "criterion",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="indices.criterion",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="indices.participant",
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
                                to="indices.score",
                            ),
                        ),
                        (
                            "updated_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WindowChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "window",
                            models.CharField(
                                choices=[
                                    ("self", "Self-assessment"),
                                    ("appraisal", "Appraisal"),
                                    ("reply", "Replies of the units"),
                                    ("council", "Council"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("before", models.DateField()),
                        ("after", models.DateField()),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="indices.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("after__gt", models.F("before"))),
                                name="indices_only_later",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="only_added",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="d05ccf3d3d031ddbaabd0724c463df4cee4baed9",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_only_added_01ac3",
                                    table="indices_windowchange",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublishedFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("form", models.CharField(max_length=4)),
                        ("at", models.DateTimeField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="media.storedfile",
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="indices.publication",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["publication", "form"],
                        "constraints": [
                            models.UniqueConstraint(fields=("publication", "form"), name="indices_form_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DomainAppraiser",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=12)),
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appraisers",
                                to="indices.edition",
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
                        "ordering": ["edition", "number", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "number", "unit"), name="indices_appraiser_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__regex", "^[1-9][0-9]*$")),
                                name="indices_appraiser_of_domain",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
