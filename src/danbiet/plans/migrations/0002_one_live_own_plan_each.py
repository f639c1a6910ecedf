"""A unit has one own plan per plan above, not counting those taken back."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.RemoveConstraint(model_name="plan", name="plans_one_own_plan_each"),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                fields=["parent", "unit"], condition=~Q(state="withdrawn"), name="plans_one_own_plan_each"
            ),
        ),
    ]
