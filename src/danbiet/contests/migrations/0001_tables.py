import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import danbiet.kit.encrypted
import danbiet.kit.tables


class Migration(migrations.Migration):
    replaces = [
        ("contests", "0001_initial"),
        ("contests", "0002_resumed_entry"),
        ("contests", "0003_certificate"),
    ]

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
                    name="Contest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                max_length=40, unique=True, verbose_name="short name in addresses"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        ("plan_task", models.CharField(blank=True, max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "In preparation"),
                                    ("checked", "Checked"),
                                    ("frozen", "Sealed"),
                                    ("running", "Running"),
                                    ("appeals", "Complaints"),
                                    ("final", "Final"),
                                    ("archived", "Archived"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("draft", models.JSONField(blank=True, default=dict)),
                        ("rules", models.TextField(blank=True, null=True)),
                        ("rules_hash", models.CharField(blank=True, max_length=64)),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signing_key", danbiet.kit.encrypted.EncryptedTextField(blank=True)),
                        ("receipt_key", danbiet.kit.encrypted.EncryptedTextField(blank=True)),
                        ("pepper", danbiet.kit.encrypted.EncryptedTextField(blank=True)),
                        (
                            "retention_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="personal data is kept until"
                            ),
                        ),
                        ("cancelled_reason", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "verbose_name": "contest",
                        "ordering": ["-created_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9-]{1,40}$")),
                                name="contests_key_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rules__isnull", True), ("state__in", ["draft", "checked"])),
                                    ("state", "cancelled"),
                                    models.Q(
                                        models.Q(("state__in", ["draft", "checked"]), _negated=True),
                                        ("frozen_at__isnull", False),
                                        ("frozen_by__isnull", False),
                                        ("rules__isnull", False),
                                        models.Q(("rules_hash", ""), _negated=True),
                                        models.Q(("signing_key", ""), _negated=True),
                                        models.Q(("receipt_key", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contests_rules_when_sealed",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="rules_sealed",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.rules IS NOT NULL AND (OLD.rules IS DISTINCT FROM NEW.rules OR OLD.rules_hash IS DISTINCT FROM NEW.rules_hash OR OLD.key IS DISTINCT FROM NEW.key OR OLD.frozen_at IS DISTINCT FROM NEW.frozen_at))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="793bf11c44150038ecce46651c8e475c564047d2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_rules_sealed_5c05d",
                                    table="contests_contest",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="sealed_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.rules IS NOT NULL)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="f1e3d84600acbdd7a70c083b5d92b5ef727bc4eb",
                                    operation="DELETE",
                                    pgid="pgtrigger_sealed_stays_a8857",
                                    table="contests_contest",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "contests_contestevent" ("cancelled_reason", "created_at", "created_by_id", "draft", "frozen_at", "frozen_by_id", "id", "key", "organiser_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_task", "retention_until", "rules", "rules_hash", "state", "title", "version") VALUES (NEW."cancelled_reason", NEW."created_at", NEW."created_by_id", NEW."draft", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."key", NEW."organiser_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_task", NEW."retention_until", NEW."rules", NEW."rules_hash", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="cd42dcd8db99f1c4c80c1fb2b1e2d3a1d003c85e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_807cf",
                                    table="contests_contest",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."cancelled_reason" IS DISTINCT FROM (NEW."cancelled_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."draft" IS DISTINCT FROM (NEW."draft") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."frozen_by_id" IS DISTINCT FROM (NEW."frozen_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."organiser_id" IS DISTINCT FROM (NEW."organiser_id") OR OLD."plan_task" IS DISTINCT FROM (NEW."plan_task") OR OLD."retention_until" IS DISTINCT FROM (NEW."retention_until") OR OLD."rules" IS DISTINCT FROM (NEW."rules") OR OLD."rules_hash" IS DISTINCT FROM (NEW."rules_hash") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "contests_contestevent" ("cancelled_reason", "created_at", "created_by_id", "draft", "frozen_at", "frozen_by_id", "id", "key", "organiser_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_task", "retention_until", "rules", "rules_hash", "state", "title", "version") VALUES (NEW."cancelled_reason", NEW."created_at", NEW."created_by_id", NEW."draft", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."key", NEW."organiser_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_task", NEW."retention_until", NEW."rules", NEW."rules_hash", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="0f387f54b013f35d94e2a266204f81233b5ce187",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_96d26",
                                    table="contests_contest",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Part",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="contests.contest",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("quiz", "Quiz"), ("video", "Video"), ("initiative", "Initiative")],
                                max_length=10,
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="contests_part_once"),
                            models.CheckConstraint(
                                condition=models.Q(("weight__range", (0, 100))), name="contests_part_weight"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Audience",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="audiences",
                                to="contests.contest",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=120)),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "entry",
                            models.CharField(
                                choices=[
                                    ("open", "With name and telephone"),
                                    ("account", "With an official's account"),
                                    ("oidc", "With a provider of identity"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("min_age", models.PositiveSmallIntegerField(default=0)),
                        ("max_age", models.PositiveSmallIntegerField(default=0)),
                        ("guardian_below", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "audience",
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="contests_audience_once"),
                            models.UniqueConstraint(
                                fields=("contest", "order"), name="contests_audience_number"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="contests.contest",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("name", models.CharField(max_length=40)),
                        ("body", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contest", "name"), name="contests_commitment_once"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="78f0b40f914a504f0a24066a2b6ddabff5ec3e0e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_db537",
                                    table="contests_commitment",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="part_scores",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        ("part", models.CharField(max_length=40)),
                        ("score", models.PositiveIntegerField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contest", "part", "unit"), name="contests_part_score_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__range", (0, 10000))),
                                name="contests_part_score_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="contests.contest",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("number", models.PositiveSmallIntegerField()),
                        ("opens_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("closed", "Closed"),
                                    ("provisional", "Provisional result"),
                                    ("final", "Final result"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "round",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="contests_round_once"),
                            models.UniqueConstraint(
                                fields=("contest", "number"), name="contests_round_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("opens_at__lt", models.F("closes_at"))),
                                name="contests_round_forward",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        models.Func(
                                            models.F("contest"),
                                            models.F("contest"),
                                            models.Value("[]"),
                                            function="int8range",
                                        ),
                                        "&&",
                                    ),
                                    (
                                        models.Func(
                                            models.F("opens_at"), models.F("closes_at"), function="tstzrange"
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="contests_rounds_apart",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="begins_as_sealed",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.opens_at IS DISTINCT FROM NEW.opens_at OR OLD.key IS DISTINCT FROM NEW.key OR OLD.number IS DISTINCT FROM NEW.number OR OLD.contest_id IS DISTINCT FROM NEW.contest_id)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="1f5904a77ea932be80588ab4569cde4aef3a2409",
                                    operation="UPDATE",
                                    pgid="pgtrigger_begins_as_sealed_8d973",
                                    table="contests_round",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="ends_by_event",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.closes_at IS DISTINCT FROM NEW.closes_at)",
                                    func="IF NEW.closes_at <= OLD.closes_at OR NOT EXISTS (SELECT 1 FROM contests_roundevent e WHERE e.round_id = NEW.id AND e.closes_at = NEW.closes_at) THEN RAISE EXCEPTION 'a round ends later by an event only'; END IF; RETURN NEW;",
                                    hash="2c9a43671d16901b65b3cc40499f491afcdaab23",
                                    operation="UPDATE",
                                    pgid="pgtrigger_ends_by_event_6f6f1",
                                    table="contests_round",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "contests_roundhistory" ("closed_at", "closes_at", "contest_id", "id", "key", "name", "number", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."closed_at", NEW."closes_at", NEW."contest_id", NEW."id", NEW."key", NEW."name", NEW."number", NEW."opens_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                                    hash="e71a9b468645bbbdacdb969313e561defcb12100",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1e677",
                                    table="contests_round",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "contests_roundhistory" ("closed_at", "closes_at", "contest_id", "id", "key", "name", "number", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."closed_at", NEW."closes_at", NEW."contest_id", NEW."id", NEW."key", NEW."name", NEW."number", NEW."opens_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                                    hash="cfe14929ab6d75e0bba0a8889f8eea391717184b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_dd4d1",
                                    table="contests_round",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="contests.round",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("extended", "Extended"),
                                    ("paused_entry", "Entry paused"),
                                    ("resumed", "Entry resumed"),
                                    ("notice", "Notice"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closes_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("is_public", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closes_at__isnull", False),
                                        ("is_public", True),
                                        ("kind", "extended"),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "extended"), _negated=True),
                                        ("closes_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contests_event_end",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="3b15714d73e0f8dfa3036cbd4eec64d6c2189946",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_57aad",
                                    table="contests_roundevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="moves_the_end",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.kind = 'extended')",
                                    func="UPDATE contests_round SET closes_at = NEW.closes_at WHERE id = NEW.round_id AND closes_at < NEW.closes_at; IF NOT FOUND THEN RAISE EXCEPTION 'an extension ends later than what stands'; END IF; RETURN NULL;",
                                    hash="64a6b83433b3bcf510c54ec182d7f1d54bd9214a",
                                    operation="INSERT",
                                    pgid="pgtrigger_moves_the_end_d121c",
                                    table="contests_roundevent",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundSecret",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secret",
                                to="contests.round",
                            ),
                        ),
                        ("secret", danbiet.kit.encrypted.EncryptedTextField()),
                        ("hash", models.CharField(max_length=64)),
                        ("revealed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="10f921b90ef67d9c75d6af988717a108afdfd575",
                                    operation="DELETE",
                                    pgid="pgtrigger_stays_ce20f",
                                    table="contests_roundsecret",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="written_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.hash IS DISTINCT FROM NEW.hash OR OLD.round_id IS DISTINCT FROM NEW.round_id OR OLD.secret IS DISTINCT FROM NEW.secret OR OLD.revealed_at IS NOT NULL)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="c81c72191ca668168356f8d99097ffec91c44783",
                                    operation="UPDATE",
                                    pgid="pgtrigger_written_once_c2ec1",
                                    table="contests_roundsecret",
                                    when="BEFORE",
                                ),
                            ),
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
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="contests.round",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("provisional", "Provisional standings"),
                                    ("final", "Final standings"),
                                    ("bundle", "Bundle to check"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                        ("folder", models.CharField(blank=True, max_length=200)),
                        ("root", models.CharField(blank=True, max_length=64)),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[("making", "Being made"), ("ready", "Ready"), ("failed", "Failed")],
                                default="making",
                                max_length=8,
                            ),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "kind", "number"), name="contests_publication_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)),
                                name="contests_publication_percent",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="final_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.state = 'ready' AND OLD.kind IN ('final', 'bundle'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="85d5b1855171a5c6291ddd7f2e1e01191a4dd41c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_final_stays_fcc6f",
                                    table="contests_publication",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bank",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="banks",
                                to="contests.contest",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("sections", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "verbose_name": "bank",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="contests_bank_once"),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9-]{1,40}$")),
                                name="contests_bank_key",
                            ),
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
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="contests.bank",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "In use"), ("retired", "Set aside")],
                                default="active",
                                max_length=8,
                            ),
                        ),
                        ("section", models.CharField(blank=True, max_length=40)),
                        ("level", models.PositiveSmallIntegerField(default=1, verbose_name="level")),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "current",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="contests.itemversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("contest", "key"), name="contests_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9-]{1,40}$")),
                                name="contests_item_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("section__regex", "^[a-z0-9-]{0,40}$")),
                                name="contests_item_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__range", (1, 3))), name="contests_item_level"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="sealed",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.frozen_at IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="6ea138f925069d4282c460a799aeec1887fdaf1d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_sealed_fb15f",
                                    table="contests_item",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="sealed_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.frozen_at IS NOT NULL)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="484116341536d85f6070ea52db7a544cd06dfc20",
                                    operation="DELETE",
                                    pgid="pgtrigger_sealed_stays_10435",
                                    table="contests_item",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "contests_itemevent" ("bank_id", "contest_id", "current_id", "frozen_at", "id", "key", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section", "state") VALUES (NEW."bank_id", NEW."contest_id", NEW."current_id", NEW."frozen_at", NEW."id", NEW."key", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."section", NEW."state"); RETURN NULL;',
                                    hash="ae84b737cc76d652d7d3e26c3e56645e585b9794",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_230de",
                                    table="contests_item",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "contests_itemevent" ("bank_id", "contest_id", "current_id", "frozen_at", "id", "key", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section", "state") VALUES (NEW."bank_id", NEW."contest_id", NEW."current_id", NEW."frozen_at", NEW."id", NEW."key", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."section", NEW."state"); RETURN NULL;',
                                    hash="2cca8810cfe039e6dc9099ff5f8648372af68ae0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_141da",
                                    table="contests_item",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="contests.item",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("proposed", "Waits for review"),
                                    ("approved", "Approved"),
                                    ("rejected", "Sent back"),
                                    ("frozen", "Sealed"),
                                    ("revealed", "Public"),
                                ],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        ("text", models.TextField(verbose_name="question")),
                        ("options", models.JSONField()),
                        (
                            "key",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), size=None
                            ),
                        ),
                        (
                            "is_fixed",
                            models.BooleanField(default=False, verbose_name="the options keep their order"),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="legal source")),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("review_note", models.TextField(blank=True)),
                        ("salt", danbiet.kit.encrypted.EncryptedTextField(blank=True)),
                        ("commitment", models.CharField(blank=True, max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "shingles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(), default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["digest"], name="contests_version_digest")],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "number"), name="contests_version_once"),
                            models.CheckConstraint(
                                condition=models.Func(
                                    models.F("options"),
                                    output_field=models.BooleanField(),
                                    template="jsonb_array_length(%(expressions)s) BETWEEN 2 AND 8",
                                ),
                                name="contests_version_options",
                            ),
                            models.CheckConstraint(
                                condition=models.Func(
                                    models.F("key"),
                                    output_field=models.BooleanField(),
                                    template="cardinality(%(expressions)s) > 0",
                                ),
                                name="contests_version_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Func(
                                    models.F("options"),
                                    models.F("key"),
                                    arg_joiner=") > ALL (",
                                    function="jsonb_array_length",
                                    output_field=models.BooleanField(),
                                ),
                                name="contests_version_key_within",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("author")), _negated=True),
                                    _connector="OR",
                                ),
                                name="contests_version_two_persons",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "proposed"]),
                                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contests_version_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["frozen", "revealed"]), _negated=True),
                                    models.Q(
                                        models.Q(("salt", ""), _negated=True),
                                        models.Q(("commitment", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contests_version_sealed",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="sealed",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.state IN ('frozen', 'revealed') AND (NEW.state NOT IN ('frozen', 'revealed') OR OLD.item_id IS DISTINCT FROM NEW.item_id OR OLD.number IS DISTINCT FROM NEW.number OR OLD.text IS DISTINCT FROM NEW.text OR OLD.options IS DISTINCT FROM NEW.options OR OLD.key IS DISTINCT FROM NEW.key OR OLD.is_fixed IS DISTINCT FROM NEW.is_fixed OR OLD.source IS DISTINCT FROM NEW.source OR OLD.salt IS DISTINCT FROM NEW.salt OR OLD.commitment IS DISTINCT FROM NEW.commitment))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="b7743abbac5d878aa4c123b15545d199173b7cda",
                                    operation="UPDATE",
                                    pgid="pgtrigger_sealed_91ed4",
                                    table="contests_itemversion",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="sealed_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.state IN ('frozen', 'revealed'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="47dfba7d91a7655129868caf52f886cea37fae52",
                                    operation="DELETE",
                                    pgid="pgtrigger_sealed_stays_0f7f0",
                                    table="contests_itemversion",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imports",
                                to="contests.bank",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("form", models.CharField(max_length=12)),
                        ("sha256", models.CharField(max_length=64)),
                        ("rows", models.JSONField(default=list)),
                        ("problems", models.JSONField(default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("read", "Read"),
                                    ("taken", "Taken over"),
                                    ("dropped", "Not taken over"),
                                ],
                                default="read",
                                max_length=8,
                            ),
                        ),
                        ("taken", models.PositiveIntegerField(default=0)),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="HeadCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="head_counts",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("block", models.CharField(blank=True, max_length=40)),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="head-count")),
                        (
                            "declared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("declared_at", models.DateTimeField(blank=True, null=True)),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "head-count",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contest", "unit"), name="contests_head_count_once"
                            ),
                            models.UniqueConstraint(
                                fields=("contest", "code"), name="contests_head_count_code"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[A-Za-z0-9-]{1,40}$")),
                                name="contests_head_count_code_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("count", 0),
                                    models.Q(("declared_at__isnull", False), ("declared_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contests_head_count_declared",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="sealed",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.frozen_at IS NOT NULL)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e7a5385bbb5d51857e1792ca02f0949182261b1a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_sealed_bb159",
                                    table="contests_headcount",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "contests_headcountevent" ("block", "code", "contest_id", "count", "declared_at", "declared_by_id", "frozen_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."block", NEW."code", NEW."contest_id", NEW."count", NEW."declared_at", NEW."declared_by_id", NEW."frozen_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;',
                                    hash="79f698b55bcea865d799232483c4b2e8d4035e86",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_313b0",
                                    table="contests_headcount",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "contests_headcountevent" ("block", "code", "contest_id", "count", "declared_at", "declared_by_id", "frozen_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."block", NEW."code", NEW."contest_id", NEW."count", NEW."declared_at", NEW."declared_by_id", NEW."frozen_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;',
                                    hash="6ea6939e675118169cf8a130601c0c0b518a6b03",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ac3d2",
                                    table="contests_headcount",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "audience",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contests.audience",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, db_default="", max_length=40)),
                        ("code", models.CharField(max_length=10)),
                        ("unique_hash", models.BinaryField(max_length=32, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("has_guardian_consent", models.BooleanField(db_default=False, default=False)),
                        ("consent_at", models.DateTimeField()),
                        ("erased_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contest", "unique_hash"), name="contests_entrant_one_person"
                            ),
                            models.UniqueConstraint(
                                fields=("contest", "code"), name="contests_entrant_one_code"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[0-9A-HJKMNP-TV-Z]{10}$")),
                                name="contests_entrant_code",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("erased_at__isnull", False),
                                        ("unique_hash__isnull", True),
                                        ("user__isnull", True),
                                    ),
                                    models.Q(("erased_at__isnull", True), ("unique_hash__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contests_entrant_erased",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "entrant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="contact",
                                serialize=False,
                                to="contests.entrant",
                            ),
                        ),
                        ("name", danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="name")),
                        (
                            "phone",
                            danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="telephone"),
                        ),
                        ("email", danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="mail")),
                        (
                            "birth_on",
                            danbiet.kit.encrypted.EncryptedTextField(
                                blank=True, verbose_name="date of birth"
                            ),
                        ),
                        (
                            "address",
                            danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="address"),
                        ),
                        (
                            "guardian",
                            danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="guardian"),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Winner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="winners",
                                to="contests.round",
                            ),
                        ),
                        ("prize", models.CharField(max_length=40)),
                        ("group", models.CharField(max_length=40)),
                        (
                            "entrant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contests.entrant",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                        ("is_shared", models.BooleanField(default=False)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
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
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "prize", "entrant"), name="contests_winner_person_once"
                            ),
                            models.UniqueConstraint(
                                fields=("round", "prize", "unit"), name="contests_winner_unit_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entrant__isnull", True), ("unit__isnull", False)),
                                    models.Q(("entrant__isnull", False), ("unit__isnull", True)),
                                    _connector="OR",
                                ),
                                name="contests_winner_one",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "contests_winnerevent" ("confirmed_at", "confirmed_by_id", "entrant_id", "group", "id", "is_shared", "paid_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prize", "round_id", "unit_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."entrant_id", NEW."group", NEW."id", NEW."is_shared", NEW."paid_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prize", NEW."round_id", NEW."unit_id"); RETURN NULL;',
                                    hash="e929ec3d78db98e5ae4098c6a438c2f491d978dd",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b2868",
                                    table="contests_winner",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "contests_winnerevent" ("confirmed_at", "confirmed_by_id", "entrant_id", "group", "id", "is_shared", "paid_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prize", "round_id", "unit_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."entrant_id", NEW."group", NEW."id", NEW."is_shared", NEW."paid_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prize", NEW."round_id", NEW."unit_id"); RETURN NULL;',
                                    hash="682e86ee34199bfcd4124901b8c3882ca468f6a2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_1fcf6",
                                    table="contests_winner",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Start",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contests.round",
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("number", models.IntegerField()),
                        ("audience", models.SmallIntegerField()),
                        ("unit", models.CharField(blank=True, db_default="", max_length=40)),
                        ("started_ms", models.BigIntegerField()),
                        ("deadline_ms", models.BigIntegerField()),
                        ("network_hash", models.BinaryField(null=True)),
                        ("device_hash", models.BinaryField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "code", "number"), name="contests_start_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deadline_ms__gte", models.F("started_ms")), ("number__gte", 1)
                                ),
                                name="contests_start_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "start",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="contests.start",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contests.round",
                            ),
                        ),
                        ("arrived_ms", models.BigIntegerField()),
                        ("prediction", models.BigIntegerField(null=True)),
                        ("answers", models.TextField()),
                        ("code", models.CharField(max_length=12)),
                        ("trail", models.TextField(blank=True, db_default="")),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                fields=["round", "arrived_ms"], name="contests_entry_arrived"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="eabe4fa3115c30b6ea36c8f6a7ca2dd868ca43e0",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_15d2a",
                                    table="contests_entry",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        (
                            "start",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="contests.start",
                            ),
                        ),
                        ("points", models.IntegerField()),
                        ("correct", models.SmallIntegerField()),
                        ("wrong", models.SmallIntegerField()),
                        ("is_all_correct", models.BooleanField()),
                        ("time_ms", models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Disqualification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disqualifications",
                                to="contests.round",
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("number", models.PositiveIntegerField(default=0)),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("round", "code", "number"),
                                name="contests_disqualified_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("revoked_by__isnull", False),
                                        models.Q(("revoked_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contests_disqualified_revoked",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "contests_disqualificationevent" ("at", "by_id", "code", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_reason", "round_id") VALUES (NEW."at", NEW."by_id", NEW."code", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."round_id"); RETURN NULL;',
                                    hash="78524a2ff33d98fba423226bddef9f0a119498e8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_dfc51",
                                    table="contests_disqualification",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "contests_disqualificationevent" ("at", "by_id", "code", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_reason", "round_id") VALUES (NEW."at", NEW."by_id", NEW."code", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."round_id"); RETURN NULL;',
                                    hash="4e651fc056550253e33f4227dc8a619e7e24add4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_67721",
                                    table="contests_disqualification",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="contests.round",
                            ),
                        ),
                        (
                            "entrant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contests.entrant",
                            ),
                        ),
                        ("text", danbiet.kit.encrypted.EncryptedTextField()),
                        ("masked", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("upheld", "Upheld"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["made_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("round", "entrant"),
                                name="contests_one_open_appeal",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["upheld", "refused"]), _negated=True),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contests_appeal_answered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DroppedItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drops",
                                to="contests.round",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contests.item",
                            ),
                        ),
                        ("note", models.TextField(verbose_name="note")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "item"), name="contests_drop_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suspicion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suspicions",
                                to="contests.round",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("same_answers", "Same answers, same times"),
                                    ("too_fast", "Faster than one can read"),
                                    ("cluster", "One device or network"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        (
                            "starts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), size=None
                            ),
                        ),
                        ("evidence", models.JSONField(default=dict)),
                        ("found_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("dismissed", "Nothing in it"),
                                    ("confirmed", "Confirmed"),
                                ],
                                default="open",
                                max_length=10,
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["found_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "kind", "fingerprint"), name="contests_suspicion_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contests_suspicion_decided",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="contests.contest",
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
                        ("id", models.BigIntegerField()),
                        ("key", models.CharField(max_length=40, verbose_name="short name in addresses")),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "organiser",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="org.unit",
                            ),
                        ),
                        ("plan_task", models.CharField(blank=True, max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "In preparation"),
                                    ("checked", "Checked"),
                                    ("frozen", "Sealed"),
                                    ("running", "Running"),
                                    ("appeals", "Complaints"),
                                    ("final", "Final"),
                                    ("archived", "Archived"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("draft", models.JSONField(blank=True, default=dict)),
                        ("rules", models.TextField(blank=True, null=True)),
                        ("rules_hash", models.CharField(blank=True, max_length=64)),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "frozen_by",
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
                            "retention_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="personal data is kept until"
                            ),
                        ),
                        ("cancelled_reason", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField()),
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
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoundHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="contests.round",
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
                        ("id", models.BigIntegerField()),
                        (
                            "contest",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.contest",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("number", models.PositiveSmallIntegerField()),
                        ("opens_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("closed", "Closed"),
                                    ("provisional", "Provisional result"),
                                    ("final", "Final result"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WinnerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="contests.winner",
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
                        ("id", models.BigIntegerField()),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.round",
                            ),
                        ),
                        ("prize", models.CharField(max_length=40)),
                        ("group", models.CharField(max_length=40)),
                        (
                            "entrant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.entrant",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="org.unit",
                            ),
                        ),
                        ("is_shared", models.BooleanField(default=False)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
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
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="contests.item",
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
                        ("id", models.BigIntegerField()),
                        (
                            "contest",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.contest",
                            ),
                        ),
                        (
                            "bank",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.bank",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "In use"), ("retired", "Set aside")],
                                default="active",
                                max_length=8,
                            ),
                        ),
                        ("section", models.CharField(blank=True, max_length=40)),
                        ("level", models.PositiveSmallIntegerField(default=1, verbose_name="level")),
                        (
                            "current",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.itemversion",
                            ),
                        ),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HeadCountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="contests.headcount",
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
                        ("id", models.BigIntegerField()),
                        (
                            "contest",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.contest",
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
                        ("code", models.CharField(max_length=40)),
                        ("block", models.CharField(blank=True, max_length=40)),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="head-count")),
                        (
                            "declared_by",
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
                        ("declared_at", models.DateTimeField(blank=True, null=True)),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DisqualificationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="contests.disqualification",
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
                        ("id", models.BigIntegerField()),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contests.round",
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("number", models.PositiveIntegerField(default=0)),
                        ("reason", models.TextField(verbose_name="reason")),
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
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
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
                        ("revoked_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Trial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trials",
                                to="contests.contest",
                            ),
                        ),
                        ("round", models.CharField(max_length=40)),
                        ("people", models.PositiveIntegerField()),
                        ("draft_hash", models.CharField(max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits"),
                                    ("done", "Done"),
                                    ("failed", "Could not be tried"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=12, unique=True)),
                        ("holder", danbiet.kit.encrypted.EncryptedTextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "winner",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="certificate",
                                to="contests.winner",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[0-9A-HJKMNP-TV-Z]{12}$")),
                                name="contests_certificate_code",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
