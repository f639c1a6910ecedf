from __future__ import annotations

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_lookups")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=["facets"],
                name="measures_by_facets",
                opclasses=["jsonb_path_ops"],
            ),
        ),
    ]
