from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Left

OLD = 2  # what is there already: found as before until its age has been set, and in neither of the small indices


def _age() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(default=OLD)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.AddField("entry", "age", _age(), preserve_default=False),
        migrations.AddField("month", "age", _age(), preserve_default=False),
        migrations.AddIndex(
            "entry",
            GinIndex(fields=["words"], name="search_words_late", fastupdate=False, condition=Q(age__lte=1)),
        ),
        migrations.AddIndex(
            "entry", GinIndex(fields=["words"], name="search_words_new", fastupdate=False, condition=Q(age=0))
        ),
        migrations.AddIndex(
            "term", models.Index(Left("folded", 2), F("count").desc(), name="search_term_of_two")
        ),
    ]
