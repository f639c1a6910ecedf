import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import danbiet.kit.encrypted
import danbiet.kit.tables


class Migration(migrations.Migration):
    replaces = [
        ("questions", "0001_initial"),
        ("questions", "0002_tally"),
        ("questions", "0003_likeness"),
        ("questions", "0004_readable_index"),
        ("questions", "0005_readable_state"),
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
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("body", models.TextField(blank=True, verbose_name="answer")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waits for approval"),
                                    ("returned", "Sent back"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("is_private", models.BooleanField(default=False, verbose_name="only to the asker")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        ("written_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="signer")),
                        (
                            "signer_title",
                            models.CharField(blank=True, max_length=120, verbose_name="position"),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=1)),
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
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["round"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("question", "round"), name="questions_answer_round"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "questions_answerevent" ("approved_at", "body", "id", "is_private", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "round", "signed_by_id", "signer_name", "signer_title", "state", "submitted_at", "unit_id", "valid_until", "version", "written_at", "written_by_id") VALUES (NEW."approved_at", NEW."body", NEW."id", NEW."is_private", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."reason", NEW."round", NEW."signed_by_id", NEW."signer_name", NEW."signer_title", NEW."state", NEW."submitted_at", NEW."unit_id", NEW."valid_until", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                                    hash="3a97cf97342598c7e5d8b1089f5d69afe810b5c0",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f7eca",
                                    table="questions_answer",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "questions_answerevent" ("approved_at", "body", "id", "is_private", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "round", "signed_by_id", "signer_name", "signer_title", "state", "submitted_at", "unit_id", "valid_until", "version", "written_at", "written_by_id") VALUES (NEW."approved_at", NEW."body", NEW."id", NEW."is_private", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."reason", NEW."round", NEW."signed_by_id", NEW."signer_name", NEW."signer_title", NEW."state", NEW."submitted_at", NEW."unit_id", NEW."valid_until", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                                    hash="6ef2b0eae556e432c29ffdce9bd58a7117bd04eb",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_786a2",
                                    table="questions_answer",
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
                            "role",
                            models.CharField(
                                choices=[("lead", "Leads"), ("support", "Contributes")], max_length=8
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked for"),
                                    ("handed_in", "Handed in"),
                                    ("declined", "Declined"),
                                    ("recalled", "No longer needed"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("wanted", models.TextField(blank=True, verbose_name="what is wanted")),
                        ("text", models.TextField(blank=True, verbose_name="contribution")),
                        ("asked_at", models.DateTimeField()),
                        ("held_from", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "by",
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
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("role", "support"), ("state", "asked")),
                                fields=["unit"],
                                name="questions_parts_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("role", "lead"), models.Q(("state", "recalled"), _negated=True)
                                ),
                                fields=("question",),
                                name="questions_one_lead",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "recalled"), _negated=True),
                                fields=("question", "unit"),
                                name="questions_unit_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "questions_partevent" ("asked_at", "by_id", "done_at", "held_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "role", "state", "text", "unit_id", "version", "wanted") VALUES (NEW."asked_at", NEW."by_id", NEW."done_at", NEW."held_from", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."reason", NEW."role", NEW."state", NEW."text", NEW."unit_id", NEW."version", NEW."wanted"); RETURN NULL;',
                                    hash="3953387f7221cdc7a65f7cd15317624a38b0aaa0",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a8aa4",
                                    table="questions_part",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "questions_partevent" ("asked_at", "by_id", "done_at", "held_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "role", "state", "text", "unit_id", "version", "wanted") VALUES (NEW."asked_at", NEW."by_id", NEW."done_at", NEW."held_from", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."reason", NEW."role", NEW."state", NEW."text", NEW."unit_id", NEW."version", NEW."wanted"); RETURN NULL;',
                                    hash="c7892365ba19d869d800a27202077ee1bb727b0b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_beb78",
                                    table="questions_part",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("link_nonce", models.CharField(editable=False, max_length=32)),
                        ("sent_key", models.CharField(editable=False, max_length=64, null=True, unique=True)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("web", "Portal"),
                                    ("phone", "Telephone"),
                                    ("paper", "Letter or in person"),
                                    ("hotline", "Hotline of a broadcast"),
                                    ("conversation", "Conversation in Khmer"),
                                    ("mailbox", "Mailbox"),
                                ],
                                max_length=12,
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Vietnamese"), ("km", "Khmer"), ("zh", "Chinese")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("text", models.TextField(verbose_name="text")),
                        ("is_masked_checked", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("info_wanted", "Waiting for the asker"),
                                    ("accepted", "Taken in"),
                                    ("routed", "Handed to an agency"),
                                    ("sent_back", "Sent back to intake"),
                                    ("in_work", "In work"),
                                    ("in_approval", "Answer waits for approval"),
                                    ("published", "Answered publicly"),
                                    ("answered", "Answered privately"),
                                    ("closed", "Closed"),
                                    ("refused", "Not taken on"),
                                    ("duplicate", "Asked before"),
                                    ("merged", "Joined with another"),
                                    ("withdrawn", "Withdrawn by the asker"),
                                ],
                                default="new",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "state_before",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "New"),
                                    ("info_wanted", "Waiting for the asker"),
                                    ("accepted", "Taken in"),
                                    ("routed", "Handed to an agency"),
                                    ("sent_back", "Sent back to intake"),
                                    ("in_work", "In work"),
                                    ("in_approval", "Answer waits for approval"),
                                    ("published", "Answered publicly"),
                                    ("answered", "Answered privately"),
                                    ("closed", "Closed"),
                                    ("refused", "Not taken on"),
                                    ("duplicate", "Asked before"),
                                    ("merged", "Joined with another"),
                                    ("withdrawn", "Withdrawn by the asker"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "may_publish",
                            models.BooleanField(default=False, verbose_name="the text may be published"),
                        ),
                        (
                            "may_name",
                            models.BooleanField(default=False, verbose_name="the asker may be named"),
                        ),
                        ("may_air", models.BooleanField(default=False, verbose_name="may go on air")),
                        ("received_at", models.DateTimeField(verbose_name="received")),
                        (
                            "limit_days",
                            models.DecimalField(
                                decimal_places=1, max_digits=4, verbose_name="limit in working days"
                            ),
                        ),
                        (
                            "extra_days",
                            models.DecimalField(
                                decimal_places=1,
                                default=0,
                                max_digits=4,
                                verbose_name="extension in working days",
                            ),
                        ),
                        ("due_at", models.DateTimeField(verbose_name="due")),
                        ("routed_at", models.DateTimeField(blank=True, null=True)),
                        ("told_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("reopened_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("refusal", models.CharField(blank=True, max_length=12)),
                        (
                            "rating",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rating"),
                        ),
                        ("rating_reason", models.TextField(blank=True)),
                        ("rated_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "intake_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                        (
                            "same_as",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="questions.question",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="questions.topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["-received_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["routed", "in_work", "in_approval"])),
                                fields=["lead", "due_at"],
                                name="questions_queue",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("state__in", ["new", "info_wanted", "accepted", "sent_back"])
                                ),
                                fields=["intake_unit", "due_at"],
                                name="questions_desk",
                            ),
                            models.Index(fields=["lead", "received_at"], name="questions_by_agency"),
                            models.Index(fields=["received_at"], name="questions_received"),
                            models.Index(
                                condition=models.Q(("published_at__isnull", False)),
                                fields=["-published_at", "-id"],
                                name="questions_readable",
                            ),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "new",
                                            "info_wanted",
                                            "accepted",
                                            "routed",
                                            "sent_back",
                                            "in_work",
                                            "in_approval",
                                        ),
                                    )
                                ),
                                fields=["id"],
                                name="questions_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "number"), name="questions_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rating__isnull", True), ("rating__range", (1, 5)), _connector="OR"
                                ),
                                name="questions_rating_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lead__isnull", False),
                                    models.Q(
                                        ("state__in", ["routed", "in_work", "in_approval"]), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="questions_lead_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", True),
                                    models.Q(
                                        ("state__in", ["answered", "closed", "withdrawn"]), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="questions_readable_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "Leads"), ("support", "Contributes")], max_length=8
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked for"),
                                    ("handed_in", "Handed in"),
                                    ("declined", "Declined"),
                                    ("recalled", "No longer needed"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("wanted", models.TextField(blank=True, verbose_name="what is wanted")),
                        ("text", models.TextField(blank=True, verbose_name="contribution")),
                        ("asked_at", models.DateTimeField()),
                        ("held_from", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "by",
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
                                to="questions.part",
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
                            "question",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=24)),
                        ("key", models.CharField(max_length=80, unique=True)),
                        ("created_at", models.DateTimeField()),
                        ("not_before", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("way", models.CharField(blank=True, max_length=8)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.CharField(blank=True, max_length=200)),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("sent_at__isnull", True)),
                                fields=["not_before"],
                                name="questions_notice_due",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("is_from_asker", models.BooleanField()),
                        ("original", danbiet.kit.encrypted.EncryptedTextField(blank=True)),
                        ("text", models.TextField()),
                        (
                            "by",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="InternalNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("text", models.TextField(verbose_name="note")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mentions",
                            models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("verb", models.CharField(max_length=24)),
                        (
                            "from_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "New"),
                                    ("info_wanted", "Waiting for the asker"),
                                    ("accepted", "Taken in"),
                                    ("routed", "Handed to an agency"),
                                    ("sent_back", "Sent back to intake"),
                                    ("in_work", "In work"),
                                    ("in_approval", "Answer waits for approval"),
                                    ("published", "Answered publicly"),
                                    ("answered", "Answered privately"),
                                    ("closed", "Closed"),
                                    ("refused", "Not taken on"),
                                    ("duplicate", "Asked before"),
                                    ("merged", "Joined with another"),
                                    ("withdrawn", "Withdrawn by the asker"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "New"),
                                    ("info_wanted", "Waiting for the asker"),
                                    ("accepted", "Taken in"),
                                    ("routed", "Handed to an agency"),
                                    ("sent_back", "Sent back to intake"),
                                    ("in_work", "In work"),
                                    ("in_approval", "Answer waits for approval"),
                                    ("published", "Answered publicly"),
                                    ("answered", "Answered privately"),
                                    ("closed", "Closed"),
                                    ("refused", "Not taken on"),
                                    ("duplicate", "Asked before"),
                                    ("merged", "Joined with another"),
                                    ("withdrawn", "Withdrawn by the asker"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("actor", models.CharField(default="system", max_length=8)),
                        ("reason", models.TextField(blank=True)),
                        ("is_public", models.BooleanField(default=False)),
                        ("details", models.JSONField(blank=True, default=dict)),
                        (
                            "by",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="DataRequest",
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
                                    ("copy", "A copy of one's data"),
                                    ("erasure", "Erasure of one's data"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField()),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("outcome", models.TextField(blank=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="data_requests",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=("question", "kind"),
                                name="questions_one_open_request",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CallBack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="questions.notice",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="call_backs",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Asker",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="name")),
                        (
                            "phone",
                            danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="telephone"),
                        ),
                        ("email", danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="mail")),
                        (
                            "address",
                            danbiet.kit.encrypted.EncryptedTextField(blank=True, verbose_name="address"),
                        ),
                        ("subject", danbiet.kit.encrypted.EncryptedTextField(verbose_name="subject")),
                        ("text", danbiet.kit.encrypted.EncryptedTextField(verbose_name="text")),
                        (
                            "original",
                            danbiet.kit.encrypted.EncryptedTextField(
                                blank=True, verbose_name="words in the asker's language"
                            ),
                        ),
                        ("verified_by", models.CharField(blank=True, max_length=40)),
                        (
                            "question",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asker",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "asker",
                        "verbose_name_plural": "askers",
                    },
                ),
                migrations.CreateModel(
                    name="AnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("body", models.TextField(blank=True, verbose_name="answer")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waits for approval"),
                                    ("returned", "Sent back"),
                                    ("approved", "Approved"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("is_private", models.BooleanField(default=False, verbose_name="only to the asker")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        ("written_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="signer")),
                        (
                            "signer_title",
                            models.CharField(blank=True, max_length=120, verbose_name="position"),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
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
                                to="questions.answer",
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
                        (
                            "written_by",
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
                            "question",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="QuestionFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=120)),
                        ("is_from_asker", models.BooleanField(default=True)),
                        ("is_public", models.BooleanField(default=False)),
                        ("is_for_agency", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="media.storedfile",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_from_asker", False), ("is_public", False), _connector="OR"
                                ),
                                name="questions_asker_file_private",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Snippet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=24, verbose_name="short name")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("body", models.TextField(verbose_name="text")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "key"), name="questions_snippet_once", nulls_distinct=False
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "hint",
                            models.CharField(blank=True, max_length=200, verbose_name="what belongs here"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("is_active", models.BooleanField(default=True)),
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
                    ],
                    options={
                        "verbose_name": "field",
                        "verbose_name_plural": "fields",
                        "ordering": ["order", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="TimeLimit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("web", "Portal"),
                                    ("phone", "Telephone"),
                                    ("paper", "Letter or in person"),
                                    ("hotline", "Hotline of a broadcast"),
                                    ("conversation", "Conversation in Khmer"),
                                    ("mailbox", "Mailbox"),
                                ],
                                max_length=12,
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "working_days",
                            models.DecimalField(decimal_places=1, max_digits=4, verbose_name="working days"),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="legal basis")),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="questions.topic",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("channel", "topic"), name="questions_limit_once", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("working_days__gte", "0.5"), ("working_days__lte", 120)),
                                name="questions_limit_sane",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalBasis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("document_id", models.BigIntegerField(blank=True, null=True)),
                        ("title", models.CharField(max_length=250, verbose_name="document")),
                        ("article", models.CharField(blank=True, max_length=80, verbose_name="article")),
                        ("url", models.CharField(blank=True, max_length=500)),
                        ("flagged_at", models.DateTimeField(blank=True, null=True)),
                        ("flag", models.CharField(blank=True, max_length=250)),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bases",
                                to="questions.answer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["document_id"], name="questions_basis_document")],
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("is_for_asker", models.BooleanField(default=False)),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="questions.question",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["began_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("question",),
                                name="questions_one_open_pause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("ended_at__gte", models.F("began_at")),
                                    _connector="OR",
                                ),
                                name="questions_pause_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("hour", models.BigIntegerField()),
                        ("key", models.CharField(max_length=40)),
                        ("count", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hour", "kind", "key"), name="questions_tally_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commonness",
                    fields=[
                        ("term", models.IntegerField(primary_key=True, serialize=False)),
                        ("count", models.IntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Likeness",
                    fields=[
                        (
                            "question",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="likeness",
                                serialize=False,
                                to="questions.question",
                            ),
                        ),
                        ("digest", models.BinaryField(max_length=16)),
                        (
                            "terms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(), size=None
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "term",
                                "question_id",
                                "weight",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("term", models.IntegerField()),
                        ("question_id", models.BigIntegerField()),
                        ("weight", models.SmallIntegerField()),
                    ],
                ),
            ],
        ),
    ]
