from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_readable_index")]

    operations = [
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                name="questions_readable_state",
                condition=Q(published_at__isnull=True) | ~Q(state__in=["answered", "closed", "withdrawn"]),
            ),
        ),
    ]
