from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

OPEN = ("new", "info_wanted", "accepted", "routed", "sent_back", "in_work", "in_approval")


class Migration(migrations.Migration):
    atomic = False  # questions go on coming in meanwhile

    dependencies = [("questions", "0003_likeness")]

    operations = [
        AddIndexConcurrently(
            model_name="question",
            index=models.Index(
                fields=["-published_at", "-id"],
                name="questions_readable",
                condition=models.Q(published_at__isnull=False),
            ),
        ),
        RemoveIndexConcurrently(model_name="question", name="questions_archive"),
        AddIndexConcurrently(
            model_name="question",
            index=models.Index(fields=["id"], name="questions_open", condition=models.Q(state__in=OPEN)),
        ),
    ]
