import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0001_tables"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="contest",
            name="rules_sealed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contest",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contest",
            name="update_update",
        ),
        migrations.AddField(
            model_name="contest",
            name="fraud_limits",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="contestevent",
            name="fraud_limits",
            field=models.JSONField(blank=True, default=dict),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contest",
            trigger=pgtrigger.compiler.Trigger(
                name="rules_sealed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.rules IS NOT NULL AND (OLD.rules IS DISTINCT FROM NEW.rules OR OLD.rules_hash IS DISTINCT FROM NEW.rules_hash OR OLD.key IS DISTINCT FROM NEW.key OR OLD.frozen_at IS DISTINCT FROM NEW.frozen_at OR OLD.fraud_limits IS DISTINCT FROM NEW.fraud_limits))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a1a096492982c3fb3bf26ee60eda7c4a5a15210e",
                    operation="UPDATE",
                    pgid="pgtrigger_rules_sealed_5c05d",
                    table="contests_contest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "contests_contestevent" ("cancelled_reason", "created_at", "created_by_id", "draft", "fraud_limits", "frozen_at", "frozen_by_id", "id", "key", "organiser_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_task", "retention_until", "rules", "rules_hash", "state", "title", "version") VALUES (NEW."cancelled_reason", NEW."created_at", NEW."created_by_id", NEW."draft", NEW."fraud_limits", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."key", NEW."organiser_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_task", NEW."retention_until", NEW."rules", NEW."rules_hash", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                    hash="9e9aa83afa5773a644835e65d29096367450c4c2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_807cf",
                    table="contests_contest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cancelled_reason" IS DISTINCT FROM (NEW."cancelled_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."draft" IS DISTINCT FROM (NEW."draft") OR OLD."fraud_limits" IS DISTINCT FROM (NEW."fraud_limits") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."frozen_by_id" IS DISTINCT FROM (NEW."frozen_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."organiser_id" IS DISTINCT FROM (NEW."organiser_id") OR OLD."plan_task" IS DISTINCT FROM (NEW."plan_task") OR OLD."retention_until" IS DISTINCT FROM (NEW."retention_until") OR OLD."rules" IS DISTINCT FROM (NEW."rules") OR OLD."rules_hash" IS DISTINCT FROM (NEW."rules_hash") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "contests_contestevent" ("cancelled_reason", "created_at", "created_by_id", "draft", "fraud_limits", "frozen_at", "frozen_by_id", "id", "key", "organiser_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_task", "retention_until", "rules", "rules_hash", "state", "title", "version") VALUES (NEW."cancelled_reason", NEW."created_at", NEW."created_by_id", NEW."draft", NEW."fraud_limits", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."key", NEW."organiser_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_task", NEW."retention_until", NEW."rules", NEW."rules_hash", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                    hash="c183f0357025df2a2008db6a1da0eb520c9c6383",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_96d26",
                    table="contests_contest",
                    when="AFTER",
                ),
            ),
        ),
    ]
