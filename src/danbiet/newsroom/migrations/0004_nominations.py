"""Good models are nominated by units and verified by the reform office."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_approval"),
        ("org", "0004_tree_stamp"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="name of the model")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("institutions", "Institutions"),
                            ("procedures", "Administrative procedures"),
                            ("apparatus", "Organisation of the apparatus"),
                            ("civil_service", "Civil service"),
                            ("finance", "Public finance"),
                            ("digital", "Digital government"),
                            ("communication", "Communication"),
                        ],
                        max_length=16,
                        verbose_name="field",
                    ),
                ),
                ("summary", models.TextField(max_length=600, verbose_name="summary")),
                ("description", models.TextField(verbose_name="how it is done")),
                ("results", models.TextField(verbose_name="what it brought")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for verification"),
                            ("verified", "Verified"),
                            ("declined", "Not accepted"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("nominated_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True, verbose_name="what was checked")),
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
                    "nominated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="nomination",
                        to="newsroom.goodmodelpage",
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
                "verbose_name": "nomination",
                "ordering": ["-nominated_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "waiting"), ("decided_at__isnull", False), _connector="OR"
                        ),
                        name="newsroom_verdict_has_its_moment",
                    )
                ],
            },
        ),
    ]
