import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import danbiet.kit.tables


class Migration(migrations.Migration):
    replaces = [
        ("measures", "0001_initial"),
        ("measures", "0002_event_facets"),
        ("measures", "0003_lookups"),
        ("measures", "0004_by_facets"),
    ]

    initial = True

    dependencies = [
        ("org", "0001_tables"),
    ]

    operations = [
        danbiet.kit.tables.MakeTables(
            models=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=60)),
                        ("on", models.DateField(verbose_name="date")),
                        ("quantity", models.DecimalField(decimal_places=2, default=1, max_digits=14)),
                        ("title", models.TextField(verbose_name="title")),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("source_kind", models.CharField(max_length=40)),
                        ("source_id", models.BigIntegerField()),
                        ("subject_id", models.BigIntegerField(null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_reason", models.TextField(blank=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                            ),
                        ),
                        ("facets", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "ordering": ["on", "id"],
                        "indexes": [
                            models.Index(fields=["measure", "subject_id", "on"], name="measures_lookup"),
                            models.Index(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=["measure", "on"],
                                name="measures_counting",
                            ),
                            models.Index(fields=["on", "id"], name="measures_by_day"),
                            models.Index(fields=["url"], name="measures_by_address"),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=["facets"],
                                name="measures_by_facets",
                                opclasses=["jsonb_path_ops"],
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("measure", "source_kind", "source_id"),
                                name="measures_counted_once",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
