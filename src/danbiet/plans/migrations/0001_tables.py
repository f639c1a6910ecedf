import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import danbiet.kit.tables


class Migration(migrations.Migration):
    replaces = [
        ("plans", "0001_initial"),
        ("plans", "0002_one_live_own_plan_each"),
        ("plans", "0003_report_figures_frozen"),
        ("plans", "0004_measured_targets"),
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
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "Leads"), ("support", "Supports")], max_length=8
                            ),
                        ),
                        ("set_code", models.CharField(blank=True, max_length=30)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignments",
                                to="plans.task",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["role", "order", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "unit"), name="plans_unit_once_per_task")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "plans_assignmentevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "set_code", "task_id", "unit_id") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."set_code", NEW."task_id", NEW."unit_id"); RETURN NULL;',
                                    hash="1bac487497376dd79a82ac8d79129fb0f629664b",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8115d",
                                    table="plans_assignment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "plans_assignmentevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "set_code", "task_id", "unit_id") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."set_code", NEW."task_id", NEW."unit_id"); RETURN NULL;',
                                    hash="238d92b147063e07c22cfd80d6a8cd2dd88a722e",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c0858",
                                    table="plans_assignment",
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
                        ("on", models.DateField(verbose_name="date")),
                        ("title", models.TextField(verbose_name="what was done")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("article", "News or article"),
                                    ("airing", "Airing"),
                                    ("video", "Video"),
                                    ("meeting", "Meeting"),
                                    ("leaflet", "Leaflet"),
                                    ("loudspeaker", "Loudspeaker programme"),
                                    ("contest", "Contest"),
                                    ("training", "Training"),
                                    ("inspection", "Inspection"),
                                    ("document", "Document"),
                                    ("poster", "Poster or banner"),
                                    ("social", "Social network post"),
                                    ("other", "Other"),
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
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waiting for acceptance"),
                                    ("accepted", "Accepted"),
                                    ("returned", "Returned"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
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
                            "decided_by",
                            models.ForeignKey(
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
                        "verbose_name": "piece of evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": ["-on", "-id"],
                        "indexes": [
                            models.Index(fields=["unit", "state", "-on"], name="plans_evidence_unit"),
                            models.Index(
                                condition=models.Q(("state", "submitted")),
                                fields=["submitted_at"],
                                name="plans_evidence_waiting",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "plans_evidenceevent" ("created_at", "created_by_id", "decided_at", "decided_by_id", "id", "kind", "language", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "submitted_at", "title", "unit_id", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."language", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."submitted_at", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;',
                                    hash="897063519e3c615cf022342765b95561534c8d83",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_adbad",
                                    table="plans_evidence",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "plans_evidenceevent" ("created_at", "created_by_id", "decided_at", "decided_by_id", "id", "kind", "language", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "submitted_at", "title", "unit_id", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."language", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."submitted_at", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;',
                                    hash="f886f1c6e67b658314ba8e5d3891bd34300a049d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9fe0c",
                                    table="plans_evidence",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Credit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="quantity"),
                        ),
                        ("item", models.CharField(blank=True, max_length=200, verbose_name="item")),
                        ("is_direct", models.BooleanField(default=True)),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="credits",
                                to="plans.evidence",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credits",
                                to="plans.target",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("evidence", "target"), name="plans_counted_once"),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="plans_credit_positive"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "plans_creditevent" ("evidence_id", "id", "is_direct", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "target_id") VALUES (NEW."evidence_id", NEW."id", NEW."is_direct", NEW."item", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quantity", NEW."target_id"); RETURN NULL;',
                                    hash="c29a5543b68729c6c253dd7e7d649bab9fe288e6",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f5a02",
                                    table="plans_credit",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "plans_creditevent" ("evidence_id", "id", "is_direct", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "target_id") VALUES (NEW."evidence_id", NEW."id", NEW."is_direct", NEW."item", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quantity", NEW."target_id"); RETURN NULL;',
                                    hash="eb01a1372513e8c9a0e5878e926ac08e4ad0c391",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ab704",
                                    table="plans_credit",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("on", models.DateField(verbose_name="date")),
                        ("title", models.TextField(verbose_name="what was done")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("article", "News or article"),
                                    ("airing", "Airing"),
                                    ("video", "Video"),
                                    ("meeting", "Meeting"),
                                    ("leaflet", "Leaflet"),
                                    ("loudspeaker", "Loudspeaker programme"),
                                    ("contest", "Contest"),
                                    ("training", "Training"),
                                    ("inspection", "Inspection"),
                                    ("document", "Document"),
                                    ("poster", "Poster or banner"),
                                    ("social", "Social network post"),
                                    ("other", "Other"),
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
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waiting for acceptance"),
                                    ("accepted", "Accepted"),
                                    ("returned", "Returned"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
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
                            "decided_by",
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
                                to="plans.evidence",
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
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waiting for the head"),
                                    ("returned", "Returned"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="number and symbol"),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="date of issue")),
                        ("title", models.TextField(verbose_name="title")),
                        (
                            "issuer_text",
                            models.TextField(blank=True, verbose_name="issuing body, as written"),
                        ),
                        ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                        ("sections", models.JSONField(default=list, verbose_name="text of the plan")),
                        ("signer_title", models.TextField(blank=True, verbose_name="signer's title")),
                        (
                            "signer_name",
                            models.CharField(blank=True, max_length=120, verbose_name="signer's name"),
                        ),
                        (
                            "unit_plans_due_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="units issue their own plans by"
                            ),
                        ),
                        ("issued_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("returned_reason", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="plans.plan",
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
                        "verbose_name": "plan",
                        "ordering": ["-year", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True),
                                    models.Q(("state", "withdrawn"), _negated=True),
                                ),
                                fields=("unit", "year", "number"),
                                name="plans_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "issued"), _negated=True),
                                    ("issued_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="plans_issued_has_date",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                fields=("parent", "unit"),
                                name="plans_one_own_plan_each",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "plans_planevent" ("created_at", "id", "issued_at", "issued_by_id", "issued_on", "issuer_text", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "returned_reason", "sections", "signer_name", "signer_title", "state", "submitted_at", "title", "unit_id", "unit_plans_due_on", "version", "year") VALUES (NEW."created_at", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."issued_on", NEW."issuer_text", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."returned_reason", NEW."sections", NEW."signer_name", NEW."signer_title", NEW."state", NEW."submitted_at", NEW."title", NEW."unit_id", NEW."unit_plans_due_on", NEW."version", NEW."year"); RETURN NULL;',
                                    hash="d5913254fe947b4692ecc832acbadf77a472f768",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8b340",
                                    table="plans_plan",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "plans_planevent" ("created_at", "id", "issued_at", "issued_by_id", "issued_on", "issuer_text", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "returned_reason", "sections", "signer_name", "signer_title", "state", "submitted_at", "title", "unit_id", "unit_plans_due_on", "version", "year") VALUES (NEW."created_at", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."issued_on", NEW."issuer_text", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."returned_reason", NEW."sections", NEW."signer_name", NEW."signer_title", NEW."state", NEW."submitted_at", NEW."title", NEW."unit_id", NEW."unit_plans_due_on", NEW."version", NEW."year"); RETURN NULL;',
                                    hash="8de7c4a3037feecb177e756d17d0f5b71c561cc0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ee9c7",
                                    table="plans_plan",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContentGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                        ("title", models.TextField(verbose_name="title")),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=2, default=1, max_digits=6, verbose_name="weight"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.contentgroup",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "group of content",
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weight__gt", 0)), name="plans_group_weight_positive"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waiting for the head"),
                                    ("returned", "Returned"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="number and symbol"),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="date of issue")),
                        ("title", models.TextField(verbose_name="title")),
                        (
                            "issuer_text",
                            models.TextField(blank=True, verbose_name="issuing body, as written"),
                        ),
                        ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                        ("sections", models.JSONField(default=list, verbose_name="text of the plan")),
                        ("signer_title", models.TextField(blank=True, verbose_name="signer's title")),
                        (
                            "signer_name",
                            models.CharField(blank=True, max_length=120, verbose_name="signer's name"),
                        ),
                        (
                            "unit_plans_due_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="units issue their own plans by"
                            ),
                        ),
                        ("issued_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("returned_reason", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "issued_by",
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.plan",
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
                                to="plans.plan",
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
                    name="PlanImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("read", "Read, not yet taken over"),
                                    ("taken", "Taken over"),
                                    ("undone", "Undone"),
                                    ("refused", "Refused"),
                                ],
                                default="read",
                                max_length=8,
                            ),
                        ),
                        ("result", models.JSONField(default=dict)),
                        ("created_at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="media.storedfile",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.plan",
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
                        "ordering": ["-created_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Proof",
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
                                choices=[("file", "File"), ("photo", "Photo"), ("link", "Link")], max_length=6
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="link")),
                        ("section", models.CharField(blank=True, max_length=120, verbose_name="section")),
                        ("page", models.CharField(blank=True, max_length=60, verbose_name="page")),
                        ("caption", models.CharField(blank=True, max_length=250, verbose_name="caption")),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proofs",
                                to="plans.evidence",
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
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "link"),
                                        models.Q(("url", ""), _negated=True),
                                        ("file__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "link"), _negated=True),
                                        ("url", ""),
                                        ("file__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="plans_proof_has_thing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period_key", models.CharField(max_length=10, verbose_name="period")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("returned", "Returned"),
                                    ("accepted", "Accepted"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="number and symbol"),
                        ),
                        ("narrative", models.JSONField(default=list)),
                        ("figures", models.JSONField(blank=True, null=True)),
                        ("as_of", models.DateField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "report",
                        "ordering": ["-period_key", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "period_key"), name="plans_one_report_per_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "returned"]),
                                    models.Q(
                                        ("as_of__isnull", False),
                                        ("figures__isnull", False),
                                        ("submitted_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="plans_submitted_report_has_figures",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "plans_reportevent" ("as_of", "created_at", "decided_at", "decided_by_id", "figures", "id", "narrative", "number", "period_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason", "state", "submitted_at", "submitted_by_id", "version") VALUES (NEW."as_of", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."figures", NEW."id", NEW."narrative", NEW."number", NEW."period_key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."version"); RETURN NULL;',
                                    hash="714e7dceb7a8dd5ffa2d93f671ebd4fc3f6b7829",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_26839",
                                    table="plans_report",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "plans_reportevent" ("as_of", "created_at", "decided_at", "decided_by_id", "figures", "id", "narrative", "number", "period_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason", "state", "submitted_at", "submitted_by_id", "version") VALUES (NEW."as_of", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."figures", NEW."id", NEW."narrative", NEW."number", NEW."period_key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."version"); RETURN NULL;',
                                    hash="b53f5db171a22346f4a673ea277b0c964b78b34d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_38fa5",
                                    table="plans_report",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="figures_frozen",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.state IN ('submitted', 'accepted') AND (OLD.figures IS DISTINCT FROM NEW.figures OR OLD.as_of IS DISTINCT FROM NEW.as_of))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="5e6e3665c7c96d6460e9abd747aa3d5b697286d8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_figures_frozen_cc2e5",
                                    table="plans_report",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("period_key", models.CharField(max_length=10, verbose_name="period")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("returned", "Returned"),
                                    ("accepted", "Accepted"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="number and symbol"),
                        ),
                        ("narrative", models.JSONField(default=list)),
                        ("figures", models.JSONField(blank=True, null=True)),
                        ("as_of", models.DateField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "decided_by",
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
                                to="plans.report",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
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
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "comparison",
                            models.CharField(
                                choices=[(">=", "at least"), ("=", "exactly"), ("<=", "at most")],
                                default=">=",
                                max_length=2,
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        (
                            "unit_text",
                            models.CharField(blank=True, max_length=120, verbose_name="unit of measure"),
                        ),
                        (
                            "per",
                            models.CharField(
                                choices=[
                                    ("once", "in all"),
                                    ("week", "per week"),
                                    ("month", "per month"),
                                    ("quarter", "per quarter"),
                                    ("year", "per year"),
                                ],
                                default="once",
                                max_length=8,
                            ),
                        ),
                        ("per_unit", models.BooleanField(default=False, verbose_name="for each unit")),
                        (
                            "each_comparison",
                            models.CharField(
                                blank=True,
                                choices=[(">=", "at least"), ("=", "exactly"), ("<=", "at most")],
                                max_length=2,
                            ),
                        ),
                        (
                            "each_quantity",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                        ),
                        ("each_unit_text", models.CharField(blank=True, max_length=120)),
                        ("measure", models.CharField(blank=True, max_length=60)),
                        ("is_implied", models.BooleanField(default=False)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="plans.target",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="plans.task",
                            ),
                        ),
                        ("measure_filter", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "verbose_name": "target",
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__isnull", True), ("quantity__gte", 0), _connector="OR"
                                ),
                                name="plans_target_not_negative",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "plans_targetevent" ("comparison", "each_comparison", "each_quantity", "each_unit_text", "id", "is_implied", "measure", "measure_filter", "order", "parent_id", "per", "per_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "task_id", "unit_text") VALUES (NEW."comparison", NEW."each_comparison", NEW."each_quantity", NEW."each_unit_text", NEW."id", NEW."is_implied", NEW."measure", NEW."measure_filter", NEW."order", NEW."parent_id", NEW."per", NEW."per_unit", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quantity", NEW."task_id", NEW."unit_text"); RETURN NULL;',
                                    hash="e651ba5c347008793e1ff6000afe107da4b8381c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_99840",
                                    table="plans_target",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "plans_targetevent" ("comparison", "each_comparison", "each_quantity", "each_unit_text", "id", "is_implied", "measure", "measure_filter", "order", "parent_id", "per", "per_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "task_id", "unit_text") VALUES (NEW."comparison", NEW."each_comparison", NEW."each_quantity", NEW."each_unit_text", NEW."id", NEW."is_implied", NEW."measure", NEW."measure_filter", NEW."order", NEW."parent_id", NEW."per", NEW."per_unit", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quantity", NEW."task_id", NEW."unit_text"); RETURN NULL;',
                                    hash="06b9260e66732624554d1a5261ee094f70da3ac7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_fcfba",
                                    table="plans_target",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "quantity",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="quantity"),
                        ),
                        ("item", models.CharField(blank=True, max_length=200, verbose_name="item")),
                        ("is_direct", models.BooleanField(default=True)),
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
                                to="plans.credit",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.evidence",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.target",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                        ("content", models.TextField(verbose_name="content")),
                        (
                            "forms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="forms",
                            ),
                        ),
                        (
                            "audience",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="audience",
                            ),
                        ),
                        ("product", models.TextField(blank=True, verbose_name="product, target")),
                        ("lead_text", models.TextField(blank=True, verbose_name="lead, as written")),
                        ("support_text", models.TextField(blank=True, verbose_name="support, as written")),
                        ("schedule_text", models.TextField(blank=True, verbose_name="time, as written")),
                        ("source_text", models.TextField(blank=True, verbose_name="original text")),
                        ("periods", models.JSONField(default=list)),
                        ("starts_on", models.DateField(verbose_name="starts")),
                        ("ends_on", models.DateField(verbose_name="ends")),
                        (
                            "recurrence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weekly", "Every week"),
                                    ("monthly", "Every month"),
                                    ("quarterly", "Every quarter"),
                                    ("yearly", "Every year"),
                                    ("continuous", "Continuously"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=2, default=1, max_digits=6, verbose_name="weight"
                            ),
                        ),
                        (
                            "share",
                            models.CharField(
                                choices=[("own", "Own task"), ("lead", "Leads"), ("support", "Supports")],
                                default="own",
                                max_length=8,
                            ),
                        ),
                        ("doubts", models.JSONField(default=list)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="plans.contentgroup",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="plans.task",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "task",
                        "ordering": ["group__order", "order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="plans_task_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gt", 0)), name="plans_task_weight_positive"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "plans_taskevent" ("audience", "content", "doubts", "ends_on", "forms", "group_id", "id", "lead_text", "order", "parent_id", "periods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "product", "recurrence", "schedule_text", "share", "source_text", "starts_on", "support_text", "version", "weight") VALUES (NEW."audience", NEW."content", NEW."doubts", NEW."ends_on", NEW."forms", NEW."group_id", NEW."id", NEW."lead_text", NEW."order", NEW."parent_id", NEW."periods", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."product", NEW."recurrence", NEW."schedule_text", NEW."share", NEW."source_text", NEW."starts_on", NEW."support_text", NEW."version", NEW."weight"); RETURN NULL;',
                                    hash="f0cbb9a36c55d584c9cfe53d9bf9a9fcab546bdb",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_949f2",
                                    table="plans_task",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "plans_taskevent" ("audience", "content", "doubts", "ends_on", "forms", "group_id", "id", "lead_text", "order", "parent_id", "periods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "product", "recurrence", "schedule_text", "share", "source_text", "starts_on", "support_text", "version", "weight") VALUES (NEW."audience", NEW."content", NEW."doubts", NEW."ends_on", NEW."forms", NEW."group_id", NEW."id", NEW."lead_text", NEW."order", NEW."parent_id", NEW."periods", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."product", NEW."recurrence", NEW."schedule_text", NEW."share", NEW."source_text", NEW."starts_on", NEW."support_text", NEW."version", NEW."weight"); RETURN NULL;',
                                    hash="033a57bbb6086a7db07e3d7db3cbe6719e20afc2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_57082",
                                    table="plans_task",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "comparison",
                            models.CharField(
                                choices=[(">=", "at least"), ("=", "exactly"), ("<=", "at most")],
                                default=">=",
                                max_length=2,
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        (
                            "unit_text",
                            models.CharField(blank=True, max_length=120, verbose_name="unit of measure"),
                        ),
                        (
                            "per",
                            models.CharField(
                                choices=[
                                    ("once", "in all"),
                                    ("week", "per week"),
                                    ("month", "per month"),
                                    ("quarter", "per quarter"),
                                    ("year", "per year"),
                                ],
                                default="once",
                                max_length=8,
                            ),
                        ),
                        ("per_unit", models.BooleanField(default=False, verbose_name="for each unit")),
                        (
                            "each_comparison",
                            models.CharField(
                                blank=True,
                                choices=[(">=", "at least"), ("=", "exactly"), ("<=", "at most")],
                                max_length=2,
                            ),
                        ),
                        (
                            "each_quantity",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                        ),
                        ("each_unit_text", models.CharField(blank=True, max_length=120)),
                        ("measure", models.CharField(blank=True, max_length=60)),
                        ("is_implied", models.BooleanField(default=False)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.target",
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
                                to="plans.target",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.task",
                            ),
                        ),
                        ("measure_filter", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssignmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "Leads"), ("support", "Supports")], max_length=8
                            ),
                        ),
                        ("set_code", models.CharField(blank=True, max_length=30)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
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
                                to="plans.assignment",
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
                        (
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.task",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                        ("content", models.TextField(verbose_name="content")),
                        (
                            "forms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="forms",
                            ),
                        ),
                        (
                            "audience",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="audience",
                            ),
                        ),
                        ("product", models.TextField(blank=True, verbose_name="product, target")),
                        ("lead_text", models.TextField(blank=True, verbose_name="lead, as written")),
                        ("support_text", models.TextField(blank=True, verbose_name="support, as written")),
                        ("schedule_text", models.TextField(blank=True, verbose_name="time, as written")),
                        ("source_text", models.TextField(blank=True, verbose_name="original text")),
                        ("periods", models.JSONField(default=list)),
                        ("starts_on", models.DateField(verbose_name="starts")),
                        ("ends_on", models.DateField(verbose_name="ends")),
                        (
                            "recurrence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weekly", "Every week"),
                                    ("monthly", "Every month"),
                                    ("quarterly", "Every quarter"),
                                    ("yearly", "Every year"),
                                    ("continuous", "Continuously"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=2, default=1, max_digits=6, verbose_name="weight"
                            ),
                        ),
                        (
                            "share",
                            models.CharField(
                                choices=[("own", "Own task"), ("lead", "Leads"), ("support", "Supports")],
                                default="own",
                                max_length=8,
                            ),
                        ),
                        ("doubts", models.JSONField(default=list)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "group",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.contentgroup",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.task",
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
                                to="plans.task",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
