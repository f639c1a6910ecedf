import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_tally")]

    operations = [
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
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
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
    ]
